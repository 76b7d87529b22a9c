import { Component, computed, effect, inject, input, signal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { Saved } from '@learning-reviews/contracts/learning.contract';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { type FieldError, Form } from '@learning-reviews/ui/form';
import { LeaveThisPage } from '@learning-reviews/ui/leave-this-page';
import { Loading } from '@learning-reviews/ui/loading';
import { Radios } from '@learning-reviews/ui/radios';
import { SavedState } from '@learning-reviews/ui/saved-state';
import { apiErrorOf, fieldErrorsOf } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { HeadingFocus } from '../../platform/page/heading-focus.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { LearningApi } from '../learning-api.js';
import { ModuleProblem } from '../module-problem/module-problem.js';
import { Saving } from '../saving.js';
import { UnsavedWork } from '../../platform/draft/unsaved-work.js';
import { ChoiceOutcome } from './choice-outcome.js';
import { PathTaken } from './path-taken.js';

/** A choice at one node, as it is held until the server has it. */
interface HeldChoice {
  readonly choiceId: string;
  /** Whether it was sent, so that it may have arrived. */
  readonly isSent: boolean;
}

/** What of the scenario is on screen. */
type View = 'intro' | 'skipped' | 'consequence' | 'decision' | 'ending';

/** A story that branches: one decision a page, then what came of it. It can be skipped at any point. */
@Component({
  selector: 'lr-scenario-page',
  imports: [
    BackLink,
    Button,
    ChoiceOutcome,
    ErrorSummary,
    Form,
    LeaveThisPage,
    Loading,
    ModuleProblem,
    PathTaken,
    Radios,
    RouterLink,
    SavedState,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './scenario-page.html',
})
export class ScenarioPage {
  private readonly api = inject(LearningApi);
  private readonly router = inject(Router);
  private readonly unsaved = inject(UnsavedWork);
  private readonly headingFocus = inject(HeadingFocus);

  /** Slug of the module. */
  readonly module = input.required<string>();

  protected readonly scenario = this.api.scenario(this.module);
  protected readonly story = latestValue(this.scenario);
  protected readonly saving = new Saving();
  protected readonly errors = signal<readonly FieldError[]>([]);
  /** Whether the introduction, or the note that it was skipped, has been read past. */
  private readonly hasBegun = signal(false);
  /** The node whose text has been read as a consequence, so that its decision comes next. */
  private readonly readNodeId = signal<string | null>(null);
  /** Whether something was chosen on this page, so that what came of it takes focus. */
  protected readonly hasChosen = signal(false);

  protected readonly view = computed<View | null>(() => {
    const story = this.story();
    if (!story) return null;
    if (story.state === 'skipped' && !this.hasBegun()) return 'skipped';
    if (story.ending) return 'ending';
    if (story.taken.length === 0) return this.hasBegun() ? 'decision' : 'intro';
    const isOnlyWay = story.node?.choices.length === 1;
    const comesFromChoice = this.hasChosen() && !story.taken.at(-1)?.onlyWay;
    const isRead = this.readNodeId() === story.node?.nodeId;
    return isOnlyWay || (comesFromChoice && !isRead) ? 'consequence' : 'decision';
  });
  /** Real decisions made so far. */
  protected readonly decisions = computed(() => this.story()?.taken.filter((step) => !step.onlyWay) ?? []);
  /** The decision that led here; nothing when the page before had only one way on. */
  protected readonly lastDecision = computed(() => {
    const last = this.story()?.taken.at(-1);
    return last && !last.onlyWay ? last : undefined;
  });
  protected readonly options = computed(() =>
    (this.story()?.node?.choices ?? []).map(({ choiceId, text }) => ({ value: choiceId, label: text })),
  );

  private readonly place = computed(() => `scenario/${this.module()}/${this.story()?.node?.nodeId}`);
  private readonly held = computed(() => this.unsaved.held<HeldChoice>(this.place()));
  protected readonly chosen = computed(() => this.held()?.choiceId ?? null);
  protected readonly savedState = computed(() =>
    this.saving.state() === 'idle' && this.held()?.isSent ? 'unsaved' : this.saving.state(),
  );

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const story = this.story();
      if (story) title.set(`Scenario: ${story.title} – ${story.moduleTitle}`);
    });
  }

  protected begin(): void {
    this.headingFocus.newContent();
    this.hasBegun.set(true);
  }

  protected hold(choiceId: string | null): void {
    if (choiceId === null) return;
    this.saving.clear();
    this.unsaved.hold(this.place(), { choiceId, isSent: false } satisfies HeldChoice);
  }

  /** Makes the chosen choice. What came of it is shown once it is saved. */
  protected async choose(): Promise<void> {
    const choiceId = this.chosen();
    const node = this.story()?.node;
    if (this.saving.isBusy() || !node) return;
    if (choiceId === null) {
      this.errors.set([{ field: 'choiceId', message: 'Choose what you would do' }]);
      return;
    }
    const place = this.place();
    this.unsaved.hold(place, { choiceId, isSent: true } satisfies HeldChoice);
    const isSaved = await this.save(() => this.api.choose(this.module(), node.nodeId, choiceId));
    if (!isSaved) return;
    this.unsaved.drop(place);
    this.hasChosen.set(true);
    this.scenario.reload();
  }

  /** From a consequence to what follows it: the decision it leads to, or the one way on. */
  protected async goOn(): Promise<void> {
    const node = this.story()?.node;
    if (!node || this.saving.isBusy()) return;
    const [onlyChoice] = node.choices;
    if (node.choices.length === 1 && onlyChoice) {
      const isSaved = await this.save(() => this.api.choose(this.module(), node.nodeId, onlyChoice.choiceId));
      if (!isSaved) return;
      this.headingFocus.newContent();
      this.scenario.reload();
      return;
    }
    this.headingFocus.newContent();
    this.readNodeId.set(node.nodeId);
  }

  /** Back to a decision already made. What was chosen before stays in the history on the server. */
  protected async chooseAgain(nodeId: string): Promise<void> {
    if (this.saving.isBusy()) return;
    if (!(await this.save(() => this.api.chooseAgain(this.module(), nodeId)))) return;
    this.headingFocus.newContent();
    this.hasBegun.set(true);
    this.readNodeId.set(nodeId);
    this.scenario.reload();
  }

  protected async skip(): Promise<void> {
    if (this.saving.isBusy()) return;
    let next = '';
    const isSaved = await this.save(async () => {
      const saved = await this.api.skipScenario(this.module());
      next = saved.nextPath;
      return saved;
    });
    if (isSaved) await this.router.navigateByUrl(next);
  }

  private async save(send: () => Promise<Saved>): Promise<boolean> {
    this.errors.set([]);
    try {
      await this.saving.send(send);
      return true;
    } catch (error) {
      this.errors.set(fieldErrorsOf(error));
      // Somewhere else the story has gone on: show where it is now.
      if (apiErrorOf(error)?.code === 'learning.wrong-choice') this.scenario.reload();
      return false;
    }
  }
}
