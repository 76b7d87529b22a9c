import { Component, input, ViewEncapsulation } from '@angular/core';
import type { BoardCell } from '@learning-reviews/contracts/partnership.contract';
import { ProtectedFigure } from '@learning-reviews/ui/protected-figure';

/** One figure of the board: per cent with what it is of, `[c]`, or nothing where nobody is required to. */
@Component({
  selector: 'lr-board-figure',
  imports: [ProtectedFigure],
  encapsulation: ViewEncapsulation.None,
  template: `
    @if (cell(); as cell) {
      @if (cell.protected) {
        <lr-protected-figure [value]="null" />
      } @else {
        <span class="lr-board-figure__share">{{ cell.percentage }}%</span>&ngsp;<span
          class="lr-board-figure__base"
          >{{ cell.done.toLocaleString('en-GB') }} of {{ cell.required.toLocaleString('en-GB') }}</span
        >
      }
    } @else {
      <span class="govuk-visually-hidden">Not required of anyone</span>
    }
  `,
})
export class BoardFigure {
  readonly cell = input.required<BoardCell | undefined>();
}
