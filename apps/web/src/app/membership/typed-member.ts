import type { MemberChoice, MemberRecord } from '@learning-reviews/contracts/membership.contract';
import { type GroupLabel, groupInWords } from '@learning-reviews/domain/report/workforce-group';
import type { Option } from '@learning-reviews/ui/option';

/** What stands in the boxes about a member; empty text for what is not chosen. */
export interface TypedMember {
  readonly staffRef: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly workEmail: string;
  readonly jobRole: string;
  readonly workforceGroup: string;
  readonly teamId: string;
  readonly managerMembershipId: string;
  readonly from: string;
  readonly to: string;
}

/** Boxes with nothing in them; the first day is `today`. */
export function emptyMember(today: string): TypedMember {
  const names = { staffRef: '', givenName: '', familyName: '', workEmail: '' };
  return {
    ...names,
    jobRole: '',
    workforceGroup: '',
    teamId: '',
    managerMembershipId: '',
    from: today,
    to: '',
  };
}

/** Boxes with what is recorded, for a job that goes on or begins on `from`. */
export function typedFrom(record: MemberRecord, from: string): TypedMember {
  const { staffRef, givenName, familyName, workEmail, jobRole } = record;
  return {
    ...{ staffRef, givenName, familyName, workEmail, jobRole },
    workforceGroup: record.workforceGroup === null ? '' : String(record.workforceGroup),
    teamId: record.teamId ?? '',
    managerMembershipId: record.managerMembershipId ?? '',
    from,
    to: '',
  };
}

/** The details as the server takes them. */
export function detailsOf({
  staffRef,
  givenName,
  familyName,
  workEmail,
  teamId,
  managerMembershipId,
}: TypedMember) {
  return {
    ...{ staffRef, givenName, familyName, workEmail },
    teamId: teamId === '' ? null : teamId,
    managerMembershipId: managerMembershipId === '' ? null : managerMembershipId,
  };
}

/** The job as the server takes it. */
export function jobOf({ jobRole, workforceGroup }: TypedMember) {
  return { jobRole, workforceGroup: workforceGroup === '' ? null : Number(workforceGroup) };
}

/** The days as the server takes them. */
export function daysOf({ from, to }: TypedMember) {
  return { from, to: to === '' ? null : to };
}

/** What the lists of a form offer. */
export interface MemberOptions {
  readonly jobRoles: readonly Option[];
  readonly groups: readonly Option[];
  readonly teams: readonly Option[];
  readonly managers: readonly Option[];
}

/**
 * The choices as options.
 *
 * @param chosen Number of the group that is chosen: it stays among the choices when it is not offered any more.
 */
export function optionsOf(
  { jobRoles, teams, managers }: MemberChoice,
  groups: readonly GroupLabel[],
  chosen: string,
): MemberOptions {
  return {
    jobRoles: jobRoles.map(({ code, label }) => ({ value: code, label })),
    groups: groups
      .filter(({ group, isRetired }) => !isRetired || String(group) === chosen)
      .map(({ group }) => ({ value: String(group), label: groupInWords(groups, group) })),
    teams: teams.map(({ id, name }) => ({ value: id, label: name })),
    managers: managers.map(({ membershipId, name, staffRef }) => ({
      value: membershipId,
      label: `${name} (${staffRef})`,
    })),
  };
}

/** The usual workforce group of a job role, as a box holds it. */
export function usualGroup({ jobRoles }: MemberChoice, code: string): string {
  const [usual] = jobRoles.find((role) => role.code === code)?.groups ?? [];
  return usual === undefined ? '' : String(usual);
}
