import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { linkEndsAt } from '@learning-reviews/domain/passphrase/passphrase-link';
import { Clock } from '../platform/clock/clock.js';
import { Configuration } from '../platform/config/configuration.js';
import { PassphraseLinks } from './passphrase-links.js';
import { linkPath, newToken } from './passphrase-token.js';

/** A link as it is handed over. */
export interface HandedLink {
  readonly address: string;
  readonly endsAt: Date;
}

/** Makes links that somebody hands over themselves: to the first administrator, before there is any mail. */
@Injectable()
export class HandedLinkService {
  constructor(
    private readonly links: PassphraseLinks,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a link by which a person sets their first passphrase, once; an older invitation of theirs is over. It is kept
   * in a schema that no transaction of an agency may enter, so make it when theirs has ended well.
   */
  async make(_scope: JobScope, personId: string): Promise<HandedLink> {
    const token = newToken();
    const madeAt = this.clock.now();
    const endsAt = linkEndsAt('invite', madeAt);
    await this.links.keep({ token, personId, purpose: 'invite', madeAt, expiresAt: endsAt });
    return { address: `${this.configuration.publicUrl}${linkPath(token)}`, endsAt };
  }
}
