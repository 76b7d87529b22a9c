import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LearningItem, LearningList } from '@learning-reviews/contracts/learning.contract';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { type Task, TaskList } from '@learning-reviews/ui/task-list';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { LearningApi } from '../learning-api.js';
import { itemInWords, STANDINGS } from '../learning-words.js';

const NOTHING: LearningList = { carryOn: null, required: [], recommended: [], done: [], withdrawn: [] };

/** What a practitioner has to learn, could learn, and has learned. */
@Component({
  selector: 'lr-learning-page',
  imports: [Button, DayPipe, InsetText, Loading, LoadProblem, RouterLink, TaskList],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './learning-page.html',
})
export class LearningPage {
  private readonly session = inject(SessionStore);

  protected readonly learning = inject(LearningApi).list();
  // Reading value() while the resource is in error throws, hence the guard.
  private readonly lists = computed(() => (this.learning.hasValue() ? this.learning.value() : NOTHING));
  protected readonly carryOn = computed(() => this.lists().carryOn);
  protected readonly required = computed(() => this.lists().required.map((item) => this.task(item)));
  protected readonly recommended = computed(() => this.lists().recommended.map((item) => this.task(item)));
  protected readonly withdrawn = computed(() => this.lists().withdrawn);
  protected readonly done = computed(() => this.lists().done.map((item) => this.task(item)));

  private task(item: LearningItem): Task {
    const certificate = item.certificateNumber;
    return {
      title: item.title,
      link: `/learning/${item.module}`,
      // Somebody with two jobs needs to know whose duty it is.
      hint: itemInWords(item, this.session.agencies().length > 1 || item.requiredBy.length > 1),
      ...STANDINGS[item.state],
      ...(certificate === null
        ? {}
        : { also: { text: 'Certificate', link: `/certificates/${certificate}` } }),
    };
  }
}
