/** Version of the columns; in the first cell of every row. (docs/field.md 3.3) */
export const EXPORT_SCHEMA = 'cpd-1';

/** The files an agency can ask for, as its history names them. */
export type ExportFile = 'completions' | 'not-completed' | 'summary';

/** What a cell of a column holds. */
export type CellKind = 'text' | 'day' | 'number';

// A spec compares both lists with the types that PostgreSQL gives the columns.
const DAYS = new Set(['completed_on', 'valid_until', 'due_on', 'last_completed_on', 'paused_until']);
const NUMBERS = new Set([
  'workforce_group',
  'level',
  'module_version',
  'minutes',
  'participatory_minutes',
  'days_overdue',
  'required',
  'done',
  'in_progress',
  'not_started',
  'overdue',
  'expired',
  'paused',
  'completions_in_range',
  'minutes_in_range',
  'participatory_minutes_in_range',
]);

/** What the cells of a column of any file hold. */
export function cellKindOf(column: string): CellKind {
  if (DAYS.has(column)) return 'day';
  return NUMBERS.has(column) ? 'number' : 'text';
}
