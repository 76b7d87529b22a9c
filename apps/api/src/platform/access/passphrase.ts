import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { HashQueue } from './hash-queue.js';

/** argon2id with 46 MiB, one pass, one lane: 21 ms where it was measured, and a choice of the OWASP list. */
const COST = { memoryCost: 46 * 1024, timeCost: 1, parallelism: 1 };
const AT_ONCE = 2;
const MAY_WAIT = 50;

/** Hashes and checks passphrases, two at a time. */
@Injectable()
export class Passphrases {
  private readonly queue = new HashQueue(AT_ONCE, MAY_WAIT);
  /** Stands for the passphrase of whoever does not exist, so that their refusal takes as long. */
  private readonly nobodys = hash(randomBytes(32), COST);

  /** @throws DomainError `session.busy` */
  hash(passphrase: string): Promise<string> {
    return this.queue.run(() => hash(normalise(passphrase), COST));
  }

  /**
   * Whether `passphrase` is the one `hashed` was made from. `null`, for an account that does not exist, is
   * never right and takes the same time.
   *
   * @throws DomainError `session.busy`
   */
  async isRight(passphrase: string, hashed: string | null): Promise<boolean> {
    const against = hashed ?? (await this.nobodys);
    const isMatch = await this.queue.run(() => verify(against, normalise(passphrase)));
    return isMatch && hashed !== null;
  }
}

/** The same letters typed on another keyboard may be other code points (NIST SP 800-63B, 3.1.1.2). */
const normalise = (passphrase: string) => passphrase.normalize('NFKC');
