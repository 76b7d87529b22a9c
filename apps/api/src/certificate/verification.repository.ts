import { Injectable } from '@nestjs/common';
import type { PublicScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** What a certificate proves. It names nobody. */
export interface VerificationRow {
  /** As stored: 20 characters without hyphens. */
  readonly number: string;
  readonly module: string;
  readonly moduleTitle: string;
  readonly version: number;
  readonly completedAt: Date;
  readonly minutes: number;
  readonly participatoryMinutes: number;
  readonly isCorrected: boolean;
  /** Whether it does not count any more. */
  readonly isWithdrawn: boolean;
}

/** Asks the definer functions that tell of certificates to people who hold only their number (ADR 16). */
@Injectable()
export class VerificationRepository {
  /** `undefined` when no certificate has this number. */
  async byNumber(_scope: PublicScope, tx: Transaction, number: string): Promise<VerificationRow | undefined> {
    const rows: VerificationRow[] = await tx.query(
      `select number, module_slug as module, module_title as "moduleTitle", version, completed_at as "completedAt",
         minutes, participatory_minutes as "participatoryMinutes", corrected as "isCorrected",
         withdrawn as "isWithdrawn"
       from certificate_for_verification($1)`,
      [number],
    );
    return rows[0];
  }

  /** Whether a certificate of this number was issued here and its holder had their record erased since. */
  async wasErased(_scope: PublicScope, tx: Transaction, number: string): Promise<boolean> {
    const [answer]: [{ was: boolean }] = await tx.query('select certificate_was_erased($1) as was', [number]);
    return answer.was;
  }
}
