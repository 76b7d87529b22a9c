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
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { IdentityWarning } from '@learning-reviews/ui/identity-warning';
import { LeaveThisPage } from '@learning-reviews/ui/leave-this-page';
import { Loading } from '@learning-reviews/ui/loading';
import { SavedState } from '@learning-reviews/ui/saved-state';
import { Textarea } from '@learning-reviews/ui/textarea';
import { CaseDataCaution } from '../../platform/draft/case-data-caution.js';
import { DraftGuard } from '../../platform/draft/draft-guard.js';
import { UnsavedWork } from '../../platform/draft/unsaved-work.js';
import { Connection } from '../../platform/http/connection.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { LearningApi } from '../learning-api.js';
import { ModuleProblem } from '../module-problem/module-problem.js';
import { OtherVersion } from './other-version.js';
import { type HeldWords, ReflectionDraft } from './reflection-draft.js';

/** The most characters of one reflection, and of an intention: the contract's own figures. */
const LONGEST_TEXT = 4000;
const LONGEST_INTENTION = 1000;

/** Private reflections and one intention: optional, saved while writing, read by nobody else. */
@Component({
  selector: 'lr-reflect-page',
  imports: [
    BackLink,
    Button,
    CaseDataCaution,
    DateInput,
    DraftGuard,
    ErrorSummary,
    Form,
    IdentityWarning,
    LeaveThisPage,
    Loading,
    ModuleProblem,
    OtherVersion,
    RouterLink,
    SavedState,
    Textarea,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './reflect-page.html',
})
export class ReflectPage {
  private readonly api = inject(LearningApi);
  private readonly router = inject(Router);
  private readonly connection = inject(Connection);
  private readonly unsaved = inject(UnsavedWork);
  protected readonly otherVersion = viewChild(OtherVersion);
  private readonly guard = viewChild.required(DraftGuard);

  /** Slug of the module. */
  readonly module = input.required<string>();

  protected readonly reflection = this.api.reflection(this.module);
  protected readonly longestText = LONGEST_TEXT;
  protected readonly longestIntention = LONGEST_INTENTION;

  protected readonly draft = computed(() => {
    if (!this.reflection.hasValue()) return null;
    const saved = this.reflection.value();
    const slug = saved.module;
    const place = `reflect/${slug}`;
    // A draft holds signals of its own; it is made anew only when words are loaded anew.
    return untracked(
      () =>
        new ReflectionDraft(saved, this.unsaved.held<HeldWords>(place), {
          save: (request) => this.api.saveReflection(slug, request),
          load: () => this.api.reflectionNow(slug),
          hold: (words) => (words === null ? this.unsaved.drop(place) : this.unsaved.hold(place, words)),
        }),
    );
  });
  protected readonly savedState = computed(() => {
    const state = this.draft()?.state() ?? 'idle';
    return state === 'saving' && this.connection.isAway() ? 'waiting' : state;
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      if (this.reflection.hasValue()) title.set(`Reflection – ${this.reflection.value().moduleTitle}`);
    });
    effect((onCleanup) => {
      const draft = this.draft();
      onCleanup(() => draft?.stop());
    });
  }

  protected async goOn(draft: ReflectionDraft, nextPath: string): Promise<void> {
    if (!draft.isDayGood()) {
      draft.refuse([
        { field: 'intentionOn', message: 'Enter a real date, such as 27 3 2027, or leave it empty' },
      ]);
      return;
    }
    draft.refuse([]);
    if (draft.other()) {
      this.otherVersion()?.focus();
      return;
    }
    await this.router.navigateByUrl(nextPath);
  }

  /** Whether the page may be left for `url`. */
  mayLeave(url: string): Promise<boolean> {
    const formLeadsTo = this.reflection.hasValue() ? this.reflection.value().nextPath : undefined;
    return this.guard().mayLeave(url, formLeadsTo);
  }
}
