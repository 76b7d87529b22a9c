import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** A framework as it is stored. */
export interface FrameworkRow {
  readonly code: string;
  readonly name: string;
}

/** An edition as it is stored. */
export interface EditionRow {
  readonly id: string;
  readonly framework: string;
  readonly name: string;
  readonly fromOn: CalendarDate;
  readonly note: string;
  readonly confidence: string;
  readonly version: number;
  /** Levels that are offered. */
  readonly levels: number;
}

/** A level of an edition. */
export interface LevelRow {
  readonly code: string;
  readonly label: string;
  readonly description: string;
  readonly isRetired: boolean;
}

/** A job role with its levels in an edition. */
export interface RoleLevelsRow {
  readonly code: string;
  readonly label: string;
  readonly levels: string[];
}

/** Changes of editions follow each other, so that no two begin on one day. */
const EDITION_LOCK = 7_216_079;

/** Reads frameworks for everybody, and writes them in the partnership's own scope (ADR 30). */
@Injectable()
export class FrameworkRepository {
  findFrameworks(_scope: AgencyScope, tx: Transaction): Promise<FrameworkRow[]> {
    return tx.query('select code, name from framework order by position');
  }

  /** Every edition of every framework, the latest first. */
  findEditions(_scope: AgencyScope, tx: Transaction): Promise<EditionRow[]> {
    return tx.query(
      `select id, framework, name, from_on as "fromOn", note, confidence, version,
         (select count(*)::int from framework_level level
          where level.edition_id = framework_edition.id and not level.is_retired) as levels
       from framework_edition order by from_on desc`,
    );
  }

  /** Makes every other change of editions wait for this transaction. */
  async lock(_scope: AgencyScope, tx: Transaction): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1)', [EDITION_LOCK]);
  }

  findLevels(_scope: AgencyScope, tx: Transaction, editionId: string): Promise<LevelRow[]> {
    return tx.query(
      `select code, label, description, is_retired as "isRetired" from framework_level
       where edition_id = $1 order by position`,
      [editionId],
    );
  }

  /** Every job role; one about which the partnership has decided nothing has the levels it was delivered with. */
  findRoleLevels(
    _scope: AgencyScope,
    tx: Transaction,
    { id, framework }: Pick<EditionRow, 'id' | 'framework'>,
  ): Promise<RoleLevelsRow[]> {
    return tx.query(
      `select role.code, role.label, coalesce(decided.levels, case $2 when 'workforce-groups'
         then role.workforce_groups::text[] else role.icd_levels end) as levels
       from job_role role
       left join job_role_level decided on decided.edition_id = $1 and decided.job_role = role.code
       order by role.label, role.code`,
      [id, framework],
    );
  }

  /** Adds an edition with the levels, and what was decided about job roles, of another. */
  async insert(
    _scope: AgencyScope,
    tx: Transaction,
    edition: Pick<EditionRow, 'id' | 'framework' | 'name' | 'fromOn' | 'note'>,
    likeId: string,
  ): Promise<void> {
    await tx.query(
      'insert into framework_edition (id, framework, name, from_on, note) values ($1, $2, $3, $4, $5)',
      [edition.id, edition.framework, edition.name, edition.fromOn, edition.note],
    );
    await tx.query(
      `insert into framework_level (edition_id, code, label, description, position, is_retired)
       select $1, code, label, description, position, is_retired from framework_level where edition_id = $2`,
      [edition.id, likeId],
    );
    await tx.query(
      `insert into job_role_level (edition_id, job_role, levels)
       select $1, job_role, levels from job_role_level where edition_id = $2`,
      [edition.id, likeId],
    );
  }

  /** Writes everything of an edition but its job roles. Levels are changed, none is added or taken away. */
  async change(
    _scope: AgencyScope,
    tx: Transaction,
    id: string,
    to: Pick<EditionRow, 'name' | 'fromOn' | 'note'> & { readonly levels: readonly LevelRow[] },
  ): Promise<void> {
    await tx.query(
      'update framework_edition set name = $2, from_on = $3, note = $4, version = version + 1 where id = $1',
      [id, to.name, to.fromOn, to.note],
    );
    await tx.query(
      `update framework_level level set label = given.label, description = given.description, is_retired = given."isRetired"
       from jsonb_to_recordset($2) as given(code text, label text, description text, "isRetired" boolean)
       where level.edition_id = $1 and level.code = given.code`,
      [id, JSON.stringify(to.levels)],
    );
  }

  /** Takes a draft away. */
  async remove(_scope: AgencyScope, tx: Transaction, id: string): Promise<void> {
    await tx.query('delete from job_role_level where edition_id = $1', [id]);
    await tx.query('delete from framework_level where edition_id = $1', [id]);
    await tx.query('delete from framework_edition where id = $1', [id]);
  }

  /** Decides the levels of a job role. @returns Whether there is such a role. */
  async setRoleLevels(
    _scope: AgencyScope,
    tx: Transaction,
    editionId: string,
    jobRole: string,
    levels: readonly string[],
  ): Promise<boolean> {
    const rows: object[] = await tx.query(
      `insert into job_role_level (edition_id, job_role, levels)
       select $1, code, $3 from job_role where code = $2
       on conflict (edition_id, job_role) do update set levels = excluded.levels returning job_role`,
      [editionId, jobRole, levels],
    );
    if (rows.length === 0) return false;
    await tx.query('update framework_edition set version = version + 1 where id = $1', [editionId]);
    return true;
  }
}
