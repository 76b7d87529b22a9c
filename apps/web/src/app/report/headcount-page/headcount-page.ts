import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, signal, ViewEncapsulation } from '@angular/core';
import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { type PastedLine, readPastedHeadcount } from '@learning-reviews/domain/report/headcount-paste';
import { groupInWords, WORKFORCE_GROUPS } from '@learning-reviews/domain/report/workforce-group';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe, dayInWords, MomentPipe } from '@learning-reviews/ui/day';
import { Details } from '@learning-reviews/ui/details';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { type FieldError, Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { TextInput } from '@learning-reviews/ui/text-input';
import { Textarea } from '@learning-reviews/ui/textarea';
import { UnsavedWork } from '../../platform/draft/unsaved-work.js';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { AgencyNavigation } from '../agency-navigation/agency-navigation.js';
import { figure, peopleInWords } from '../agency-words.js';
import { HeadcountApi } from '../headcount-api.js';
import {
  emptyHeadcount,
  groupsInWords,
  headcountRequest,
  headcountRows,
  headcountSummary,
  pasteSummary,
  readingOf,
  sumOfGroups,
  type TypedCount,
  type TypedHeadcount,
  withPastedLines,
} from '../headcount-words.js';
import { FigureBox } from './figure-box.js';

/** Where what is typed waits while somebody signs in again. */
const PLACE = 'agency/headcount';

/** What the agency's figures are out of: the headcount in use, the form for a new one, and those before. */
@Component({
  selector: 'lr-headcount-page',
  imports: [
    AgencyNavigation,
    Button,
    DateInput,
    DayPipe,
    Details,
    ErrorSummary,
    FigureBox,
    Form,
    LoadProblem,
    Loading,
    MomentPipe,
    NgTemplateOutlet,
    NotificationBanner,
    Table,
    Tag,
    TextInput,
    Textarea,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './headcount-page.html',
})
export class HeadcountPage {
  private readonly session = inject(SessionStore);
  private readonly api = inject(HeadcountApi);
  private readonly unsaved = inject(UnsavedWork);

  protected readonly loaded = this.api.headcount();
  protected readonly headcount = latestValue(this.loaded);
  protected readonly rows = computed(() =>
    headcountRows(this.headcount() ?? NOTHING, this.session.workforceGroups()),
  );
  protected readonly summary = computed(() => headcountSummary(this.headcount() ?? NOTHING));

  protected readonly typed = signal<TypedHeadcount>(
    this.unsaved.held<TypedHeadcount>(PLACE) ?? emptyHeadcount(calendarDateIn(Date.now(), DEFAULT_TIME_ZONE)),
  );
  protected readonly sum = computed(() => sumOfGroups(this.typed()));
  protected readonly wholeHint = computed(() => {
    const sum = this.sum();
    const isSum = 'Leave empty when everyone is in one of the groups.';
    return sum === null ? isSum : `${isSum} They add up to ${figure(sum)}.`;
  });
  protected readonly lines = computed(() => readPastedHeadcount(this.typed().pasted));
  protected readonly pasteSummary = computed(() => pasteSummary(this.lines()));
  protected readonly understood = computed(() => this.lines().filter(({ count }) => count !== null).length);
  protected readonly filled = signal('');
  protected readonly news = signal('');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/headcount.contract')).supplyHeadcountRequest,
  );

  protected readonly groups = computed(() =>
    WORKFORCE_GROUPS.map(({ group }) => ({
      group,
      heading: groupInWords(this.session.workforceGroups(), group),
    })),
  );
  protected readonly figure = figure;
  protected readonly readingOf = (line: PastedLine) => readingOf(line, this.session.workforceGroups());
  protected readonly groupsInWords = groupsInWords;

  /** Takes what was typed, and keeps it should the session end. */
  protected write(change: Partial<TypedHeadcount>): void {
    this.typed.update((typed) => ({ ...typed, ...change }));
    this.unsaved.hold(PLACE, this.typed());
    this.filled.set('');
  }

  protected writeGroup(group: number, change: Partial<TypedCount>): void {
    const { groups } = this.typed();
    const count = groups[group] ?? { people: '', fte: '' };
    this.write({ groups: { ...groups, [group]: { ...count, ...change } } });
  }

  protected writeWhole(change: Partial<TypedCount>): void {
    this.write({ whole: { ...this.typed().whole, ...change } });
  }

  /** What is wrong with the boxes of one row, such as `groups.3` or `whole`. */
  protected problemsOf(row: string): readonly FieldError[] {
    return this.form.errors().filter(({ field }) => field.startsWith(`${row}.`));
  }

  /** Puts what was understood of the pasted text into the boxes, to be looked at before it is saved. */
  protected fill(): void {
    this.write(withPastedLines(this.typed(), this.lines()));
    this.filled.set('The figures stand in the form below. Check them, then press “Save headcount”.');
  }

  protected async save(): Promise<void> {
    this.news.set('');
    let saved = '';
    const isSaved = await this.form.submit(headcountRequest(this.typed()), async (request) => {
      const set = await this.api.supply(request);
      saved = `The headcount of ${dayInWords(set.on)} is saved: ${peopleInWords(set.people)}.`;
    });
    if (!isSaved) return;
    this.unsaved.drop(PLACE);
    this.typed.set(emptyHeadcount(calendarDateIn(Date.now(), DEFAULT_TIME_ZONE)));
    this.filled.set('');
    this.news.set(saved);
    this.loaded.reload();
  }
}

const NOTHING = { today: '', current: null, history: [], members: { people: 0, groups: [] } };
