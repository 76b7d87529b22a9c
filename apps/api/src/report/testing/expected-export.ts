import type { Client } from 'pg';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { daysBetween } from '@learning-reviews/domain/calendar-date';
import { withoutFormula } from '@learning-reviews/domain/export/csv-cell';
import {
  isRequirementMet,
  type Standing,
  standingOn,
  type StandingState,
} from '@learning-reviews/domain/learning/standing';
import type { ExportFile } from '../export-columns.js';

// What each file must hold, worked out a second way: plain tables read as the superuser, joined and judged here by the
// rules of libs/domain. It shares no SQL with the export.

/** A cell as it must be: a number, a text (days too), or nothing. */
export type Cell = string | number | null;
export type Line = Readonly<Record<string, Cell>>;

/** Whose rows and which days. */
export interface Asked {
  readonly agencyId: number;
  readonly from: string;
  readonly to: string;
  readonly today: CalendarDate;
  readonly team?: string;
  readonly role?: string;
  readonly module?: string;
}

interface Member {
  id: string;
  staff_ref: string;
  family_name: string;
  given_name: string;
  work_email: string;
  job_role: string;
  workforce_group: number | null;
  team_id: string | null;
  manager_membership_id: string | null;
  search_name: string;
  from_on: string;
  to_on: string | null;
}
interface Completion {
  completion_id: string;
  membership_id: string;
  module_id: number;
  version: number;
  completed_on: string;
  minutes: number;
  participatory_minutes: number;
  learning_type: string;
  result: string;
  source: string;
  evidence: string;
  certificate_number: string | null;
  valid_until: string | null;
  correction_reason: string | null;
}
interface Duty {
  membership_id: string;
  module_id: number;
  state: StandingState;
  due_on: CalendarDate | null;
  completed_on: CalendarDate | null;
  expires_on: CalendarDate | null;
  paused_until: CalendarDate | null;
}

/** The rows of a file in their order, by column; the columns that say when and by whom are left out. */
export async function expectedExport(superuser: Client, file: ExportFile, asked: Asked): Promise<Line[]> {
  const tables = await readTables(superuser, asked);
  if (file === 'completions') return completionLines(tables, asked);
  return file === 'not-completed' ? owedLines(tables, asked) : summaryLines(tables, asked);
}

async function readTables(superuser: Client, { agencyId }: Asked) {
  const all = async <Row extends object>(sql: string, values: unknown[] = []) =>
    (await superuser.query<Row>(sql, values)).rows;
  const days = (columns: string) => columns.replace(/(\w+_on|\w+_until)/g, '$1::text');
  const members = await all<Member>(
    `select ${days('id, staff_ref, family_name, given_name, work_email, job_role, workforce_group, team_id, manager_membership_id, search_name, from_on, to_on')}
     from membership where agency_id = $1`,
    [agencyId],
  );
  const completions = await all<Completion>(
    `select ${days('completion_id, membership_id, module_id, version, completed_on, minutes, participatory_minutes, learning_type, result, source, evidence, certificate_number, valid_until, correction_reason')}
     from agency_completion where agency_id = $1`,
    [agencyId],
  );
  const duties = await all<Duty>(
    `select ${days('membership_id, module_id, state, due_on, completed_on, expires_on, paused_until')} from standing where agency_id = $1`,
    [agencyId],
  );
  const modules = await all<{ id: number; slug: string }>('select id, slug from module');
  const versions = await all<{ module_id: number; version: number; title: string }>(
    `select module_id, version, content ->> 'title' as title from module_version order by version`,
  );
  const roles = await all<{ code: string; label: string }>('select code, label from job_role');
  const [agency] = await all<{ code: string }>('select code from agency where id = $1', [agencyId]);
  return {
    code: agency!.code,
    completions,
    duties,
    memberOf: new Map(members.map((member) => [member.id, member])),
    slugOf: new Map(modules.map(({ id, slug }) => [id, slug])),
    titleOf: (moduleId: number, version?: number) =>
      versions.filter((one) => one.module_id === moduleId && (version ?? one.version) === one.version).at(-1)!
        .title,
    labelOf: (code: string) => roles.find((role) => role.code === code)?.label ?? code,
  };
}
type Tables = Awaited<ReturnType<typeof readTables>>;

const isChosen = (member: Member, moduleId: number, tables: Tables, { team, role, module }: Asked) =>
  (team === undefined || (member.team_id ?? 'none') === team) &&
  (role === undefined || member.job_role === role) &&
  (module === undefined || tables.slugOf.get(moduleId) === module);

const isMember = ({ from_on, to_on }: Member, today: string) => from_on <= today && (to_on ?? today) >= today;

function memberCells(member: Member, tables: Tables): Line {
  const manager = tables.memberOf.get(member.manager_membership_id ?? '');
  return {
    schema: 'cpd-1',
    agency_code: tables.code,
    staff_ref: withoutFormula(member.staff_ref),
    surname: withoutFormula(member.family_name),
    forename: withoutFormula(member.given_name),
    work_email: withoutFormula(member.work_email),
    role_title: withoutFormula(tables.labelOf(member.job_role)),
    workforce_group: member.workforce_group,
    level_framework: member.workforce_group === null ? null : 'Workforce groups 1 to 8',
    level: member.workforce_group,
    line_manager_ref: manager === undefined ? null : withoutFormula(manager.staff_ref),
  };
}

