import type { PlannedRow } from '@learning-reviews/domain/import/people-plan';
import type { PeopleRow } from '@learning-reviews/domain/import/people-row';
import type { PlacedMember } from './import-context.repository.js';

/** A row with what it does and what it says. */
export interface Deed {
  readonly planned: PlannedRow;
  readonly row: PeopleRow;
}

/** Which membership, team and manager the words of a row mean. */
export class Places {
  private readonly byId: ReadonlyMap<string, PlacedMember>;
  private readonly byStaffRef: ReadonlyMap<string, string>;

  constructor(
    members: readonly PlacedMember[],
    private readonly teams: ReadonlyMap<string, string>,
    inFile: ReadonlyMap<string, string>,
  ) {
    this.byId = new Map(members.map((member) => [member.membershipId, member]));
    const present = members.map(({ staffRef, membershipId }) => [staffRef, membershipId] as const);
    this.byStaffRef = new Map([...present, ...inFile]);
  }

  member(membershipId: string): PlacedMember {
    const member = this.byId.get(membershipId);
    if (member === undefined) throw new Error('A row is about a member who is not here');
    return member;
  }

  membershipOf(staffRef: string): string | undefined {
    return this.byStaffRef.get(staffRef);
  }

  teamOf({ team }: PeopleRow, otherwise: string | null): string | null {
    if (team === undefined) return otherwise;
    return team === null ? null : (this.teams.get(team) ?? null);
  }

  managerOf({ managerStaffRef }: PeopleRow, otherwise: string | null): string | null {
    if (managerStaffRef === undefined) return otherwise;
    return managerStaffRef === null ? null : (this.byStaffRef.get(managerStaffRef) ?? null);
  }

  /** What a row makes of the member it is about. */
  detailsOf({ planned, row }: Deed) {
    const member = this.member(planned.membershipId!);
    const group = planned.changes.find(({ column }) => column === 'workforceGroup')?.to;
    return {
      membershipId: member.membershipId,
      staffRef: row.staffRef,
      givenName: row.givenName,
      familyName: row.familyName,
      workEmail: row.email,
      jobRole: row.jobRole,
      workforceGroup: group === undefined ? member.workforceGroup : group === '' ? null : Number(group),
      teamId: this.teamOf(row, member.teamId),
      managerMembershipId: this.managerOf(row, member.managerMembershipId),
    };
  }
}
