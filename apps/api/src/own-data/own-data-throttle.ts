import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Request } from 'express';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AccessPool } from '../platform/access/access-pool.js';
import { SignInLog } from '../platform/access/sign-in-log.js';
import { DomainError } from '../platform/http/domain-error.js';

const WINDOW_SECONDS = 60 * 60;
/** Both forms, a few times over: what one person needs, and nothing a script could keep a server busy with. */
const FILES_PER_PERSON = 10;

/** Limits how often a person fetches all that is held about them, counted in the database for every process, and notes it. */
@Injectable()
export class OwnDataThrottle {
  private readonly byPerson: RateLimiterPostgres;

  constructor(
    access: AccessPool,
    private readonly log: SignInLog,
  ) {
    this.byPerson = new RateLimiterPostgres({
      storeClient: access.pool,
      storeType: 'pool',
      schemaName: 'access',
      tableName: 'throttle',
      tableCreated: true,
      keyPrefix: 'own-data',
      points: FILES_PER_PERSON,
      duration: WINDOW_SECONDS,
      inMemoryBlockOnConsumed: FILES_PER_PERSON + 1,
    });
  }

  /**
   * Counts one file, and notes that somebody took their data away, and when: nothing of what was in it.
   *
   * @throws DomainError `request.too-many`
   */
  async count(scope: PersonScope, request: Pick<Request, 'ip'>): Promise<void> {
    try {
      await this.byPerson.consume(scope.personId);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const sentence = 'You have downloaded your data several times. Wait an hour, then try again';
      throw new DomainError('request.too-many', sentence, {
        retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
      });
    }
    await this.log.note('data-downloaded', request, scope.personId, null);
  }
}
