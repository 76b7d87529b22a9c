import { Component, computed, input, model, ViewEncapsulation } from '@angular/core';
import type {
  AssignmentChoice,
  PartnershipAssignmentChoice,
} from '@learning-reviews/contracts/assignment.contract';
import { Checkboxes } from '@learning-reviews/ui/checkboxes';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe } from '@learning-reviews/ui/day';
import { Details } from '@learning-reviews/ui/details';
import { Radios } from '@learning-reviews/ui/radios';
import { Select } from '@learning-reviews/ui/select';
import { TextInput } from '@learning-reviews/ui/text-input';
import { DUE_OPTIONS, MONTH_OPTIONS, RENEWAL_OPTIONS } from '../assignment-words.js';
import type { TypedRule } from '../typed-rule.js';

/** The fields of a rule, inside a form of the page. */
@Component({
  selector: 'lr-rule-form',
  imports: [Checkboxes, DateInput, DayPipe, Details, Radios, Select, TextInput],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './rule-form.html',
})
export class RuleForm {
  readonly rule = model.required<TypedRule>();
  readonly choice = input.required<AssignmentChoice | PartnershipAssignmentChoice>();
  /** Whether the module is still to be chosen. */
  readonly isNew = input.required<boolean>();
  /** Whether the first day has come, and stays. */
  readonly hasBegun = input.required<boolean>();

  protected readonly dueOptions = DUE_OPTIONS;
  protected readonly renewalOptions = RENEWAL_OPTIONS;
  protected readonly monthOptions = MONTH_OPTIONS;

  protected readonly modules = computed(() =>
    this.choice().modules.map(({ module, title, isPublished }) => ({
      value: module,
      label: isPublished ? title : `${title} (not published yet)`,
    })),
  );
  protected readonly title = computed(
    () =>
      this.choice().modules.find(({ module }) => module === this.rule().module)?.title ?? this.rule().module,
  );
  protected readonly jobRoles = computed(() =>
    this.choice().jobRoles.map(({ code, label }) => ({ value: code, label })),
  );
  protected readonly groups = computed(() =>
    this.choice().groups.map(({ group, label }) => ({ value: String(group), label })),
  );
  protected readonly teams = computed(() => {
    const choice = this.choice();
    return 'teams' in choice ? choice.teams.map(({ id, name }) => ({ value: id, label: name })) : null;
  });
  protected readonly agencyKinds = computed(() => {
    const choice = this.choice();
    if (!('agencyKinds' in choice)) return null;
    return choice.agencyKinds.map(({ kind, label, agencies }) => ({
      value: kind,
      label,
      hint: agencies === 0 ? 'None at the moment' : agencies === 1 ? '1 agency' : `${agencies} agencies`,
    }));
  });

  protected set(changes: Partial<TypedRule>): void {
    this.rule.set({ ...this.rule(), ...changes });
  }

  protected summaryOf(what: string, chosen: readonly string[]): string {
    return chosen.length === 0 ? `${what}: nobody left out` : `${what}: ${chosen.length} ticked`;
  }
}
