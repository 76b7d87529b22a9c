import { Component, inject, input, ViewEncapsulation } from '@angular/core';
import { Failed } from '@learning-reviews/ui/failed';
import { Loading } from '@learning-reviews/ui/loading';
import { LearningApi } from '../learning-api.js';
import { SectionText } from '../section-text/section-text.js';

/** One section as it stands on paper: its words, then its sources in full. */
@Component({
  selector: 'lr-printed-section',
  imports: [Failed, Loading, SectionText],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './printed-section.html',
})
export class PrintedSection {
  /** Slug of the module. */
  readonly module = input.required<string>();
  /** Which section, from 1, in digits. */
  readonly number = input.required<string>();
  readonly count = input.required<number>();

  protected readonly section = inject(LearningApi).section(this.module, this.number);
}
