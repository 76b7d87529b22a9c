import {
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  ViewEncapsulation,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Finished } from '@learning-reviews/contracts/learning.contract';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { type FieldError, Form } from '@learning-reviews/ui/form';
import { LeaveThisPage } from '@learning-reviews/ui/leave-this-page';
import { Loading } from '@learning-reviews/ui/loading';
import { SavedState } from '@learning-reviews/ui/saved-state';
import { TextInput } from '@learning-reviews/ui/text-input';
import { apiErrorOf, fieldErrorsOf } from '../../platform/http/api-error.js';
import { HeadingFocus } from '../../platform/page/heading-focus.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { LearningApi } from '../learning-api.js';
import { ModuleProblem } from '../module-problem/module-problem.js';
import { Saving } from '../saving.js';
import { FinishedModule } from './finished-module.js';

/** The end of a module: what is still missing, or the minutes to confirm, or what was finished. */
@Component({
  selector: 'lr-finish-page',
  imports: [
    BackLink,
    Button,
    ErrorSummary,
    FinishedModule,
    Form,
    LeaveThisPage,
    Loading,
    ModuleProblem,
    RouterLink,
    SavedState,
    TextInput,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './finish-page.html',
})
export class FinishPage {
  private readonly api = inject(LearningApi);
  private readonly headingFocus = inject(HeadingFocus);

  /** Slug of the module. */
  readonly module = input.required<string>();

  protected readonly state = this.api.finishState(this.module);
  protected readonly saving = new Saving();
  protected readonly errors = signal<readonly FieldError[]>([]);
  private readonly finishedNow = signal<Finished | null>(null);

  private readonly known = computed(() => (this.state.hasValue() ? this.state.value() : undefined));
  protected readonly finished = computed(() => this.finishedNow() ?? this.known()?.finished ?? null);
  protected readonly credited = computed(() => this.known()?.creditableMinutes ?? 0);
  /** As typed. */
  protected readonly minutes = linkedSignal(() => String(this.credited()));

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const known = this.known();
      if (known) title.set(`${this.finished() ? 'Finished' : 'Finish'}: ${known.moduleTitle}`);
    });
  }

  /** Finishes once, however often it is pressed. */
  protected async finish(): Promise<void> {
    if (this.saving.isBusy()) return;
    const minutes = this.checkedMinutes();
    if (minutes === undefined) return;
    this.errors.set([]);
    try {
      const finished = await this.saving.send(() => this.api.finish(this.module(), { minutes }));
      this.headingFocus.newContent();
      this.finishedNow.set(finished);
    } catch (error) {
      this.errors.set(fieldErrorsOf(error));
      const code = apiErrorOf(error)?.code;
      // Another tab has moved on: show what is missing, or what was finished there.
      if (code === 'learning.incomplete' || code === 'learning.already-complete') this.state.reload();
    }
  }

  private checkedMinutes(): number | undefined {
    const typed = this.minutes().trim();
    const minutes = Number(typed);
    const most = this.credited();
    const message = !/^\d+$/.test(typed)
      ? 'Enter whole minutes, such as 25'
      : minutes > most
        ? `Enter ${most} or fewer: you can lower the minutes, but not raise them`
        : null;
    if (message === null) return minutes;
    this.errors.set([{ field: 'minutes', message }]);
    return undefined;
  }
}
