import { Injectable } from '@nestjs/common';
import type { Scope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** Reads what themes are called: shared reference, readable in every scope. */
@Injectable()
export class ThemeNameRepository {
  /** The name of every theme by its code. */
  async byCode(_scope: Scope, tx: Transaction): Promise<ReadonlyMap<string, string>> {
    const rows: { code: string; name: string }[] = await tx.query('select code, name from theme');
    return new Map(rows.map(({ code, name }) => [code, name]));
  }
}
