import { Component, computed, inject, input, linkedSignal, signal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type {
  AssignmentPreview,
  EndAssignmentRequest,
  PartnershipAssignmentPreview,
} from '@learning-reviews/contracts/assignment.contract';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { UnsavedWork } from '../../platform/draft/unsaved-work.js';
import { checkedByTheServer, FormState } from '../../platform/form/form-state.js';
import { apiErrorOf } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { HeadingFocus } from '../../platform/page/heading-focus.js';
import {
  AssignmentApi,
  type PreviewRuleRequest,
  type SaveRuleRequest,
  type SetBy,
} from '../assignment-api.js';
import { ruleInWords } from '../assignment-words.js';
import { RuleForm } from '../rule-form/rule-form.js';
import { RulePreview } from '../rule-preview/rule-preview.js';
import { newRule, ruleAudience, ruleSettings, typedRule, type TypedRule } from '../typed-rule.js';

/**
 * Sets, changes and ends one rule: an agency's own, or the partnership's. Who it reaches is shown before anything is
 * saved, and what saving confirms is that figure: when it has changed meanwhile, the new one is shown first.
 */
@Component({
  selector: 'lr-rule-page',
  imports: [
    BackLink,
    Button,
    DateInput,
    ErrorSummary,
    Form,
    LoadProblem,
    Loading,
    RouterLink,
    RuleForm,
    RulePreview,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './rule-page.html',
})
export class RulePage {
  private readonly api = inject(AssignmentApi);
  private readonly router = inject(Router);
  private readonly unsaved = inject(UnsavedWork);
  private readonly headingFocus = inject(HeadingFocus);

  /** From the route's data. */
  readonly setBy = input.required<SetBy>();
  /** Of the rule, from the address; `undefined` for a new one. */
  readonly id = input<string>();

  protected readonly loaded = this.api.rule(this.setBy, this.id);
  private readonly answer = latestValue(this.loaded);
  protected readonly rule = computed(() => {
    const answer = this.answer();
    return answer !== undefined && 'rule' in answer ? answer.rule : null;
  });
  protected readonly choice = computed(() => {
    const answer = this.answer();
    return answer !== undefined && 'choice' in answer ? answer.choice : answer;
  });
  protected readonly list = computed(() => `/${this.setBy()}/assignments`);
  private readonly place = computed(() => `${this.setBy()}/assignment/${this.id() ?? 'new'}`);

  protected readonly typed = linkedSignal<TypedRule>(() => {
    const rule = this.rule();
    const began = rule === null ? newRule(this.choice()?.today ?? '') : typedRule(rule);
    return this.unsaved.held<TypedRule>(this.place()) ?? began;
  });
  protected readonly plan = signal<AssignmentPreview | PartnershipAssignmentPreview | null>(null);
  protected readonly lastDay = signal('');

  protected readonly mayChange = computed(() => this.rule()?.mayChange ?? true);
  protected readonly isPartnerships = computed(() => {
    const rule = this.rule();
    return this.setBy() === 'agency' && rule !== null && 'setBy' in rule && rule.setBy === 'partnership';
  });
  protected readonly hasBegun = computed(() => this.rule() !== null && this.rule()?.state !== 'coming');
  protected readonly sentence = ruleInWords;

  protected readonly checking = new FormState<PreviewRuleRequest>(checkedByTheServer);
  protected readonly saving = new FormState<SaveRuleRequest>(checkedByTheServer);
  protected readonly ending = new FormState<EndAssignmentRequest>(checkedByTheServer);
  protected readonly errors = computed(() => [
    ...this.checking.errors(),
    ...this.saving.errors(),
    ...this.ending.errors(),
  ]);

  /** Keeps what is typed, also through a session that ends. */
  protected write(typed: TypedRule): void {
    this.typed.set(typed);
    this.unsaved.hold(this.place(), typed);
  }

  /** Asks who it would reach. */
  protected async check(): Promise<void> {
    this.ending.refuse([]);
    const body = { assignmentId: this.id() ?? null, module: this.typed().module, ...this.body() };
    await this.checking.submit(body, async (request) => {
      const plan = await this.api.preview(this.setBy(), request);
      this.headingFocus.newContent();
      this.plan.set(plan);
    });
  }

  /** Goes back to the fields, as they were typed. */
  protected change(): void {
    this.saving.refuse([]);
    this.headingFocus.newContent();
    this.plan.set(null);
  }

  protected async save(): Promise<void> {
    const plan = this.plan();
    if (plan === null) return;
    const confirmed = 'people' in plan ? { people: plan.people } : { agencies: plan.agencies.length };
    const rule = this.rule();
    const more = rule === null ? { module: this.typed().module } : { version: rule.version };
    let isPlanChanged = false;
    const isSaved = await this.saving.submit({ ...this.body(), ...more, confirmed }, async (request) => {
      try {
        await this.api.save(this.setBy(), rule?.id ?? null, request);
      } catch (error) {
        isPlanChanged = apiErrorOf(error)?.code === 'assignment.plan-changed';
        throw error;
      }
    });
    if (isPlanChanged) {
      const { errors } = this.saving;
      const said = errors();
      await this.check();
      this.saving.refuse(said);
    }
    if (isSaved) await this.done(rule === null ? 'set' : 'changed');
  }

  protected async end(): Promise<void> {
    const rule = this.rule();
    if (rule === null) return;
    this.checking.refuse([]);
    const body = { lastDay: this.lastDay(), version: rule.version };
    const isEnded = await this.ending.submit(body, (request) => this.api.end(this.setBy(), rule.id, request));
    if (isEnded) await this.done('ended');
  }

  protected async remove(): Promise<void> {
    const rule = this.rule();
    if (rule === null) return;
    this.checking.refuse([]);
    const body = { lastDay: rule.from, version: rule.version };
    const isGone = await this.ending.submit(body, ({ version }) =>
      this.api.remove(this.setBy(), rule.id, { version }),
    );
    if (isGone) await this.done('removed');
  }

  private body() {
    const typed = this.typed();
    const isAgency = this.setBy() === 'agency';
    return {
      ...(isAgency ? {} : { agencyKinds: typed.agencyKinds }),
      audience: ruleAudience(typed, isAgency),
      ...ruleSettings(typed),
    };
  }

  private async done(what: string): Promise<void> {
    this.unsaved.drop(this.place());
    await this.router.navigate([this.list()], { queryParams: { done: what } });
  }
}
