import { Injectable } from '@nestjs/common';
import { NIL } from 'uuid';
import { AccessPool } from './access-pool.js';
import { Passphrases } from './passphrase.js';

/** The passphrases people prove themselves with. */
@Injectable()
export class Credentials {
  constructor(
    private readonly access: AccessPool,
    private readonly passphrases: Passphrases,
  ) {}

  /**
   * Whether this is the person's passphrase. For `null`, nobody, it asks the same question and takes the same
   * time, and is never right.
   *
   * @throws DomainError `session.busy`
   */
  async isRight(personId: string | null, passphrase: string): Promise<boolean> {
    const { rows } = await this.access.query<{ passphrase_hash: string }>(
      'select passphrase_hash from access.credential where person_id = $1',
      [personId ?? NIL],
    );
    return this.passphrases.isRight(passphrase, rows[0]?.passphrase_hash ?? null);
  }

  /**
   * Gives a person who has a passphrase another.
   *
   * @throws DomainError `session.busy`
   */
  async change(personId: string, passphrase: string, now: Date): Promise<void> {
    await this.access.query(
      'update access.credential set passphrase_hash = $2, changed_at = $3 where person_id = $1',
      [personId, await this.passphrases.hash(passphrase), now],
    );
  }
}
