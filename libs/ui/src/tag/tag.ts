import { Directive, input } from '@angular/core';

/** Colour of a tag. The words carry the meaning; the colour only helps to find it. */
export type TagTone = 'grey' | 'green' | 'teal' | 'blue' | 'yellow' | 'orange' | 'red' | 'purple';

/** A short status: `<strong lrTag="green">Done</strong>`. */
@Directive({
  selector: '[lrTag]',
  host: { class: 'govuk-tag', '[class]': "tone() ? 'govuk-tag--' + tone() : ''" },
})
export class Tag {
  readonly tone = input<TagTone | ''>('', { alias: 'lrTag' });
}
