import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** Somebody to write to about their account. */
export interface MergeAddressee {
  readonly email: string;
  readonly name: string;
  readonly status: string;
}

/** Reads where to write to. */
@Injectable()
export class MergeAddresseeRepository {
  /** Address, name and status of one person; `null` when there is none of this id. */
  async find(_scope: JobScope, tx: Transaction, personId: string): Promise<MergeAddressee | null> {
    const rows: MergeAddressee[] = await tx.query('select email, name, status from person_to_write_to($1)', [
      personId,
    ]);
    return rows[0] ?? null;
  }
}
