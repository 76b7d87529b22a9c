import {
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type {
  ReturnAttestation,
  YearlyReturn,
  YearlyReturnWords,
} from '@learning-reviews/contracts/yearly-return.contract';
import { DayPipe, dayInWords, MomentPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { DraftGuard } from '../../platform/draft/draft-guard.js';
import { type Held } from '../../platform/draft/draft.js';
import { UnsavedWork } from '../../platform/draft/unsaved-work.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyNavigation } from '../agency-navigation/agency-navigation.js';
import { ReturnFiguresTables } from '../return-document/return-figures.js';
import { signatureInWords } from '../return-words.js';
import { YearlyReturnApi } from '../yearly-return-api.js';
import { ReturnDraft } from './return-draft.js';
import { ReturnSigning } from './return-signing.js';
import { ReturnWriting } from './return-writing.js';

/** One year's return of the agency: what is counted, what a lead writes, and who signed it. */
@Component({
  selector: 'lr-yearly-return-page',
  imports: [
    AgencyNavigation,
    DayPipe,
    DraftGuard,
    ErrorSummary,
    InsetText,
    LoadProblem,
    Loading,
    MomentPipe,
    NotificationBanner,
    ReturnFiguresTables,
    ReturnSigning,
    ReturnWriting,
    RouterLink,
    Table,
    Tag,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './yearly-return-page.html',
})
export class YearlyReturnPage {
  private readonly api = inject(YearlyReturnApi);
  private readonly unsaved = inject(UnsavedWork);
  private readonly guard = viewChild.required(DraftGuard);
  private readonly signing = viewChild(ReturnSigning);

  /** From the address, such as `2025-26`; absent for the running year. */
  readonly year = input<string>();

  protected readonly loaded = this.api.yearlyReturn(this.year);
  protected readonly shown = latestValue(this.loaded);
  protected readonly heading = computed(() => `Yearly return ${this.shown()?.year.label ?? ''}`.trim());
  /** Whether the address names a year that is not offered. */
  protected readonly isOther = computed(() => {
    const [asked, shown] = [this.year(), this.shown()];
    return !!asked && shown !== undefined && !this.loaded.isLoading() && shown.year.label !== asked;
  });
  protected readonly latest = computed(() => this.shown()?.attestations[0] ?? null);
  protected readonly news = signal('');
  protected readonly signature = signatureInWords;

  protected readonly draft = computed(() => {
    const shown = this.shown();
    if (shown === undefined) return null;
    // A draft holds signals of its own; it is made anew only when the return is loaded anew.
    return untracked(() => this.draftOf(shown));
  });
  protected readonly errors = computed(() => [
    ...(this.draft()?.errors() ?? []),
    ...(this.signing()?.form.errors() ?? []),
  ]);

  constructor() {
    effect((onCleanup) => {
      const draft = this.draft();
      onCleanup(() => draft?.stop());
    });
  }

  /** Whether the page may be left for `url`. */
  mayLeave(url: string): Promise<boolean> {
    return this.guard().mayLeave(url);
  }

  protected fileAddress(year: string, attestation?: string): string {
    return this.api.fileAddress(year, attestation);
  }

  protected noteSigned({ by, on }: ReturnAttestation): void {
    this.news.set(`Signed by ${by} on ${dayInWords(on)}. The figures and texts of that moment are kept.`);
    this.loaded.reload();
  }

  private draftOf({ year, draft }: YearlyReturn): ReturnDraft {
    const place = `agency/yearly-return/${year.label}`;
    return new ReturnDraft(draft, this.unsaved.held<Held<YearlyReturnWords>>(place), {
      save: (words, revision) => this.api.save({ year: year.label, revision, words }),
      load: async () => (await this.api.readYearlyReturn(year.label)).draft,
      hold: (held) => (held === null ? this.unsaved.drop(place) : this.unsaved.hold(place, held)),
    });
  }
}
