import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AccessPool } from '../platform/access/access-pool.js';
import { clientNetwork } from '../platform/http/client-network.js';
import { DomainError } from '../platform/http/domain-error.js';

const WINDOW_SECONDS = 5 * 60;
/** An employer with a folder of certificates is well served; a search for numbers is not. */
const CHECKS_PER_NETWORK = 100;

/** Limits how fast one network may check certificates, counted in the database so that every process counts together. */
@Injectable()
export class VerificationThrottle {
  private readonly limiter: RateLimiterPostgres;

  constructor(access: AccessPool) {
    this.limiter = new RateLimiterPostgres({
      storeClient: access.pool,
      storeType: 'pool',
      schemaName: 'access',
      tableName: 'throttle',
      tableCreated: true,
      keyPrefix: 'verify',
      points: CHECKS_PER_NETWORK,
      duration: WINDOW_SECONDS,
      inMemoryBlockOnConsumed: CHECKS_PER_NETWORK + 1,
    });
  }

  /**
   * Counts one check.
   *
   * @param address Of the client, as the trusted proxy says.
   * @throws DomainError `request.too-many`
   */
  async count(address: string): Promise<void> {
    try {
      await this.limiter.consume(clientNetwork(address));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new DomainError(
        'request.too-many',
        'Too many certificates were checked. Wait a few minutes, then try again',
        {
          retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
        },
      );
    }
  }
}
