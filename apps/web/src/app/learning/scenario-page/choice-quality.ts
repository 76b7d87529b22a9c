import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import { Tag } from '@learning-reviews/ui/tag';

type Quality = 'strong' | 'partial' | 'risky';

const WORDS = {
  strong: { text: 'Strong choice', tone: 'green' },
  partial: { text: 'Partial choice', tone: 'yellow' },
  risky: { text: 'Risky choice', tone: 'red' },
} as const;

/** How good a choice was, in words; the colour only helps to find it. */
@Component({
  selector: 'lr-choice-quality',
  imports: [Tag],
  encapsulation: ViewEncapsulation.None,
  template: `<strong [lrTag]="words().tone">{{ words().text }}</strong>`,
})
export class ChoiceQuality {
  readonly quality = input.required<Quality>();
  protected readonly words = computed(() => WORDS[this.quality()]);
}
