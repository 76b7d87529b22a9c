import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccessPool } from '../platform/access/access-pool.js';

/** A link as it is kept. */
export interface KeptMergeLink {
  /** Whose address it went to. */
  readonly personId: string;
  /** Who asked for it, and alone may use it. */
  readonly staysPersonId: string;
  readonly expiresAt: Date;
}

/** 256 bits: nobody guesses one, however many are open. */
const TOKEN_BYTES = 32;

/** What opens a link; only its digest is kept. */
export function newMergeToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Path of the page a link leads to. Behind #: a browser tells that part to no server, so it stands in no log. */
export function mergeLinkPath(token: string): string {
  return `/account/merge#${token}`;
}

/** It is random, so nothing slower than SHA-256 is needed to keep it from being guessed. */
const digestOf = (token: string) => createHash('sha256').update(token).digest();

/** The links by which people show that a second address is theirs as well: `access.merge_link`. */
@Injectable()
export class MergeLinks {
  constructor(private readonly access: AccessPool) {}

  /** The link with this token, over or not; `null` when there is none. */
  async find(token: string): Promise<KeptMergeLink | null> {
    const { rows } = await this.access.query<KeptMergeLink>(
      `select person_id as "personId", stays_person_id as "staysPersonId", expires_at as "expiresAt"
       from access.merge_link where token_digest = $1`,
      [digestOf(token)],
    );
    return rows[0] ?? null;
  }

  /** Keeps a link in place of an older one between the same two. */
  async keep(token: string, link: KeptMergeLink & { readonly madeAt: Date }): Promise<void> {
    await this.access.query(
      `insert into access.merge_link (token_digest, person_id, stays_person_id, made_at, expires_at)
       values ($1, $2, $3, $4, $5)
       on conflict (stays_person_id, person_id) do update set token_digest = excluded.token_digest,
         made_at = excluded.made_at, expires_at = excluded.expires_at`,
      [digestOf(token), link.personId, link.staysPersonId, link.madeAt, link.expiresAt],
    );
  }

  /** Deletes every link to one of two people who are one account now, or by which either asked. */
  async forgetOf(personIds: readonly string[]): Promise<void> {
    await this.access.query(
      'delete from access.merge_link where person_id = any($1) or stays_person_id = any($1)',
      [personIds],
    );
  }

  /** Deletes the links that were over at an instant. */
  async forget(before: Date): Promise<void> {
    await this.access.query('delete from access.merge_link where expires_at < $1', [before]);
  }
}
