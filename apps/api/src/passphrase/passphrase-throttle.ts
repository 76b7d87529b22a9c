import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AccessPool } from '../platform/access/access-pool.js';
import { SignInThrottle } from '../platform/access/sign-in-throttle.js';
import { clientNetwork } from '../platform/http/client-network.js';
import { DomainError } from '../platform/http/domain-error.js';

const WINDOW_SECONDS = 5 * 60;
/** Each is an email in somebody's mailbox, who may not have asked for it. */
const LINKS_PER_ACCOUNT = 3;
/** A whole hospital may share one address. */
const LINKS_PER_ADDRESS = 60;

/** Limits how many links are asked for, counted in the database so that every process counts together. */
@Injectable()
export class PassphraseThrottle {
  private readonly byAccount: RateLimiterPostgres;
  private readonly byAddress: RateLimiterPostgres;

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
    this.byAccount = limiter('reset-account', LINKS_PER_ACCOUNT);
    this.byAddress = limiter('reset-address', LINKS_PER_ADDRESS);
  }

  /**
   * Counts one wish for a link.
   *
   * @param email   As normalised for sign-in; kept as a keyed digest only.
   * @param address Of the client, as the trusted proxy says.
   * @throws DomainError `request.too-many`, the same whether or not the account exists.
   */
  async count(email: string, address: string): Promise<void> {
    try {
      await this.byAddress.consume(clientNetwork(address));
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
