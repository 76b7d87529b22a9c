import type { Audience } from './assignment.js';

/** What things are called that an audience holds by code or id. */
export interface AudienceNames {
  /** Label of each job role, by code. */
  readonly jobRoles: ReadonlyMap<string, string>;
  /** Name of each team, by id. */
  readonly teams: ReadonlyMap<string, string>;
}

/** Names that are said; more are counted. */
const SAID = 3;

/**
 * Whom a rule is for, as a phrase: `Everyone`, or `School nurse or Midwife, in workforce group 3, in the team North`.
 * What is not known by name any more is counted.
 */
export function audienceInWords({ groups, jobRoles, teams }: Audience, names: AudienceNames): string {
  const parts = [
    jobRoles &&
      oneOf(
        jobRoles.map((code) => names.jobRoles.get(code) ?? code),
        'job roles',
      ),
    groups && `in workforce group ${oneOf(groups.map(String), 'groups')}`,
    teams &&
      `in the team ${oneOf(
        teams.map((id) => names.teams.get(id) ?? 'a team that is closed'),
        'teams',
      )}`,
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return 'Everyone';
  return jobRoles === undefined ? `Everyone ${parts.join(', ')}` : parts.join(', ');
}

function oneOf(names: readonly string[], plural: string): string {
  const more = names.length - SAID;
  // One more is said rather than counted.
  if (more > 1) return `${names.slice(0, SAID).join(', ')} or one of ${more} other ${plural}`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
