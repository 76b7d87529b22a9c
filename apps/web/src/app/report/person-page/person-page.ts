import { Component, computed, effect, inject, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { SessionStore } from '../../platform/session/session-store.js';
import {
  contradictionInWords,
  exceptionInWords,
  leaveInWords,
  NEWS,
  noticeInWords,
  ROLE_NAMES,
} from '../person-words.js';
import { RESULTS, STANDINGS } from '../agency-words.js';
import { MAILS } from '../worklist-words.js';
import { ReportApi } from '../report-api.js';

/** One person of one's own agency, or team: details, standing and evidence. */
@Component({
  selector: 'lr-person-page',
  imports: [
    DayPipe,
    InsetText,
    LoadProblem,
    Loading,
    MomentPipe,
    NotificationBanner,
    RouterLink,
    SummaryList,
    SummaryRow,
    Table,
    Tag,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './person-page.html',
})
export class PersonPage {
  private readonly title = inject(PageTitle);
  private readonly session = inject(SessionStore);

  /** Membership id from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = inject(ReportApi).person(this.id);
  protected readonly person = latestValue(this.loaded);
  protected readonly listName = computed(() =>
    this.session.may('agency.read-people') ? 'People' : 'Your team',
  );
  protected readonly mayManage = computed(() => this.session.may('agency.manage-people'));
  protected readonly mayCorrect = computed(() => this.session.may('agency.correct-completion'));
  protected readonly mayExcept = computed(() => this.session.may('agency.manage-assignments'));
  protected readonly hasLeft = computed(() => {
    const to = this.person()?.to ?? null;
    return to !== null && to < calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
  });
  /** The membership that followed this one; what comes next is done there. */
  protected readonly newest = computed(() => {
    const newest = this.person()?.jobs[0]?.membershipId;
    return newest === undefined || newest === this.id() ? null : newest;
  });
  /** What was just done, as the address says: a page that is loaded again says it no more than once. */
  readonly done = input<string>();
  protected readonly news = computed(() => NEWS[this.done() ?? ''] ?? '');
  protected readonly roleNames = ROLE_NAMES;
  protected readonly standings = STANDINGS;
  protected readonly mails = MAILS;
  protected readonly leaveInWords = leaveInWords;
  protected readonly exceptionInWords = exceptionInWords;
  protected readonly noticeInWords = noticeInWords;
  protected readonly contradiction = contradictionInWords;
  protected readonly resultOf = (result: string) => RESULTS[result] ?? result;

  constructor() {
    effect(() => {
      const person = this.person();
      if (person !== undefined && this.loaded.error() === undefined) this.title.set(person.name);
    });
  }
}
