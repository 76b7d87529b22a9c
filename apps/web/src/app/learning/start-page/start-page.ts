import { Component, computed, effect, inject, input, signal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { BackLink } from '@learning-reviews/ui/back-link';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { LeaveThisPage } from '@learning-reviews/ui/leave-this-page';
import { Loading } from '@learning-reviews/ui/loading';
import { type Task, TaskList } from '@learning-reviews/ui/task-list';
import { sentenceFor } from '../../platform/http/api-error.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { LearningApi } from '../learning-api.js';
import { PART_STATES } from '../learning-words.js';
import { ModuleProblem } from '../module-problem/module-problem.js';
import { Saving } from '../saving.js';

const CHANGES: Readonly<Record<string, string>> = {
  editorial: 'Only its wording has changed.',
  material: 'What it teaches has changed.',
};

/** Before you start: what a module is about, what it does not describe, how long it takes, and where you are in it. */
@Component({
  selector: 'lr-start-page',
  imports: [
    BackLink,
    Button,
    DayPipe,
    InsetText,
    LeaveThisPage,
    Loading,
    MomentPipe,
    ModuleProblem,
    RouterLink,
    TaskList,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './start-page.html',
})
export class StartPage {
  private readonly api = inject(LearningApi);
  private readonly router = inject(Router);

  /** Slug of the module. */
  readonly module = input.required<string>();

  protected readonly known = this.api.module(this.module);
  protected readonly saving = new Saving();
  protected readonly problem = signal('');

  protected readonly parts = computed<Task[]>(() => {
    const attempt = this.known.hasValue() ? this.known.value().attempt : null;
    return (attempt?.parts ?? []).map(({ label, path, state }) => ({
      title: label,
      link: path,
      ...PART_STATES[state],
    }));
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      if (this.known.hasValue()) title.set(`Before you start: ${this.known.value().title}`);
    });
  }

  /** What kind of change a newer version holds, as a sentence; empty for one we have no words for. */
  protected changeInWords(change: string): string {
    return CHANGES[change] ?? '';
  }

  protected async start(): Promise<void> {
    if (this.saving.isBusy()) return;
    this.problem.set('');
    try {
      const { nextPath } = await this.saving.send(() => this.api.start(this.module()));
      await this.router.navigateByUrl(nextPath);
    } catch (error) {
      this.problem.set(sentenceFor(error));
    }
  }
}
