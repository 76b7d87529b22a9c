import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DatedLink, LinkPurpose } from '@learning-reviews/domain/passphrase/passphrase-link';
import { AccessPool } from '../platform/access/access-pool.js';
import { SessionRegister } from '../platform/access/session-register.js';

/** A link as it is kept. */
export interface KeptLink extends DatedLink {
  readonly personId: string;
  readonly purpose: LinkPurpose;
}

/** A link that is being made. */
export interface NewLink {
  readonly token: string;
  readonly personId: string;
  readonly purpose: LinkPurpose;
  readonly madeAt: Date;
  readonly expiresAt: Date;
}

/** Only this is kept of a token. It is random, so nothing slower than SHA-256 is needed to keep it from being guessed. */
const digestOf = (token: string) => createHash('sha256').update(token).digest();

/**
 * The links people set their passphrase by: `access.passphrase_link`. Like sessions they are read before anybody is
 * known, so they have no scope.
 */
@Injectable()
export class PassphraseLinks {
  constructor(
    private readonly access: AccessPool,
    private readonly sessions: SessionRegister,
  ) {}

  /** The link with this token, over or not; `null` when there is none. */
  async find(token: string): Promise<KeptLink | null> {
    const { rows } = await this.access.query<KeptLink>(
      `select person_id as "personId", purpose, expires_at as "expiresAt", used_at as "usedAt"
       from access.passphrase_link where token_digest = $1`,
      [digestOf(token)],
    );
    return rows[0] ?? null;
  }

  /** Keeps a link in place of the person's older one of the same purpose. */
  async keep({ token, personId, purpose, madeAt, expiresAt }: NewLink): Promise<void> {
    await this.access.query(
      `insert into access.passphrase_link (token_digest, person_id, purpose, made_at, expires_at)
       values ($1, $2, $3, $4, $5)
       on conflict (person_id, purpose) do update set token_digest = excluded.token_digest,
         made_at = excluded.made_at, expires_at = excluded.expires_at, used_at = null`,
      [digestOf(token), personId, purpose, madeAt, expiresAt],
    );
  }

  /**
   * Uses a link: gives its person this passphrase, ends their sessions and their other links. One statement, so that
   * it is all done or nothing; of several at once one wins. A person's links are locked in one order first, since two
   * tabs with two links would else wait for each other.
   *
   * @returns The person's id; `null` when the link is over.
   */
  async use(token: string, passphraseHash: string, now: Date): Promise<string | null> {
    const { rows } = await this.access.query<{ person_id: string }>(
      `with held as materialized (
         select link.token_digest from access.passphrase_link link
         where link.person_id = (select one.person_id from access.passphrase_link one where one.token_digest = $1)
         order by link.token_digest for update
       ), used as (
         update access.passphrase_link link set used_at = $3
         from held
         where link.token_digest = held.token_digest and link.token_digest = $1
           and link.used_at is null and link.expires_at > $3
         returning link.person_id
       ), credential as (
         insert into access.credential (person_id, passphrase_hash, changed_at) select used.person_id, $2, $3 from used
         on conflict (person_id) do update
           set passphrase_hash = excluded.passphrase_hash, changed_at = excluded.changed_at
       ), other as (
         delete from access.passphrase_link link using used
         where link.person_id = used.person_id and link.token_digest <> $1
       ), session as (
         delete from access.session using used where session.person_id = used.person_id
       )
       select person_id from used`,
      [digestOf(token), passphraseHash, now],
    );
    const personId = rows[0]?.person_id ?? null;
    // They are gone from the table; this process may still remember them.
    if (personId !== null) await this.sessions.endAll(personId);
    return personId;
  }

  /** Deletes the links that were over at an instant. */
  async forget(before: Date): Promise<void> {
    await this.access.query('delete from access.passphrase_link where expires_at < $1 or used_at < $1', [
      before,
    ]);
  }
}
