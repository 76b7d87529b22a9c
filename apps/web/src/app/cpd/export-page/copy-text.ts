import { DOCUMENT } from '@angular/common';
import {
  Component,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { Button } from '@learning-reviews/ui/button';

/** A text to be copied into somebody else's form. It stands as it will be pasted. */
@Component({
  selector: 'lr-copy-text',
  imports: [Button],
  encapsulation: ViewEncapsulation.None,
  template: `
    <h3 class="govuk-heading-m">{{ heading() }}</h3>
    <div class="lr-copy-text__words" #words>{{ text() }}</div>
    @if (left().length > 0) {
      <p class="govuk-hint">Left for you to write: {{ left().join('; ') }}</p>
    }
    <div class="lr-copy-text__copy lr-no-print">
      <button lrButton="secondary" type="button" (click)="copy()">
        Copy<span class="govuk-visually-hidden"> {{ heading() }}</span>
      </button>
      <p role="status">{{ news() }}</p>
    </div>
  `,
})
export class CopyText {
  private readonly document = inject(DOCUMENT);
  private readonly words = viewChild.required<ElementRef<HTMLElement>>('words');

  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  /** Headings in the text under which nothing stands yet. */
  readonly left = input.required<readonly string[]>();

  protected readonly news = signal('');

  protected async copy(): Promise<void> {
    try {
      // Absent where the site is not served securely, refused where an employer forbids it.
      await this.document.defaultView!.navigator.clipboard.writeText(this.text());
      this.news.set('Copied');
    } catch {
      this.document.getSelection()?.selectAllChildren(this.words().nativeElement);
      this.news.set('Your browser does not let us copy. The text is selected: copy it yourself.');
    }
  }
}
