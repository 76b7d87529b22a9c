import type {
  ExportFormat,
  ExportKind,
  ExportProblem,
  ExportQuery,
  ExportRecord,
  ExportState,
} from '@learning-reviews/contracts/agency-export.contract';
import type { StandingState } from '@learning-reviews/contracts/standing.contract';
import { formatCertificateNumber } from '@learning-reviews/domain/certificate/certificate-number';
import { csvRows } from '@learning-reviews/domain/export/csv-rows';
import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import type { TagTone } from '@learning-reviews/ui/tag';
import { RESULTS, STANDINGS } from './agency-words.js';

/** The files of an export, in the order in which a return asks for them. */
export const EXPORT_KINDS: readonly ExportKind[] = ['completions', 'not-completed', 'summary'];

/** What each file is called, and what is in it. */
export const EXPORT_WORDS: Readonly<Record<ExportKind, { name: string; holds: string }>> = {
  completions: {
    name: 'Completions',
    holds: 'One row for each completion between these days, with minutes, certificate and source.',
  },
  'not-completed': {
    name: 'Not completed',
    holds:
      'What is required today and is not done, so that a return has its denominator. The days do not change it.',
  },
  summary: {
    name: 'Summary',
    holds:
      'Counts by module, workforce group and job role: where they stand today, and completions between these days.',
  },
};

/** What each format is called. */
export const FORMAT_WORDS: Readonly<Record<ExportFormat, string>> = { csv: 'CSV', xlsx: 'Excel' };

/** Where a file stands, as its tag says it. */
export const EXPORT_STATES: Readonly<Record<ExportState, { text: string; tone: TagTone }>> = {
  sending: { text: 'Being sent', tone: 'blue' },
  sent: { text: 'Sent', tone: 'green' },
  'broken-off': { text: 'Broken off', tone: 'yellow' },
  waiting: { text: 'Waiting', tone: 'grey' },
  writing: { text: 'Being prepared', tone: 'blue' },
  ready: { text: 'Ready', tone: 'green' },
  failed: { text: 'Not prepared', tone: 'red' },
  cancelled: { text: 'Cancelled', tone: 'grey' },
  deleted: { text: 'Deleted', tone: 'grey' },
};

/** Why there is no file, or no whole one, and what to do. */
export const EXPORT_PROBLEMS: Readonly<Record<ExportProblem, string>> = {
  left: 'The download was cancelled, or the connection was lost.',
  stalled: 'The computer that downloaded took nothing for a minute, so the download was ended.',
  'too-long': 'It has more rows than an Excel workbook may hold. Choose CSV, fewer days or a filter.',
  'disk-full':
    'The disk of the service is full. Tell the people who run it, and prepare the file again later.',
  'not-written': 'The service could not write the file. Tell the people who run it.',
  fault:
    'Something went wrong on our side. Prepare the file again; tell the people who run the service if it stays so.',
};

/** Whether a file is on its way, so that the page looks again soon. */
export const isUnderWay = ({ state }: Pick<ExportRecord, 'state'>) =>
  state === 'waiting' || state === 'writing';

/** Days until a file is deleted, to the nearest, seen from the instant `now` (milliseconds since 1970). */
export function keptInWords(expiresAt: string, now: number): string {
  const days = (Date.parse(expiresAt) - now) / 86_400_000;
  if (days < 1) return 'less than a day left';
  return days < 1.5 ? '1 day left' : `${Math.round(days)} days left`;
}

/** What a file was narrowed to, such as `Team A · School nurse`; empty for everybody and everything. */
export function chosenInWords({
  team,
  role,
  module,
}: Pick<ExportRecord, 'team' | 'role' | 'module'>): string {
  return [team, role, module].filter((label) => label !== null).join(' · ');
}

/** The columns that are shown on paper: their names in the file, and in words. */
const PRINTED: Readonly<Record<ExportKind, readonly (readonly [column: string, heading: string])[]>> = {
  completions: [
    ['staff_ref', 'Staff reference'],
    ['surname', 'Family name'],
    ['forename', 'Given name'],
    ['role_title', 'Job role'],
    ['module_title', 'Module'],
    ['module_version', 'Version'],
    ['completed_on', 'Completed'],
    ['minutes', 'Minutes'],
    ['participatory_minutes', 'Participatory minutes'],
    ['result', 'Result'],
    ['valid_until', 'Valid until'],
    ['certificate_no', 'Certificate'],
    ['notes', 'Notes'],
  ],
  'not-completed': [
    ['staff_ref', 'Staff reference'],
    ['surname', 'Family name'],
    ['forename', 'Given name'],
    ['role_title', 'Job role'],
    ['module_title', 'Module'],
    ['state', 'Standing'],
    ['due_on', 'Due'],
    ['days_overdue', 'Days overdue'],
    ['last_completed_on', 'Last completed'],
    ['valid_until', 'Valid until'],
    ['paused_until', 'Paused until'],
  ],
  summary: [
    ['module_title', 'Module'],
    ['workforce_group', 'Workforce group'],
    ['role_title', 'Job role'],
    ['required', 'Required'],
    ['done', 'Done'],
    ['in_progress', 'In progress'],
    ['not_started', 'Not started'],
    ['overdue', 'Overdue'],
    ['expired', 'Expired'],
    ['paused', 'Paused'],
    ['completions_in_range', 'Completions in these days'],
    ['minutes_in_range', 'Minutes in these days'],
  ],
};

/** The kind of file that an address names; `null` when there is none of that name. */
export function exportKindOf(asked: string | undefined): ExportKind | null {
  return EXPORT_KINDS.find((kind) => kind === asked) ?? null;
}

/** A file as a table to print: the columns that most returns ask for, in words. A column the file lacks is left out. */
export function exportTable(kind: ExportKind, csv: string): { columns: string[]; rows: string[][] } {
  const [names = [], ...rows] = csvRows(csv);
  const printed = PRINTED[kind]
    .map(([column, heading]) => ({
      at: names.indexOf(column),
      heading,
      inWords: IN_WORDS[column] ?? asItIs,
    }))
    .filter(({ at }) => at >= 0);
  return {
    columns: printed.map(({ heading }) => heading),
    rows: rows.map((row) => printed.map(({ at, inWords }) => inWords(row[at] ?? ''))),
  };
}

/** Codes of the file that are words on paper, by column. What is in no list stays as it is. */
const IN_WORDS: Readonly<Record<string, (code: string) => string>> = {
  state: (code) => STANDINGS[code as StandingState]?.text ?? code,
  result: (code) => RESULTS[code] ?? code,
  certificate_no: (code) => (code === '' ? '' : formatCertificateNumber(code)),
};
const asItIs = (text: string) => text;

/** The reporting year so far, seen from the instant `now` (milliseconds since 1970): from 1 April to today. */
export function reportingYearSoFar(now: number): ExportQuery {
  const to = calendarDateIn(now, DEFAULT_TIME_ZONE);
  const year = Number(to.slice(0, 4));
  return { from: `${to.slice(5) < '04-01' ? year - 1 : year}-04-01`, to };
}

/**
 * The SHA-256 of a file as it is written down: 64 lower-case hexadecimal digits. `null` where the browser works out
 * none, which it refuses to do on a page that did not come over https.
 */
export async function sha256Of(bytes: ArrayBuffer): Promise<string | null> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle;
  if (subtle === undefined) return null;
  const hash = await subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
