import { Injectable } from '@nestjs/common';
import { AccessPool } from './access-pool.js';

/** What is kept of sign-ins, by age. A trigger keeps those of the last month, whatever is asked here. */
@Injectable()
export class SignInHistory {
  constructor(private readonly access: AccessPool) {}

  /** How many there are from an instant on, or from the beginning, and from before another. */
  async count(after: Date | null, before: Date): Promise<number> {
    const { rows } = await this.access.query<{ rows: number }>(
      'select count(*)::int as rows from access.sign_in_event where at >= coalesce($1, at) and at < $2',
      [after, before],
    );
    return rows[0]?.rows ?? 0;
  }

  /** Deletes some of them, `limit` at most. @returns How many. */
  async forget(after: Date | null, before: Date, limit: number): Promise<number> {
    const { rowCount } = await this.access.query(
      `delete from access.sign_in_event where id in (
         select id from access.sign_in_event where at >= coalesce($1, at) and at < $2 order by at limit $3)`,
      [after, before, limit],
    );
    return rowCount ?? 0;
  }
}
