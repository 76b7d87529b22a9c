import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { OPERATOR } from '../platform/audit/asker.js';
import type { ExportFile } from './export-columns.js';
import type { ExportChoice } from './export-settings.js';

/** Formats and states as they are stored; the contract has the same words. */
export type StoredFormat = 'csv' | 'xlsx';
export type StoredProblem = 'left' | 'stalled' | 'too-long' | 'disk-full' | 'not-written' | 'fault';
export type StoredState =
  'sending' | 'sent' | 'broken-off' | 'waiting' | 'writing' | 'ready' | 'failed' | 'cancelled' | 'deleted';

/** One file as it was asked for. */
export interface NewExportRow extends ExportChoice {
  readonly id: string;
  readonly kind: ExportFile;
  readonly format: StoredFormat;
  readonly from: string;
  readonly to: string;
  readonly at: Date;
  /** A download begins at once; a file in the background waits. */
  readonly state: 'sending' | 'waiting';
  readonly rowsExpected: number | null;
}

/** What a whole file is: its rows without the headings, its length, and the SHA-256 in hexadecimal. */
export interface WholeFile {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** One file as it stands in the history. */
export interface ExportRow {
  readonly id: string;
  readonly kind: ExportFile;
  readonly format: StoredFormat;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly at: Date;
  /** Labels of the filters. */
  readonly team: string | null;
  readonly role: string | null;
  readonly module: string | null;
  /** Display name of the member who asked, or that an operator did. */
  readonly by: string;
  readonly state: StoredState;
  readonly problem: StoredProblem | null;
  readonly rows: number | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly rowsSoFar: number;
  readonly rowsExpected: number | null;
  readonly expiresAt: Date | null;
  readonly deletedAt: Date | null;
  readonly fetched: number;
}

/** A file that is to be written, with what it is marked with. */
export interface ExportWork extends ExportChoice {
  readonly kind: ExportFile;
  readonly format: StoredFormat;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly at: Date;
  readonly timeZone: string;
  readonly agency: string;
  readonly by: string;
  readonly staffRef: string;
  readonly teamLabel: string | null;
  readonly roleLabel: string | null;
  readonly moduleLabel: string | null;
}

/** A file that can be fetched. */
export interface FetchedExport extends Pick<ExportRow, 'kind' | 'format' | 'from' | 'to' | 'bytes'> {
  /** Whether a filter left rows out. */
  readonly isPart: boolean;
}

/** What stands in file names and rows: who acts, for which agency. */
export interface ExportMarks {
  readonly agency: string;
  readonly code: string;
  readonly timeZone: string;
  readonly by: string;
  readonly staffRef: string;
}

// Labels of what a row names. `e` is the export.
/** Name of the team it was narrowed to. */
export const TEAM_LABEL = `case e.team when 'none' then 'No team' else
    (select t.name from team t where t.agency_id = e.agency_id and t.id::text = e.team) end`;
/** Label of its job role. */
export const ROLE_LABEL = `coalesce((select label from job_role where code = e.job_role), e.job_role)`;
/** Title of its module. */
export const MODULE_LABEL = `(select v.title from module_version v where v.module_id = e.module_id order by v.version desc limit 1)`;
/** Who asked for it. */
export const NAME_OF_ACTOR = `case when e.actor is null then '${OPERATOR.name}' else coalesce((
    select m.display_name from membership m
    where m.agency_id = e.agency_id and (m.id = e.membership_id or (e.membership_id is null and m.person_id = e.actor))
    order by m.from_on desc limit 1
  ), 'Somebody who has left') end`;

/** Whether an UPDATE … RETURNING changed a row. TypeORM answers it with the rows and their number. */
export function changedOne([rows]: readonly [readonly unknown[], number]): boolean {
  return rows.length > 0;
}
