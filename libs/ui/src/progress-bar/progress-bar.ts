import { Component, computed, input, ViewEncapsulation } from '@angular/core';

/** How far one is: "Section 3 of 7" in words, and the same as a bar. */
@Component({
  selector: 'lr-progress-bar',
  encapsulation: ViewEncapsulation.None,
  template: `
    <p class="lr-progress-bar__words">{{ label() }} {{ value() }} of {{ max() }}</p>
    <div class="lr-progress-bar__track" aria-hidden="true">
      <div class="lr-progress-bar__done" [style.width.%]="percent()"></div>
    </div>
  `,
})
export class ProgressBar {
  /** What is counted, such as "Section" or "Question". */
  readonly label = input('Section');
  readonly value = input.required<number>();
  readonly max = input.required<number>();

  protected readonly percent = computed(() =>
    this.max() > 0 ? Math.min(100, Math.max(0, (this.value() / this.max()) * 100)) : 0,
  );
}
