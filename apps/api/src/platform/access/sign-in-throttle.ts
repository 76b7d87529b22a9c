import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AccessPool } from './access-pool.js';
import { Configuration } from '../config/configuration.js';
import { clientNetwork } from '../http/client-network.js';
import { DomainError } from '../http/domain-error.js';

const WINDOW_SECONDS = 5 * 60;
/** Tries at one account, whoever makes them and whether or not it exists. */
const TRIES_PER_ACCOUNT = 10;
/** Refused tries from one address: a whole hospital may share one, so it is a number no hospital mistypes. */
const TRIES_PER_ADDRESS = 200;

/** Limits guessing, by account and by address, counted in the database so that every process counts together. */
@Injectable()
export class SignInThrottle {
  private readonly byAccount: RateLimiterPostgres;
  private readonly byAddress: RateLimiterPostgres;
  private readonly secret: string;

  constructor(access: AccessPool, configuration: Configuration) {
    this.secret = configuration.sessionSecret;
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
    this.byAccount = limiter('account', TRIES_PER_ACCOUNT);
    this.byAddress = limiter('address', TRIES_PER_ADDRESS);
  }

  /**
   * Counts one try.
   *
   * @param email   As normalised for sign-in; kept as a keyed digest only.
   * @param address Of the client, as the trusted proxy says.
   * @throws DomainError `request.too-many`, the same whether or not the account exists.
   */
  async count(email: string, address: string): Promise<void> {
    try {
      await this.byAddress.consume(clientNetwork(address));
      await this.byAccount.consume(this.digest(email));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const sentence = 'There were too many tries to sign in. Wait a few minutes, then try again';
      throw new DomainError('request.too-many', sentence, {
        retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
      });
    }
  }

  /** Takes back the count of somebody who proved who they are. */
  async forgive(email: string, address: string): Promise<void> {
    await this.byAccount.delete(this.digest(email));
    await this.byAddress.reward(clientNetwork(address));
  }

  /** Stands for an email address where the address itself must not be written. */
  digest(email: string): string {
    return createHmac('sha256', this.secret).update(email).digest('hex');
  }
}
