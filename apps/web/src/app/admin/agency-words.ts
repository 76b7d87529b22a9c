import type {
  AgencyDetail,
  AgencyRole,
  ListedAgency,
} from '@learning-reviews/contracts/admin-agency.contract';
import { dayInWords } from '@learning-reviews/ui/day';

/** What was done here last, by the word in the address. */
export const DONE: Readonly<Record<string, string>> = {
  added: 'The agency has been added. Appoint a training lead next.',
  renamed: 'The agency has its new name. The one before is kept with its days.',
  changed: 'The change has been saved.',
  appointed: 'The training lead has been appointed.',
  succession: 'The succession has been decided.',
};

/** Roles as they are written. */
export const ROLES: Readonly<Record<AgencyRole, string>> = {
  'training-lead': 'Training lead',
  'line-manager': 'Line manager',
};

/** `people` as people write it: 1 member, 1,204 members. */
export function membersInWords(people: number): string {
  return people === 1 ? '1 member' : `${people.toLocaleString('en-GB')} members`;
}

/** When an agency is there, if not today without end: an empty text for that. */
export function daysInWords({ from, to }: Pick<ListedAgency, 'from' | 'to'>, today: string): string {
  if (from > today) return `from ${dayInWords(from)}`;
  if (to === null) return '';
  return to < today ? `ended on ${dayInWords(to)}` : `until ${dayInWords(to)}`;
}

/** What an administrator should see to in the tree, in one sentence. */
export function treeSummary(agencies: readonly ListedAgency[], today: string): string {
  const open = agencies.filter(({ from, to }) => from <= today && (to === null || to >= today));
  const led = open.filter(({ id, leads, members }) => id !== 1 && members > 0 && leads === 0);
  const count = open.length === 1 ? '1 agency exists' : `${open.length} agencies exist`;
  if (led.length === 0) return `${count} today, and each that has members has a training lead.`;
  const without = led.length === 1 ? '1 of them has' : `${led.length} of them have`;
  return `${count} today. ${without} members and no training lead.`;
}

const ACTIONS: Readonly<Record<string, string>> = {
  'agency.added': 'Added to the partnership',
  'agency.renamed': 'Renamed',
  'agency.changed': 'Kind, place, time zone or days changed',
  'agency.succeeded': 'Succession decided',
  'agency.succession-called-off': 'Succession called off',
  'agency.members-moved': 'Members moved to the successor',
  'agency.members-taken-over': 'Members taken over',
  'team.added': 'Team added',
  'team.renamed': 'Team renamed',
  'team.removed': 'Team closed',
  'role.granted': 'Role given',
  'role.ended': 'Role ended',
};

const BY = {
  agency: 'Somebody at the agency',
  partnership: 'An administrator',
  job: 'The system',
} as const;

/** One change of an agency: what, and who did it, without a name. */
export function changeInWords({ action, by, detail }: AgencyDetail['changes'][number]): {
  readonly what: string;
  readonly who: string;
} {
  const { people, role } = detail;
  const more =
    typeof people === 'number'
      ? `: ${people} people`
      : role === 'training-lead' || role === 'line-manager'
        ? `: ${ROLES[role].toLowerCase()}`
        : '';
  return { what: `${ACTIONS[action] ?? action}${more}`, who: BY[by] };
}

/** Every time zone that can be chosen, London first. */
export function timeZones(): readonly string[] {
  const first = 'Europe/London';
  return [first, ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== first)];
}
