import { Component, computed, inject, input, output, ViewEncapsulation } from '@angular/core';
import type { MemberChoice } from '@learning-reviews/contracts/membership.contract';
import { DateInput } from '@learning-reviews/ui/date-input';
import { Select } from '@learning-reviews/ui/select';
import { TextInput } from '@learning-reviews/ui/text-input';
import { SessionStore } from '../platform/session/session-store.js';
import { optionsOf, type TypedMember, usualGroup } from './typed-member.js';

/** The boxes about a member, in parts: who they are, what they do, since when. It goes into a form of the page. */
@Component({
  selector: 'lr-member-fields',
  imports: [DateInput, Select, TextInput],
  encapsulation: ViewEncapsulation.None,
  template: `
    @if (parts().includes('person')) {
      <lr-text-input
        field="givenName"
        label="First name"
        [value]="typed().givenName"
        (valueChange)="changed.emit({ givenName: $event })"
      />
      <lr-text-input
        field="familyName"
        label="Last name"
        [value]="typed().familyName"
        (valueChange)="changed.emit({ familyName: $event })"
      />
      <lr-text-input
        field="workEmail"
        label="Work email"
        hint="They sign in with it, and are invited by it"
        [value]="typed().workEmail"
        (valueChange)="changed.emit({ workEmail: $event })"
      />
      <lr-text-input
        field="staffRef"
        label="Staff number"
        hint="As your HR records have it. Each is given once"
        [value]="typed().staffRef"
        (valueChange)="changed.emit({ staffRef: $event })"
      />
    }
    @if (parts().includes('job')) {
      <lr-select
        field="jobRole"
        label="Job role"
        emptyLabel="Choose a job role"
        [options]="options().jobRoles"
        [value]="typed().jobRole"
        (valueChange)="chooseRole($event)"
      />
      <lr-select
        field="workforceGroup"
        label="Workforce group"
        hint="The usual one of the job role is filled in"
        emptyLabel="Not recorded"
        [options]="options().groups"
        [value]="typed().workforceGroup"
        (valueChange)="changed.emit({ workforceGroup: $event })"
      />
    }
    <lr-select
      field="teamId"
      label="Team"
      emptyLabel="No team"
      [options]="options().teams"
      [value]="typed().teamId"
      (valueChange)="changed.emit({ teamId: $event })"
    />
    <lr-select
      field="managerMembershipId"
      label="Line manager"
      hint="Those who have the role of line manager. You give it on a person’s page, under Roles"
      emptyLabel="Nobody"
      [options]="options().managers"
      [value]="typed().managerMembershipId"
      (valueChange)="changed.emit({ managerMembershipId: $event })"
    />
    @if (parts().includes('days')) {
      <lr-date-input
        field="from"
        legend="First day"
        hint="For example, 27 3 2026"
        [value]="typed().from"
        (valueChange)="changed.emit({ from: $event })"
      />
      <lr-date-input
        field="to"
        legend="Last day, if it is known"
        hint="Leave empty when there is none"
        [value]="typed().to"
        (valueChange)="changed.emit({ to: $event })"
      />
    }
  `,
})
export class MemberFields {
  private readonly session = inject(SessionStore);

  readonly typed = input.required<TypedMember>();
  readonly choice = input.required<MemberChoice>();
  readonly parts = input.required<readonly ('person' | 'job' | 'days')[]>();
  /** What was typed or chosen, one box at a time. */
  readonly changed = output<Partial<TypedMember>>();

  protected readonly options = computed(() =>
    optionsOf(this.choice(), this.session.workforceGroups(), this.typed().workforceGroup),
  );

  protected chooseRole(jobRole: string): void {
    this.changed.emit({ jobRole, workforceGroup: usualGroup(this.choice(), jobRole) });
  }
}
