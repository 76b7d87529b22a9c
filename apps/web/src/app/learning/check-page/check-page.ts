import { Component, computed, effect, inject, input, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AnswerResult, LearningCheck } from '@learning-reviews/contracts/learning.contract';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { type FieldError, Form } from '@learning-reviews/ui/form';
import { LeaveThisPage } from '@learning-reviews/ui/leave-this-page';
import { Loading } from '@learning-reviews/ui/loading';
import { ProgressBar } from '@learning-reviews/ui/progress-bar';
import { Radios } from '@learning-reviews/ui/radios';
import { SavedState } from '@learning-reviews/ui/saved-state';
import { apiErrorOf, fieldErrorsOf } from '../../platform/http/api-error.js';
import { HeadingFocus } from '../../platform/page/heading-focus.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { LearningApi } from '../learning-api.js';
import { ModuleProblem } from '../module-problem/module-problem.js';
import { Saving } from '../saving.js';
import { UnsavedWork } from '../../platform/draft/unsaved-work.js';
import { AnswerFeedback } from './answer-feedback.js';

type Question = NonNullable<LearningCheck['question']>;

/** An answer as it is held until the server has it. */
interface HeldAnswer {
  readonly optionId: string;
  /** Whether it was sent, so that it may have arrived. */
  readonly isSent: boolean;
}

/** The knowledge check: one question a page, then a reason for every option, then the next. */
@Component({
  selector: 'lr-check-page',
  imports: [
    AnswerFeedback,
    BackLink,
    Button,
    ErrorSummary,
    Form,
    LeaveThisPage,
    Loading,
    ModuleProblem,
    ProgressBar,
    Radios,
    RouterLink,
    SavedState,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './check-page.html',
})
export class CheckPage {
  private readonly api = inject(LearningApi);
  private readonly unsaved = inject(UnsavedWork);
  private readonly headingFocus = inject(HeadingFocus);

  /** Slug of the module. */
  readonly module = input.required<string>();

  protected readonly check = this.api.check(this.module);
  protected readonly saving = new Saving();
  protected readonly errors = signal<readonly FieldError[]>([]);
  /** The question answered last, with the reasons, until the person goes on. */
  protected readonly answered = signal<{ question: Question; result: AnswerResult } | null>(null);
  /** The round whose questions the person has chosen to try again. */
  private readonly tryingRound = signal(1);

  private readonly now = computed(() => (this.check.hasValue() ? this.check.value() : undefined));
  protected readonly isBetweenRounds = computed(
    () => this.now()?.outcome === 'not-yet' && this.now()?.round !== this.tryingRound(),
  );
  protected readonly options = computed(() =>
    (this.now()?.question?.options ?? []).map(({ optionId, text }) => ({ value: optionId, label: text })),
  );

  private readonly place = computed(() => {
    const check = this.now();
    return `check/${check?.module}/${check?.round}/${check?.question?.questionId}`;
  });
  private readonly held = computed(() => this.unsaved.held<HeldAnswer>(this.place()));
  protected readonly chosen = computed(() => this.held()?.optionId ?? null);
  protected readonly savedState = computed(() =>
    this.saving.state() === 'idle' && this.held()?.isSent ? 'unsaved' : this.saving.state(),
  );

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const check = this.now();
      const question = this.answered()?.question ?? check?.question;
      if (!check) return;
      const where = question ? `Question ${question.number} of ${question.count}` : 'Knowledge check';
      title.set(`${where} – ${check.moduleTitle}`);
    });
  }

  protected hold(optionId: string | null): void {
    if (optionId === null) return;
    this.saving.clear();
    this.unsaved.hold(this.place(), { optionId, isSent: false } satisfies HeldAnswer);
  }

  /** Saves the chosen answer; the reasons come with the answer of the server, never before. */
  protected async answer(check: LearningCheck, question: Question): Promise<void> {
    if (this.saving.isBusy()) return;
    const optionId = this.chosen();
    if (optionId === null) {
      this.errors.set([{ field: 'optionId', message: 'Choose an answer' }]);
      return;
    }
    this.errors.set([]);
    const place = this.place();
    const request = { questionId: question.questionId, optionId, round: check.round };
    this.unsaved.hold(place, { optionId, isSent: true } satisfies HeldAnswer);
    try {
      const result = await this.saving.send(() => this.api.answer(check.module, request));
      this.unsaved.drop(place);
      this.answered.set({ question, result });
      // What comes next is fetched while the reasons are read.
      this.check.reload();
    } catch (error) {
      this.errors.set(fieldErrorsOf(error));
      // Answered in another tab or on another device: show where the check is now.
      const code = apiErrorOf(error)?.code;
      if (code === 'learning.already-answered' || code === 'learning.wrong-question') {
        this.unsaved.drop(place);
        this.check.reload();
      }
    }
  }

  protected goOn(): void {
    this.headingFocus.newContent();
    this.saving.clear();
    this.answered.set(null);
  }

  protected tryAgain(round: number): void {
    this.headingFocus.newContent();
    this.tryingRound.set(round);
  }
}
