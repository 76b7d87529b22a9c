import { Component, ElementRef, input, signal, viewChild, ViewEncapsulation } from '@angular/core';
import { Button } from '@learning-reviews/ui/button';
import { sentenceFor } from '../../platform/http/api-error.js';

/** Deletes an entry, after asking once. */
@Component({
  selector: 'lr-delete-entry',
  imports: [Button],
  encapsulation: ViewEncapsulation.None,
  template: `
    <section class="lr-no-print" aria-labelledby="delete-heading">
      <h2 class="govuk-heading-m" id="delete-heading">Delete</h2>
      <p>You added this entry yourself, so you can take it back.</p>
      <button lrButton="secondary" type="button" (click)="ask()">Delete this entry</button>
    </section>
    <dialog class="lr-dialog" aria-labelledby="delete-question" #dialog>
      <h2 class="govuk-heading-m" id="delete-question">Delete this entry for good?</h2>
      <p>Its minutes leave your record, and what you wrote about it goes too.</p>
      @if (problem()) {
        <p class="govuk-error-message" role="alert">{{ problem() }}</p>
      }
      <div class="govuk-button-group">
        <button lrButton="warning" type="button" [busy]="isBusy()" (click)="confirm()">Yes, delete it</button>
        <button lrButton="secondary" type="button" (click)="close()" #keep>Keep it</button>
      </div>
    </dialog>
  `,
})
export class DeleteEntry {
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly keep = viewChild.required<string, ElementRef<HTMLButtonElement>>('keep', {
    read: ElementRef,
  });

  /** Deletes, and goes on to another page. */
  readonly delete = input.required<() => Promise<void>>();

  protected readonly isBusy = signal(false);
  protected readonly problem = signal('');

  protected ask(): void {
    this.problem.set('');
    this.dialog().nativeElement.showModal();
    // An Enter too many must not delete.
    this.keep().nativeElement.focus();
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  protected async confirm(): Promise<void> {
    this.problem.set('');
    this.isBusy.set(true);
    try {
      await this.delete()();
    } catch (error) {
      this.problem.set(sentenceFor(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
