import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import type { NudgeRequest, NudgeResult } from '@learning-reviews/contracts/worklist.contract';
import { Button } from '@learning-reviews/ui/button';
import { Details } from '@learning-reviews/ui/details';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Loading } from '@learning-reviews/ui/loading';
import { WarningText } from '@learning-reviews/ui/warning-text';
import { FormState } from '../../platform/form/form-state.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { figure, peopleInWords } from '../agency-words.js';
import { WorklistApi } from '../worklist-api.js';
import { leftOutInWords, NO_MAIL_SERVER } from '../worklist-words.js';

/** What a press would do, before it is pressed: who gets which message, who gets none and why. */
@Component({
  selector: 'lr-nudge-panel',
  imports: [Button, Details, ErrorSummary, LoadProblem, Loading, WarningText],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './nudge-panel.html',
})
export class NudgePanel {
  private readonly api = inject(WorklistApi);

  readonly request = input.required<NudgeRequest>();
  /** The messages are on their way; what came of it. */
  readonly sent = output<NudgeResult>();
  /** Back to the list without sending. */
  readonly closed = output();

  protected readonly loaded = this.api.nudgePreview(this.request);
  protected readonly preview = computed(() => (this.loaded.hasValue() ? this.loaded.value() : undefined));
  protected readonly form = new FormState<NudgeRequest>(
    async () => (await import('@learning-reviews/contracts/worklist.contract')).nudgeRequest,
  );
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  protected readonly messages = computed(() => {
    const people = this.preview()?.people ?? 0;
    return people === 1 ? '1 message' : `${figure(people)} messages`;
  });
  protected readonly modules = computed(() => {
    const duties = this.preview()?.duties ?? 0;
    return duties === 1 ? '1 required module' : `${figure(duties)} required modules`;
  });
  protected readonly noMailServer = NO_MAIL_SERVER;
  protected readonly figure = figure;
  protected readonly leftOutInWords = leftOutInWords;
  protected readonly peopleInWords = peopleInWords;

  constructor() {
    // The list went away with the button that was pressed: whoever reads by ear goes on here.
    effect(() => this.heading()?.nativeElement.focus());
  }

  protected async send(): Promise<void> {
    await this.form.submit(this.request(), async (request) => {
      this.sent.emit(await this.api.nudge(request));
    });
  }
}
