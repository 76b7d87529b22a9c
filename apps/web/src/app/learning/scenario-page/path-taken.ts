import { Component, input, output, ViewEncapsulation } from '@angular/core';
import type { LearningScenario } from '@learning-reviews/contracts/learning.contract';
import { Button } from '@learning-reviews/ui/button';
import { ChoiceQuality } from './choice-quality.js';

/** The way somebody took through a scenario, and the way back to each decision. */
@Component({
  selector: 'lr-path-taken',
  imports: [Button, ChoiceQuality],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './path-taken.html',
})
export class PathTaken {
  readonly taken = input.required<LearningScenario['taken']>();
  /** Whether decisions may be made again; not after the finish. */
  readonly canChooseAgain = input(true);
  /** Whether presses are being worked on. */
  readonly busy = input(false);
  /** The id of the node whose decision is to be made again. */
  readonly again = output<string>();
}
