import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { v7 as uuid } from 'uuid';
import { Clock } from '../clock/clock.js';
import { AccessPool } from './access-pool.js';
import { SignInThrottle } from './sign-in-throttle.js';

/** How a try to sign in, or a visit, ended; and what became of the means of signing in. */
export type SignInOutcome =
  | 'signed-in'
  | 'wrong-credentials'
  | 'too-many'
  | 'signed-out'
  | 'access-ended'
  | 'reset-asked'
  | 'link-made'
  | 'passphrase-set'
  | 'merge-link-made'
  | 'data-downloaded';

/** Writes down who came and who tried to, those of nobody known included: `access.sign_in_event`. */
@Injectable()
export class SignInLog {
  constructor(
    private readonly access: AccessPool,
    private readonly throttle: SignInThrottle,
    private readonly clock: Clock,
  ) {}

  /**
   * @param request Whose address is kept; `null` for a job, which has none.
   * @param email   As typed; kept as a keyed digest only. `null` when none was.
   */
  async note(
    outcome: SignInOutcome,
    request: Pick<Request, 'ip'> | null,
    personId: string | null,
    email: string | null,
  ): Promise<void> {
    await this.access.query(
      `insert into access.sign_in_event (id, at, outcome, person_id, email_digest, address)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        uuid(),
        this.clock.now(),
        outcome,
        personId,
        email && this.throttle.digest(email),
        request?.ip ?? null,
      ],
    );
  }
}
