import { Injectable } from '@nestjs/common';
import type { Scope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** What the codes in a module's words stand for, in the order in which people see them. */
export interface Names {
  readonly roles: readonly { readonly code: string; readonly label: string }[];
  readonly themes: readonly { readonly code: string; readonly name: string }[];
  readonly reviews: readonly { readonly slug: string; readonly title: string }[];
}

/** One version in a module's history. */
export interface VersionLine {
  readonly version: number;
  readonly publishedAt: Date;
  readonly change: 'first' | 'editorial' | 'material';
  readonly note: string | null;
  readonly withdrawnAt: Date | null;
}

/** What the catalogue shows beside the modules' own words. */
@Injectable()
export class CatalogueRepository {
  /** Job roles by label, themes in their order, published reviews by title. */
  async names(_scope: Scope, tx: Transaction): Promise<Names> {
    const rows: [Names] = await tx.query(
      `select
         (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'label', label) order by label), '[]')
          from job_role) as roles,
         (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name) order by position), '[]')
          from theme) as themes,
         (select coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'title', title) order by title), '[]')
          from review where withdrawn_at is null) as reviews`,
    );
    return rows[0];
  }

  /** Every version a module has had, newest first. */
  versions(_scope: Scope, tx: Transaction, moduleId: number): Promise<VersionLine[]> {
    return tx.query(
      `select version, published_at as "publishedAt", change, note, withdrawn_at as "withdrawnAt"
       from module_version where module_id = $1 order by version desc`,
      [moduleId],
    );
  }
}
