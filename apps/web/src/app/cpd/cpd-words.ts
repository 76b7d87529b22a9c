import type { CpdBody, CpdEntry, LearningType } from '@learning-reviews/contracts/cpd.contract';

/** Bodies whose form a record can follow. */
export const BODIES: Readonly<Record<CpdBody, string>> = {
  'social-work-england': 'Social Work England',
  nmc: 'NMC',
  hcpc: 'HCPC',
  generic: 'Any other body, or your employer',
};

/** Ways of learning. */
export const KINDS: Readonly<Record<LearningType, string>> = {
  'self-directed': 'E-learning on your own',
  'facilitated-group': 'Facilitated group',
  'peer-discussion': 'Discussion with peers',
  reading: 'Reading',
};

/** The four parts of the NMC Code. */
export const CODE_LINKS: readonly {
  readonly value: CpdEntry['reflection']['codeLinks'][number];
  readonly label: string;
}[] = [
  { value: 'prioritise-people', label: 'Prioritise people' },
  { value: 'practise-effectively', label: 'Practise effectively' },
  { value: 'preserve-safety', label: 'Preserve safety' },
  { value: 'promote-professionalism', label: 'Promote professionalism and trust' },
];

/** Who says that the learning happened. */
const SOURCES: Readonly<Record<CpdEntry['source'], string>> = {
  platform: 'Recorded here when you finished the module',
  imported: 'Imported, and attested',
  'self-declared': 'Your own word',
};

/** Who says that the learning happened, with the name of whoever attested an import. */
export function sourceInWords({ source, attestedBy }: Pick<CpdEntry, 'source' | 'attestedBy'>): string {
  return source === 'imported' && attestedBy !== null
    ? `Imported, attested by ${attestedBy}`
    : SOURCES[source];
}

/** Whether the text names one of the bodies. */
export function isBody(text: string | null | undefined): text is CpdBody {
  return text !== null && text !== undefined && Object.hasOwn(BODIES, text);
}

/** Whether people learned together: only then can minutes be participatory. */
export function isTogether(kind: LearningType | null): boolean {
  return kind === 'facilitated-group' || kind === 'peer-discussion';
}

/** "1 minute", "35 minutes". */
export function minutesInWords(minutes: number): string {
  return `${minutes.toLocaleString('en-GB')} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

/** One row of an export as text to copy: each heading, then its field, with an empty line where it is left to write. */
export function copyText(columns: readonly string[], row: readonly string[]): string {
  return columns.map((column, index) => `${column}:\n${row[index] ?? ''}`).join('\n\n');
}