function completionLines(tables: Tables, asked: Asked): Line[] {
  return tables.completions
    .map((row) => ({ row, member: tables.memberOf.get(row.membership_id)! }))
    .filter(
      ({ row, member }) =>
        row.completed_on >= asked.from &&
        row.completed_on <= asked.to &&
        isChosen(member, row.module_id, tables, asked),
    )
    .sort((a, b) =>
      inOrder(
        [a.row.completed_on, a.member.search_name, a.row.completion_id],
        [b.row.completed_on, b.member.search_name, b.row.completion_id],
      ),
    )
    .map(({ row, member }) => ({
      ...memberCells(member, tables),
      module_id: tables.slugOf.get(row.module_id)!,
      module_version: row.version,
      module_title: withoutFormula(tables.titleOf(row.module_id, row.version)),
      learning_type: row.learning_type,
      completed_on: row.completed_on,
      minutes: row.minutes,
      participatory_minutes: row.participatory_minutes,
      result: row.result,
      valid_until: row.valid_until,
      certificate_no: row.certificate_number,
      source: row.source,
      notes: withoutFormula(
        [
          member.to_on !== null && member.to_on < asked.today ? `Left on ${member.to_on}` : '',
          row.correction_reason === null ? '' : `Corrected: ${row.correction_reason}`,
          row.evidence,
        ]
          .filter((part) => part !== '')
          .join('; '),
      ),
    }));
}

function standingOf(duty: Duty, today: CalendarDate): Standing {
  return standingOn(
    {
      state: duty.state,
      dueOn: duty.due_on,
      completedOn: duty.completed_on,
      expiresOn: duty.expires_on,
      pausedUntil: duty.paused_until,
    },
    today,
  );
}

/** Duties of today's members that were asked for. */
function dutiesOf(tables: Tables, asked: Asked) {
  return tables.duties
    .map((duty) => ({
      duty,
      member: tables.memberOf.get(duty.membership_id)!,
      state: standingOf(duty, asked.today),
    }))
    .filter(
      ({ duty, member }) => isMember(member, asked.today) && isChosen(member, duty.module_id, tables, asked),
    );
}

function owedLines(tables: Tables, asked: Asked): Line[] {
  const slug = (moduleId: number) => tables.slugOf.get(moduleId)!;
  return dutiesOf(tables, asked)
    .filter(({ state }) => !isRequirementMet(state))
    .sort((a, b) =>
      inOrder(
        [a.member.search_name, a.member.id, slug(a.duty.module_id)],
        [b.member.search_name, b.member.id, slug(b.duty.module_id)],
      ),
    )
    .map(({ duty, member, state }) => ({
      ...memberCells(member, tables),
      module_id: slug(duty.module_id),
      module_title: withoutFormula(tables.titleOf(duty.module_id)),
      state,
      due_on: duty.due_on,
      days_overdue: state === 'overdue' ? daysBetween(duty.due_on!, asked.today) : null,
      last_completed_on: duty.completed_on,
      valid_until: duty.expires_on,
      paused_until: duty.paused_until,
    }));
}

function summaryLines(tables: Tables, asked: Asked): Line[] {
  const empty = {
    required: 0,
    done: 0,
    in_progress: 0,
    not_started: 0,
    overdue: 0,
    expired: 0,
    paused: 0,
    completions_in_range: 0,
    minutes_in_range: 0,
    participatory_minutes_in_range: 0,
  };
  const groups = new Map<
    string,
    { moduleId: number; group: number | null; role: string; counts: typeof empty }
  >();
  const countsOf = (moduleId: number, { workforce_group: group, job_role: role }: Member) => {
    const key = JSON.stringify([tables.slugOf.get(moduleId), group ?? 'last', role]);
    if (!groups.has(key)) groups.set(key, { moduleId, group, role, counts: { ...empty } });
    return groups.get(key)!.counts;
  };
  const COLUMN: Readonly<Record<Standing, keyof typeof empty>> = {
    done: 'done',
    expiring: 'done',
    'in-progress': 'in_progress',
    'not-started': 'not_started',
    overdue: 'overdue',
    expired: 'expired',
    paused: 'paused',
  };
  for (const { duty, member, state } of dutiesOf(tables, asked)) {
    const counts = countsOf(duty.module_id, member);
    counts.required += 1;
    counts[COLUMN[state]] += 1;
  }
  for (const row of tables.completions) {
    const member = tables.memberOf.get(row.membership_id)!;
    const isInRange = row.completed_on >= asked.from && row.completed_on <= asked.to;
    if (!isInRange || row.result !== 'pass' || !isChosen(member, row.module_id, tables, asked)) continue;
    const counts = countsOf(row.module_id, member);
    counts.completions_in_range += 1;
    counts.minutes_in_range += row.minutes;
    counts.participatory_minutes_in_range += row.participatory_minutes;
  }
  return [...groups.values()]
    .sort((a, b) =>
      inOrder(
        [tables.slugOf.get(a.moduleId)!, String(a.group ?? 'last'), a.role],
        [tables.slugOf.get(b.moduleId)!, String(b.group ?? 'last'), b.role],
      ),
    )
    .map(({ moduleId, group, role, counts }) => ({
      schema: 'cpd-1',
      agency_code: tables.code,
      module_id: tables.slugOf.get(moduleId)!,
      module_title: withoutFormula(tables.titleOf(moduleId)),
      workforce_group: group,
      role_title: withoutFormula(tables.labelOf(role)),
      ...counts,
    }));
}

/** By code units, as the collation "C" has it. */
function inOrder(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((text, index) => text !== b[index]);
  if (at < 0) return 0;
  return a[at]! < b[at]! ? -1 : 1;
}
