import { Component, type ElementRef, input, output, viewChild, ViewEncapsulation } from '@angular/core';
import type { LearningReflection } from '@learning-reviews/contracts/learning.contract';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';

/** Words that were saved from another tab or device, shown in full beside one's own until one is chosen. */
@Component({
  selector: 'lr-other-version',
  imports: [Button, DayPipe, NotificationBanner],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './other-version.html',
})
export class OtherVersion {
  readonly other = input.required<LearningReflection>();
  readonly keepMine = output<void>();
  readonly takeOther = output<void>();

  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  /** Brings the choice into sight. It is never done by itself: somebody may be writing. */
  focus(): void {
    this.heading().nativeElement.focus();
  }
}
