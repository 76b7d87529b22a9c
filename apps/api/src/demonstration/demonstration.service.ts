import { Injectable } from '@nestjs/common';
import { Configuration } from '../platform/config/configuration.js';
import {
  DEMONSTRATION_ACCOUNTS,
  DEMONSTRATION_PASSPHRASE,
  isDemonstrationEmail,
} from './demonstration-account.js';

/** What a demonstration site offers at sign-in; nothing on any other. */
export interface DemonstrationOffer {
  readonly accounts: readonly { readonly email: string; readonly description: string }[];
  /** `null` on any real site. */
  readonly passphrase: string | null;
}

/** Tells the accounts of a demonstration apart from everybody else's. */
@Injectable()
export class DemonstrationService {
  constructor(private readonly configuration: Configuration) {}

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
