import { Injectable } from '@nestjs/common';
import type {
  ImportDetail,
  ImportLeavers,
  ImportPage,
  ImportRows,
  ImportRowsQuery,
  ImportSummary,
} from '@learning-reviews/contracts/import.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import {
  IMPORT_COLUMNS,
  type ImportKind,
  mappingProblems,
} from '@learning-reviews/domain/import/import-column';
import { cellsOf } from '@learning-reviews/domain/import/import-row';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { errorCsv } from './error-file.js';
import { templateCsv, templateXlsx } from './import-template.js';
import { ImportContextRepository } from './import-context.repository.js';
import { ImportRepository, type ImportRecord } from './import.repository.js';
import { type CheckedRow, ImportRowRepository } from './import-row.repository.js';

const HISTORY_LENGTH = 50;
const PAGE_SIZE = 50;
const SAMPLE_ROWS = 3;

/** Shows where imports stand and what was found in them. */
@Injectable()
export class ImportViewService {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly context: ImportContextRepository,
    private readonly clock: Clock,
  ) {}

  /** The latest imports, newest first. */
  list(scope: AgencyScope): Promise<ImportPage> {
    return this.database.read(scope, async (tx) => {
      const last = await this.imports.findLastApplied(scope, tx);
      const records = await this.imports.findLatest(scope, tx, HISTORY_LENGTH);
      return { imports: records.map((record) => summaryOf(record, last)) };
    });
  }

  /** One import, with what somebody has to say of it. @throws DomainError `request.not-found` */
  read(scope: AgencyScope, id: string): Promise<ImportDetail> {
    return this.database.read(scope, async (tx) => {
      const record = await this.find(scope, tx, id);
      const last = await this.imports.findLastApplied(scope, tx);
      const sample = await this.rows.findSample(scope, tx, id, SAMPLE_ROWS);
      const { kind, headers, mapping } = record;
      return {
        ...summaryOf(record, last),
        progress: { done: record.progressDone, of: record.progressOf },
        columns: headers.map((header, at) => ({
          header,
          sample: sample.map(({ cells }) => cells[at] ?? ''),
        })),
        mapping: { ...mapping },
        mappingProblems: headers.length === 0 ? [] : mappingProblems(kind, headers, mapping),
        known: IMPORT_COLUMNS[kind].map(({ key, label, isRequired, hint }) => ({
          key,
          label,
          isRequired,
          hint,
        })),
        mayAddTeams: record.mayAddTeams,
        newTeams: [...record.newTeams],
        checked: record.checked,
        proposedLeavers: (await this.rows.findLeavers(scope, tx, id)).length,
        kept: record.kept,
      };
    });
  }

  /** A page of checked rows. A page past the end is the last one. @throws DomainError `request.not-found` */
  readRows(scope: AgencyScope, id: string, { action, page = 1 }: ImportRowsQuery): Promise<ImportRows> {
    return this.database.read(scope, async (tx) => {
      const record = await this.find(scope, tx, id);
      const counts = record.counts;
      const all = counts === null ? 0 : Object.values(counts).reduce((sum, count) => sum + count, 0);
      const total = action === undefined ? all : (counts?.[action] ?? 0);
      const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
      const shown = Math.min(page, pages);
      const rows = await this.rows.findPage(
        scope,
        tx,
        id,
        action ?? null,
        PAGE_SIZE,
        (shown - 1) * PAGE_SIZE,
      );
      const cards = new Map(
        (
          await this.context.findCards(
            scope,
            tx,
            rows
              .flatMap(({ candidates, decidedMembershipId }) => [...candidates, decidedMembershipId ?? ''])
              .filter(Boolean),
          )
        ).map((card) => [card.membershipId, card]),
      );
      return {
        rows: rows.map((row) => ({
          line: row.line,
          action: row.action,
          about: aboutOf(record, row),
          changes: [...row.changes],
          problems: [...row.problems],
          candidates: [...new Set([...row.candidates, row.decidedMembershipId ?? ''])].flatMap(
            (candidate) => cards.get(candidate) ?? [],
          ),
          decision: row.decision,
        })),
        total,
        page: shown,
        pages,
      };
    });
  }

  /** Members whom the file does not name, or whose last day it names, by name. @throws DomainError `request.not-found` */
  readLeavers(scope: AgencyScope, id: string): Promise<ImportLeavers> {
    return this.database.read(scope, async (tx) => {
      await this.find(scope, tx, id);
      const leavers = await this.rows.findLeavers(scope, tx, id);
      const days = new Map(leavers.map(({ membershipId, lastDay }) => [membershipId, lastDay]));
      const cards = await this.context.findCards(scope, tx, [...days.keys()]);
      return {
        today: this.clock.today(scope.timeZone),
        leavers: cards.map(({ workEmail: _workEmail, ...card }) => ({
          ...card,
          lastDay: days.get(card.membershipId) ?? null,
        })),
      };
    });
  }

  /** The rows to mend as CSV, with what to do. @throws DomainError `request.not-found` */
  errorFile(scope: AgencyScope, id: string): Promise<string> {
    return this.database.read(scope, async (tx) => {
      const { headers } = await this.find(scope, tx, id);
      return errorCsv(headers, await this.rows.findProblems(scope, tx, id));
    });
  }

  /** An empty file with the right headings and the agency's own teams, roles and modules. */
  template(scope: AgencyScope, kind: ImportKind, format: 'csv' | 'xlsx'): Promise<string | Buffer> {
    return this.database.read(scope, async (tx) => {
      const lists = {
        teams: (await this.context.findTeams(scope, tx)).map(({ name }) => name),
        jobRoles: (await this.context.findJobRoles(scope, tx, this.clock.today(scope.timeZone))).map(
          ({ label }) => label,
        ),
        modules: (await this.context.findModules(scope, tx)).map(({ title }) => title),
      };
      return format === 'csv' ? templateCsv(kind, lists) : templateXlsx(kind, lists);
    });
  }

  private async find(scope: AgencyScope, tx: Transaction, id: string): Promise<ImportRecord> {
    const record = await this.imports.find(scope, tx, id);
    if (record === null) throw notFound();
    return record;
  }
}

function summaryOf(record: ImportRecord, lastApplied: string | null): ImportSummary {
  return {
    id: record.id,
    kind: record.kind,
    fileName: record.fileName,
    state: record.state,
    message: record.message,
    at: record.at.toISOString(),
    by: record.by,
    rows: record.rows,
    counts: record.counts === null ? null : { ...record.counts },
    leavers: record.leavers,
    appliedAt: record.appliedAt?.toISOString() ?? null,
    undoneAt: record.undoneAt?.toISOString() ?? null,
    canUndo: record.id === lastApplied,
  };
}

/** Which columns tell a reader what a row is about, by kind. */
const ABOUT: Readonly<Record<ImportKind, readonly string[]>> = {
  people: ['givenName', 'familyName', 'staffRef'],
  completions: ['staffRef', 'module', 'completedOn'],
  headcount: ['asOf', 'workforceGroup', 'people'],
};

function aboutOf({ kind, mapping }: ImportRecord, row: CheckedRow): string {
  const cell = cellsOf(row.cells, mapping);
  return ABOUT[kind]
    .map((key) => (cell(key) ?? '').trim().slice(0, 100))
    .filter((text) => text !== '')
    .join(' ');
}
