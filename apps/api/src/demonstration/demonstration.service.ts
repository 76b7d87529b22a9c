import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { PublicScope } from '@learning-reviews/domain/access/scope';
import { AccessPool } from '../platform/access/access-pool.js';
import { Configuration } from '../platform/config/configuration.js';
import { Database } from '../platform/database/database.js';
import {
  DEMONSTRATION_ACCOUNTS,
  DEMONSTRATION_PASSPHRASE,
  isDemonstrationEmail,
} from './demonstration-account.js';
import { DemonstrationRepository } from './demonstration.repository.js';

/** What a demonstration site offers at sign-in; nothing on any other. */
export interface DemonstrationOffer {
  readonly accounts: readonly { readonly email: string; readonly description: string }[];
  /** `null` on any real site. */
  readonly passphrase: string | null;
}

/** Tells the accounts of a demonstration apart from everybody else's. */
@Injectable()
export class DemonstrationService implements OnApplicationBootstrap {
  constructor(
    private readonly configuration: Configuration,
    private readonly database: Database,
    private readonly repository: DemonstrationRepository,
    private readonly access: AccessPool,
  ) {}

  /** Ends the sessions that an earlier start of the same database, as a demonstration, may have left open. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.configuration.demonstration) return;
    const scope: PublicScope = { brand: 'PublicScope' };
    const emails = DEMONSTRATION_ACCOUNTS.map(({ email }) => email);
    const people = await this.database.read(scope, (tx) => this.repository.findPeople(scope, tx, emails));
    await this.access.query('delete from access.session where person_id = any($1)', [people]);
  }

  offer(): DemonstrationOffer {
    if (!this.configuration.demonstration) return { accounts: [], passphrase: null };
    return {
      accounts: DEMONSTRATION_ACCOUNTS.map(({ email, description }) => ({ email, description })),
      passphrase: DEMONSTRATION_PASSPHRASE,
    };
  }

  /**
   * Whether this address belongs to a demonstration account on a site that is none. Such an account is never
   * let in, whatever the database holds: its passphrase is public.
   */
  refuses(emailNorm: string): boolean {
    return isDemonstrationEmail(emailNorm) && !this.configuration.demonstration;
  }
}
