import { Injectable } from '@nestjs/common';
import type { Scope } from '@learning-reviews/domain/access/scope';
import type { ModuleContent } from '@learning-reviews/content/module-content';
import type { Transaction } from '../platform/database/database.js';

/** Which version of a module is the current one, and what stands beside its words. */
export interface CurrentVersion {
  readonly moduleId: number;
  readonly slug: string;
  readonly version: number;
  readonly change: 'first' | 'editorial' | 'material';
  readonly note: string | null;
  readonly isWithdrawn: boolean;
}

/** A source as the table has it. */
export interface SourceRow {
  readonly id: string;
  readonly citation: string;
  readonly url: string | null;
  readonly confidence: 'full-text' | 'official-page' | 'secondary' | 'not-yet-checked';
}

/** Reads `module`, `module_version` and `source`: shared reference, readable in every scope. */
@Injectable()
export class ModuleVersionRepository {
  /** The current version of each module, that is its highest, by title. */
  current(_scope: Scope, tx: Transaction): Promise<CurrentVersion[]> {
    return tx.query(
      `select module.id as "moduleId", module.slug, latest.version, latest.change, latest.note,
         latest.withdrawn_at is not null as "isWithdrawn"
       from module
       cross join lateral (
         select version, change, note, withdrawn_at, title from module_version
         where module_id = module.id order by version desc limit 1
       ) latest
       order by latest.title, module.id`,
    );
  }

  /** The words of one version; `undefined` when there is no such version. */
  async content(
    _scope: Scope,
    tx: Transaction,
    moduleId: number,
    version: number,
  ): Promise<ModuleContent | undefined> {
    const rows: { content: ModuleContent }[] = await tx.query(
      'select content from module_version where module_id = $1 and version = $2',
      [moduleId, version],
    );
    return rows[0]?.content;
  }

  /** Sources with these ids, in no order. */
  sources(_scope: Scope, tx: Transaction, ids: readonly string[]): Promise<SourceRow[]> {
    return tx.query('select code as id, citation, url, confidence from source where code = any($1)', [ids]);
  }
}
