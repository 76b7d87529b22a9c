import { Injectable } from '@nestjs/common';
import {
  type ExportFormat,
  type ExportKind,
  XLSX_MOST_ROWS,
} from '@learning-reviews/contracts/agency-export.contract';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { ExportSettings } from '../platform/database/export-database.js';
import type { Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { ExportChoiceRepository } from './export-choice.repository.js';
import type { ExportChoice } from './export-settings.js';
import { tooLong } from './xlsx-file-stream.js';

const NO_TEAM = 'none';

/** Filters as they were asked for. */
export interface AskedFilters {
  readonly team?: string | undefined;
  readonly role?: string | undefined;
  readonly module?: string | undefined;
}

/** What rows can be chosen by, what was chosen of it, and what was asked for and does not exist. */
export interface FoundChoice {
  readonly choice: ExportChoice;
  /** Labels of what was chosen. */
  readonly labels: {
    readonly team: string | null;
    readonly role: string | null;
    readonly module: string | null;
  };
  readonly ignored: ('team' | 'role' | 'module')[];
  readonly teams: { id: string; name: string }[];
  readonly jobRoles: { code: string; label: string }[];
  readonly modules: { id: number; slug: string; title: string }[];
}

const REFUSAL = {
  team: 'There is no such team in your agency. Choose one from the list',
  role: 'Nobody in your agency has such a job role. Choose one from the list',
  module: 'Your agency has nothing about such a module. Choose one from the list',
};

/** Finds out whose rows an export is to have. */
@Injectable()
export class ExportChoiceService {
  constructor(private readonly choices: ExportChoiceRepository) {}

  /** Looks filters up among what the agency has. One that does not exist is left out, and named. */
  async find(scope: AgencyScope | JobScope, tx: Transaction, asked: AskedFilters): Promise<FoundChoice> {
    const teams = await this.choices.findTeams(scope, tx);
    const jobRoles = await this.choices.findJobRoles(scope, tx);
    const modules = await this.choices.findModules(scope, tx);
    const team = [...teams, { id: NO_TEAM, name: 'No team' }].find(({ id }) => id === asked.team);
    const role = jobRoles.find(({ code }) => code === asked.role);
    const module = modules.find(({ slug }) => slug === asked.module);
    const found = { team, role, module };
    return {
      choice: { team: team?.id ?? null, jobRole: role?.code ?? null, moduleId: module?.id ?? null },
      labels: { team: team?.name ?? null, role: role?.label ?? null, module: module?.title ?? null },
      ignored: (['team', 'role', 'module'] as const).filter(
        (filter) => (asked[filter] ?? '') !== '' && found[filter] === undefined,
      ),
      teams,
      jobRoles,
      modules,
    };
  }

  /**
   * The same for a file, which cannot say that a filter was left out.
   *
   * @throws DomainError `request.invalid` naming the filters that do not exist.
   */
  async require(scope: AgencyScope | JobScope, tx: Transaction, asked: AskedFilters): Promise<FoundChoice> {
    const found = await this.find(scope, tx, asked);
    if (found.ignored.length === 0) return found;
    throw new DomainError('request.invalid', 'Some of what you entered is not right', {
      errors: found.ignored.map((field) => ({ field, message: REFUSAL[field] })),
    });
  }

  /**
   * How many rows a file would have.
   *
   * @throws DomainError `export.too-long` when its format does not hold as many.
   */
  async count(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    kind: ExportKind,
    settings: ExportSettings,
    format: ExportFormat = 'csv',
  ): Promise<number> {
    const rows = await this.choices.countRows(scope, tx, kind, settings);
    if (format === 'xlsx' && rows > XLSX_MOST_ROWS) throw tooLong(XLSX_MOST_ROWS);
    return rows;
  }
}
