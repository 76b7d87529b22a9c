import {
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { CpdEntry, CpdReflection } from '@learning-reviews/contracts/cpd.contract';
import { BackLink } from '@learning-reviews/ui/back-link';
import { DayPipe } from '@learning-reviews/ui/day';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { WarningText } from '@learning-reviews/ui/warning-text';
import { DraftGuard } from '../../platform/draft/draft-guard.js';
import { type Held } from '../../platform/draft/draft.js';
import { UnsavedWork } from '../../platform/draft/unsaved-work.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { CpdApi } from '../cpd-api.js';
import { KINDS, minutesInWords, sourceInWords } from '../cpd-words.js';
import { DeleteEntry } from './delete-entry.js';
import { EntryDraft, type SavedWords } from './entry-draft.js';
import { EntryReflection } from './entry-reflection.js';
import { LowerMinutes } from './lower-minutes.js';

/** One entry of the record: its facts, fewer minutes, and what the person makes of it. */
@Component({
  selector: 'lr-entry-page',
  imports: [
    BackLink,
    DayPipe,
    DeleteEntry,
    DraftGuard,
    EntryReflection,
    LoadProblem,
    Loading,
    LowerMinutes,
    NotificationBanner,
    RouterLink,
    SummaryList,
    SummaryRow,
    WarningText,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './entry-page.html',
})
export class EntryPage {
  private readonly api = inject(CpdApi);
  private readonly router = inject(Router);
  private readonly unsaved = inject(UnsavedWork);
  private readonly guard = viewChild.required(DraftGuard);

  readonly id = input.required<string>();
  /** Set when the entry was added just now. */
  readonly added = input<string>();

  protected readonly entry = this.api.entry(this.id);
  protected readonly kinds = KINDS;
  protected readonly sourceOf = sourceInWords;
  protected readonly inWords = minutesInWords;

  protected readonly draft = computed(() => {
    if (!this.entry.hasValue()) return null;
    const loaded = this.entry.value();
    const { id } = loaded;
    const place = `record/${id}`;
    // A draft holds signals of its own; it is made anew only when the entry is loaded anew.
    return untracked(
      () =>
        new EntryDraft(savedWords(loaded), this.unsaved.held<Held<CpdReflection>>(place), {
          save: (request) => this.api.saveReflection(id, request),
          load: async () => savedWords(await this.api.entryNow(id)),
          hold: (held) => (held === null ? this.unsaved.drop(place) : this.unsaved.hold(place, held)),
        }),
    );
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      if (this.entry.hasValue()) title.set(`${this.entry.value().title} – CPD entry`);
    });
    effect((onCleanup) => {
      const draft = this.draft();
      onCleanup(() => draft?.stop());
    });
  }

  /** Whether the page may be left for `url`. */
  mayLeave(url: string): Promise<boolean> {
    return this.guard().mayLeave(url);
  }

  protected readonly lower = (minutes: number, revision: number) =>
    this.api.lowerMinutes(this.id(), { minutes, revision });

  protected readonly delete = async () => {
    await this.api.delete(this.id());
    this.draft()?.discard();
    await this.router.navigate(['/record'], { queryParams: { changed: 'deleted' } });
  };
}

function savedWords({ reflection, reflectionRevision }: CpdEntry): SavedWords {
  return { ...reflection, revision: reflectionRevision };
}
