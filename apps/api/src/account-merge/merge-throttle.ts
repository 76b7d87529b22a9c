import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AccessPool } from '../platform/access/access-pool.js';
import { SignInThrottle } from '../platform/access/sign-in-throttle.js';
import { DomainError } from '../platform/http/domain-error.js';

const WINDOW_SECONDS = 5 * 60;
/** Each is an email in somebody's mailbox, who may not have asked for it. */
const LINKS_PER_ACCOUNT = 3;
/** Nobody has that many addresses. */
const LINKS_PER_PERSON = 6;

/** Limits how many links are asked for, counted in the database so that every process counts together. */
@Injectable()
export class MergeThrottle {
  private readonly byAccount: RateLimiterPostgres;
  private readonly byPerson: RateLimiterPostgres;

  constructor(
    access: AccessPool,
    private readonly signIns: SignInThrottle,
  ) {
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterPostgres({
        storeClient: access.pool,
        storeType: 'pool',
        schemaName: 'access',
        tableName: 'throttle',
        tableCreated: true,
        keyPrefix,
        points,
        duration: WINDOW_SECONDS,
        inMemoryBlockOnConsumed: points + 1,
      });
    this.byAccount = limiter('merge-account', LINKS_PER_ACCOUNT);
    this.byPerson = limiter('merge-person', LINKS_PER_PERSON);
  }

  /**
   * Counts one wish for a link.
   *
   * @param personId Who asks.
   * @param email    As normalised for sign-in; kept as a keyed digest only.
   * @throws DomainError `request.too-many`, the same whether or not the account exists.
   */
  async count(personId: string, email: string): Promise<void> {
    try {
      await this.byPerson.consume(personId);
      await this.byAccount.consume(this.signIns.digest(email));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const sentence = 'You have asked for several links. Wait a few minutes, then try again';
      throw new DomainError('request.too-many', sentence, {
        retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
      });
    }
  }
}
