import { NgTemplateOutlet } from '@angular/common';
import { Component, input, ViewEncapsulation } from '@angular/core';
import type { Block } from '@learning-reviews/contracts/curriculum.contract';

/** The words of a section, block by block. Structured, so that no HTML has to be trusted. */
@Component({
  selector: 'lr-section-text',
  imports: [NgTemplateOutlet],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './section-text.html',
})
export class SectionText {
  readonly blocks = input.required<readonly Block[]>();
}
