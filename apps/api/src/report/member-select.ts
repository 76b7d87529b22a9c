/**
 * How a statement names what it is asked for: `$3` in a query, `current_setting('export.today')` in COPY, which takes
 * no parameters. Each is SQL written in the source; no value of a request is ever among them.
 */
export interface MemberTerms {
  /** int */
  readonly agency: string;
  /** date */
  readonly today: string;
  /** uuid or null: membership id of the line manager whose team alone is looked at. */
  readonly teamOf: string;
  /** text or null: first letters of `search_name`, and the text after everything that begins so. */
  readonly prefix: string;
  readonly prefixEnd: string;
  /** text or null: id of a team, or `none`. */
  readonly team: string;
  /** text or null */
  readonly jobRole: string;
}

/** The condition that a row `m` of membership is one of today's members who are asked for: one text for every list. */
export function isListed(asked: MemberTerms): string {
  const { agency, today, teamOf, prefix, prefixEnd, team, jobRole } = asked;
  return `m.agency_id = ${agency} and m.from_on <= ${today} and (m.to_on is null or m.to_on >= ${today})
    and (${teamOf}::uuid is null or m.manager_membership_id = ${teamOf})
    and (${prefix}::text is null or (m.search_name >= ${prefix} and m.search_name < ${prefixEnd}))
    and (${team}::text is null or case ${team} when 'none' then m.team_id is null else m.team_id = ${team}::uuid end)
    and (${jobRole}::text is null or m.job_role = ${jobRole})`;
}

/** Above every letter that a name can go on with. */
const AFTER_ANY_LETTER = '\u{10FFFF}';

/** The end of the range of names that begin with `prefix`: all names below it, and no other. */
export function endOfPrefix(prefix: string | null): string | null {
  return prefix === null ? null : `${prefix}${AFTER_ANY_LETTER}`;
}
