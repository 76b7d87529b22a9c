import { DOCUMENT } from '@angular/common';
import { Component, type ElementRef, inject, input, viewChild, ViewEncapsulation } from '@angular/core';
import { Button } from '@learning-reviews/ui/button';
import type { FieldError } from '@learning-reviews/ui/form';

/** What a guard needs to know of a draft. */
export interface GuardedDraft {
  /** Whether something written has not reached the server. */
  isUnsaved(): boolean;
  /** Saves what is unsaved now; answers whether everything is safe. */
  flush(): Promise<boolean>;
  /** What was not accepted; an empty `field` is not about a box. */
  errors(): readonly FieldError[];
}

/** Someone who leaves waits no longer than this for the last words to be saved. */
const LONGEST_FLUSH_MS = 4000;

/**
 * Keeps a person from losing words by leaving a page. It saves what is left, and asks only when that fails.
 * Put one in the page, outside whatever appears and disappears, and ask it from the route's `canDeactivate`.
 */
@Component({
  selector: 'lr-draft-guard',
  imports: [Button],
  encapsulation: ViewEncapsulation.None,
  host: { '(window:beforeunload)': 'warnBeforeUnload($event)' },
  template: `
    <dialog class="lr-dialog" aria-labelledby="lr-unsaved-heading" #dialog>
      <h2 class="govuk-heading-m" id="lr-unsaved-heading">What you wrote is not saved yet</h2>
      <p>
        If you stay, you can try again. If you leave, it waits for you on this page until you sign out or
        close this tab.
      </p>
      <div class="govuk-button-group">
        <button lrButton type="button" (click)="close('stay')">Stay on this page</button>
        <button lrButton="secondary" type="button" (click)="close('leave')">Leave without saving</button>
      </div>
    </dialog>
  `,
})
export class DraftGuard {
  private readonly document = inject(DOCUMENT);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  /** `null` while nothing is loaded. */
  readonly draft = input.required<GuardedDraft | null>();

  /**
   * Whether the page may be left for `url`: when everything is saved, when signing in again is what comes next
   * (the words wait in memory), or when the person says so.
   *
   * @param formLeadsTo Where the page's own form goes on to. What the server refuses of it is shown beside its box;
   *   to be asked about leaving would stand in front of that.
   */
  async mayLeave(url: string, formLeadsTo?: string): Promise<boolean> {
    const draft = this.draft();
    if (!draft?.isUnsaved() || url.startsWith('/sign-in')) return true;
    const late = new Promise<boolean>((done) => setTimeout(() => done(false), LONGEST_FLUSH_MS));
    if (await Promise.race([draft.flush(), late])) return true;
    const isRefused = draft.errors().some(({ field }) => field !== '');
    return url === formLeadsTo && isRefused ? false : this.ask();
  }

  private ask(): Promise<boolean> {
    const dialog = this.dialog().nativeElement;
    // The session ended meanwhile and sign-in has taken the page's place: what was written waits in memory.
    if (!dialog.isConnected) return Promise.resolve(true);
    return new Promise((answered) => {
      dialog.addEventListener('close', () => answered(dialog.returnValue === 'leave'), { once: true });
      dialog.returnValue = '';
      dialog.showModal();
    });
  }

  protected close(answer: 'stay' | 'leave'): void {
    this.dialog().nativeElement.close(answer);
  }

  protected warnBeforeUnload(event: Event): void {
    // Someone who must not be seen reading is not to be held up by a question.
    if (this.document.body.classList.contains('lr-leaving')) return;
    if (this.draft()?.isUnsaved()) event.preventDefault();
  }
}
