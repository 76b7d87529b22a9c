import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { MadePerson } from '../../platform/testing/test-people.js';

/** Publishes a module of few words, for reports that only need its title. */
export async function addModule(
  superuser: Client,
  id: number,
  slug: string,
  reviews: readonly string[] = [],
): Promise<void> {
  await superuser.query('insert into module (id, slug) values ($1, $2)', [id, slug]);
  await superuser.query(
    `insert into module_version (module_id, version, content, content_hash, change, published_at)
     values ($1, 1, $2, repeat('a', 64), 'first', '2026-01-01')`,
    [id, JSON.stringify({ title: `Title of ${slug}`, minutes: 40, questions: [], reviews })],
  );
}

/** Registers a review of few words. */
export async function addReview(superuser: Client, slug: string): Promise<void> {
  await superuser.query(
    `insert into review (slug, kind, title, publisher, status, summary)
     values ($1, 'learning-review', $2, 'The partnership', 'described', '')`,
    [slug, `Title of ${slug}`],
  );
}

/** Where a member is with a module, as it is stored; what is left out is none. */
export interface StandingRow {
  readonly state: number;
  readonly dueOn?: string | null;
  readonly completedOn?: string | null;
  readonly expiresOn?: string | null;
  readonly pausedUntil?: string | null;
}

/** Requires a module of a person's first membership. */
export async function addStanding(
  superuser: Client,
  agencyId: number,
  person: MadePerson,
  moduleId: number,
  { state, dueOn = null, completedOn = null, expiresOn = null, pausedUntil = null }: StandingRow,
): Promise<void> {
  await superuser.query(
    `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on, expires_on,
       paused_until) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      agencyId,
      person.membershipIds[0],
      person.personId,
      moduleId,
      state,
      dueOn,
      completedOn,
      expiresOn,
      pausedUntil,
    ],
  );
}

/**
 * A nudge of the past about one module, as if somebody had pressed at noon of that day.
 *
 * @param messageId Of a message that an earlier call wrote; without it there is one more.
 * @returns The message's id.
 */
export async function addNudge(
  superuser: Client,
  agencyId: number,
  person: MadePerson,
  moduleId: number,
  on: string,
  messageId?: string,
): Promise<string> {
  const [membershipId] = person.membershipIds;
  const message = messageId ?? randomUUID();
  if (messageId === undefined) {
    await superuser.query(
      `insert into email_message (agency_id, id, kind, membership_id, recipient, subject, text, html, state, created_at, sent_at)
       values ($1, $2, 'nudge', $3, 'one@demo.example', 'S', 'T', 'H', 'sent', $4::date, $4::date)`,
      [agencyId, message, membershipId, on],
    );
  }
  await superuser.query(
    `insert into nudge (agency_id, id, membership_id, module_id, message_id, nudged_by, nudged_at, nudged_on)
     values ($1, gen_random_uuid(), $2, $3, $4, $5, ($6 || 'T12:00:00Z')::timestamptz, $6::date)`,
    [agencyId, membershipId, moduleId, message, person.personId, on],
  );
  return message;
}
