import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';
import type { ExportFile } from './export-columns.js';
import { EXPORT_COUNT } from './export-select.js';
import type { ExportSettings } from '../platform/database/export-database.js';

/** Finds what rows of an agency's exports can be chosen by, and how many there are. */
@Injectable()
export class ExportChoiceRepository {
  /** Every team of the agency, by name. */
  findTeams(scope: AgencyScope | JobScope, tx: Transaction): Promise<{ id: string; name: string }[]> {
    return tx.query('select id, name from team where agency_id = $1 order by name, id', [scope.agencyId]);
  }

  /** Job roles that members have or had, by label. */
  findJobRoles(scope: AgencyScope | JobScope, tx: Transaction): Promise<{ code: string; label: string }[]> {
    return tx.query(
      `select member.job_role as code, coalesce(job_role.label, member.job_role) as label
       from (select distinct m.job_role from membership m where m.agency_id = $1) member
       left join job_role on job_role.code = member.job_role
       order by label, code`,
      [scope.agencyId],
    );
  }

  /** Modules that the agency requires or has evidence of, by title. */
  findModules(
    scope: AgencyScope | JobScope,
    tx: Transaction,
  ): Promise<{ id: number; slug: string; title: string }[]> {
    return tx.query(
      `select module.id, module.slug, version.title
       from module
       join lateral (
         select v.title from module_version v where v.module_id = module.id order by v.version desc limit 1
       ) version on true
       where exists (select from standing s where s.agency_id = $1 and s.module_id = module.id)
         or exists (select from agency_completion c where c.agency_id = $1 and c.module_id = module.id)
       order by version.title, module.slug`,
      [scope.agencyId],
    );
  }

  /** Rows that a file would have. Sets the settings for the rest of the transaction. */
  async countRows(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    file: ExportFile,
    settings: ExportSettings,
  ): Promise<number> {
    await tx.query(
      `select set_config('export.' || name, value, true) from jsonb_each_text($1::jsonb) as given(name, value)`,
      [JSON.stringify(settings)],
    );
    const [counted]: { rows: number }[] = await tx.query(EXPORT_COUNT[file]);
    return counted?.rows ?? 0;
  }
}
