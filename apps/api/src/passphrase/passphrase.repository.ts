import { Injectable } from '@nestjs/common';
import type { JobScope, PersonScope, PublicScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** A person to whom a link may go. */
export interface Addressee {
  readonly email: string;
  readonly name: string;
  readonly status: string;
  /** Whether they have proved that the address is theirs. */
  readonly isVerified: boolean;
}

/** A member who is to be invited. */
export interface InvitedMember {
  readonly personId: string;
  readonly givenName: string;
  readonly agencyName: string;
}

/** Reads whom a link is for, and writes down that somebody read their mail. */
@Injectable()
export class PassphraseRepository {
  /** The id behind an address (trimmed, lower case); `null` when nobody signs in with it. */
  async findAccount(_scope: PublicScope, tx: Transaction, email: string): Promise<string | null> {
    const rows: { person_id: string }[] = await tx.query('select person_id from person_for_sign_in($1)', [
      email,
    ]);
    return rows[0]?.person_id ?? null;
  }

  /** Where to write to a person; `null` when there is none of this id. */
  async findAddressee(_scope: JobScope, tx: Transaction, personId: string): Promise<Addressee | null> {
    const rows: Addressee[] = await tx.query(
      'select email, name, status, is_verified as "isVerified" from person_to_write_to($1)',
      [personId],
    );
    return rows[0] ?? null;
  }

  /** A member who has not left by `now`, or is yet to come; `null` when there is none of this id. */
  async findMember(
    scope: JobScope,
    tx: Transaction,
    membershipId: string,
    now: Date,
  ): Promise<InvitedMember | null> {
    const rows: InvitedMember[] = await tx.query(
      `select m.person_id as "personId", m.given_name as "givenName", agency.name as "agencyName"
       from membership m join agency on agency.id = m.agency_id
       where m.agency_id = $1 and m.id = $2
         and (m.to_on is null or m.to_on >= ($3::timestamptz at time zone agency.time_zone)::date)
         and (m.access_ended_at is null or m.access_ended_at > $3)`,
      [scope.agencyId, membershipId, now.toISOString()],
    );
    return rows[0] ?? null;
  }

  /** The address of the person of the scope; `null` when their account is closed or there is none. */
  async findOwnAddress(scope: PersonScope, tx: Transaction): Promise<string | null> {
    const rows: { email: string }[] = await tx.query(
      `select email_norm as email from person where id = $1 and status = 'active'`,
      [scope.personId],
    );
    return rows[0]?.email ?? null;
  }

  /** Writes down that the person of the scope reads mail at their address, unless they had proved it before. */
  async noteVerified(scope: PersonScope, tx: Transaction, now: Date): Promise<void> {
    await tx.query('update person set email_verified_at = $2 where id = $1 and email_verified_at is null', [
      scope.personId,
      now.toISOString(),
    ]);
  }
}
