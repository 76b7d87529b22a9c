/** What kinds of organisation take part, with the words for each, in the order in which they are offered. */
const KINDS = {
  'local-authority': 'Local authority',
  police: 'Police',
  'integrated-care-board': 'Integrated care board',
  'acute-trust': 'Acute trust',
  'community-trust': 'Community trust',
  'mental-health-trust': 'Mental health trust',
  'gp-federation': 'GP federation',
  'academy-trust': 'Academy trust',
  school: 'School',
  college: 'College',
  'early-years': 'Early years',
  probation: 'Probation',
  'youth-justice': 'Youth justice',
  housing: 'Housing',
  cafcass: 'Cafcass',
  charity: 'Charity',
  'private-provider': 'Private provider',
  partnership: 'Partnership',
} as const;

/** What an agency is, such as `community-trust`. */
export type AgencyKind = keyof typeof KINDS;

/** Every kind, in the order in which they are offered. */
export const AGENCY_KINDS = Object.keys(KINDS) as [AgencyKind, ...AgencyKind[]];

/**
 * The kind as people write it: Local authority.
 *
 * @param kind One of `AGENCY_KINDS`, or one of before this list was closed: that is shown by its own word.
 */
export function agencyKindInWords(kind: string): string {
  const words: Readonly<Record<string, string>> = KINDS;
  return words[kind] ?? `${kind.charAt(0).toUpperCase()}${kind.slice(1).replaceAll('-', ' ')}`;
}

/** Whether a text is one of `AGENCY_KINDS`. */
export function isAgencyKind(text: string): text is AgencyKind {
  return Object.hasOwn(KINDS, text);
}
