import fc from 'fast-check';
import type { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import type { ReflectionSeal } from '../../platform/reflection/reflection-seal.js';

/** One thing somebody did with a module. */
interface Learning {
  readonly moduleId: number;
  readonly isFinished: boolean;
  /** Sections opened. */
  readonly saves: number;
  readonly isReflected: boolean;
  readonly isWithdrawn: boolean;
}

/** What one of two accounts has been through. */
export interface AccountHistory {
  readonly learning: readonly Learning[];
  /** Minutes of learning elsewhere, one entry each. */
  readonly elsewhere: readonly number[];
  readonly registration: 'nmc' | 'hcpc' | null;
  /** Agencies in which they work or worked: the first account before 2026, the second since. */
  readonly agencies: readonly number[];
  readonly isOnLeave: boolean;
}

const MODULES = [1, 2, 3];
const AGENCIES = [2, 3, 4];

const learning: fc.Arbitrary<Learning> = fc.record({
  moduleId: fc.constantFrom(...MODULES),
  isFinished: fc.boolean(),
  saves: fc.integer({ min: 0, max: 4 }),
  isReflected: fc.boolean(),
  isWithdrawn: fc.boolean(),
});

/** Histories of one account: any number of finished attempts, at most one open one of each module. */
export const accountHistory: fc.Arbitrary<AccountHistory> = fc.record({
  learning: fc
    .array(learning, { maxLength: 6 })
    .map((all) =>
      all.filter(
        ({ moduleId, isFinished }, index) =>
          isFinished || all.findIndex((one) => !one.isFinished && one.moduleId === moduleId) === index,
      ),
    ),
  elsewhere: fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 3 }),
  registration: fc.constantFrom('nmc', 'hcpc', null),
  agencies: fc.uniqueArray(fc.constantFrom(...AGENCIES), { maxLength: 3 }),
  isOnLeave: fc.boolean(),
});

/** The words of every reflection that a test writes. */
export const WORDS = 'What I keep to myself';

/**
 * Gives a person this history, past every policy.
 *
 * @param since First day of their jobs; last day, or `null` while they are open.
 * @returns Their memberships.
 */
export async function liveThrough(
  superuser: Client,
  seal: ReflectionSeal,
  personId: string,
  history: AccountHistory,
  [since, until]: readonly [string, string | null],
): Promise<void> {
  const memberships: [agencyId: number, id: string][] = [];
  for (const agencyId of history.agencies) {
    const id = uuid();
    memberships.push([agencyId, id]);
    await superuser.query(
      `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
         job_role, from_on, to_on) values ($1, $2, $3, $4, 'Ann', 'Example', 'Ann Example', 'example ann', 'school-nurse', $5, $6)`,
      [agencyId, id, personId, id.slice(-8), since, until],
    );
    if (history.isOnLeave)
      await superuser.query(
        `insert into leave_period (agency_id, id, membership_id, person_id, from_on, to_on, created_by)
         values ($1, $2, $3, $4, $5, $5, $4)`,
        [agencyId, uuid(), id, personId, since],
      );
    await superuser.query(
      `insert into duty_exception (agency_id, id, membership_id, person_id, module_id, kind, from_on, until_on, reason, created_by)
       values ($1, $2, $3, $4, 3, 'excused', $5, $5, 'Seconded', $4)`,
      [agencyId, uuid(), id, personId, since],
    );
  }
  for (const one of history.learning) await learn(superuser, seal, personId, one, memberships, since);
  for (const minutes of history.elsewhere)
    await superuser.query(
      `insert into cpd_entry (person_id, id, source, learning_type, title, completed_on, minutes, saved_at)
       values ($1, $2, 'self-declared', 'reading', 'A book', $3, $4, now())`,
      [personId, uuid(), since, minutes],
    );
  if (history.registration !== null)
    await superuser.query('insert into person_registration (person_id, body) values ($1, $2)', [
      personId,
      history.registration,
    ]);
}

async function learn(
  superuser: Client,
  seal: ReflectionSeal,
  personId: string,
  { moduleId, isFinished, saves, isReflected, isWithdrawn }: Learning,
  memberships: readonly [agencyId: number, id: string][],
  day: string,
): Promise<void> {
  const [attemptId, completionId] = [uuid(), uuid()];
  await superuser.query(
    `insert into attempt (person_id, id, module_id, version, state, started_at, saved_at, finished_at)
     values ($1, $2, $3, 1, $4, $5, $5, $6)`,
    [personId, attemptId, moduleId, isFinished ? 'complete' : 'open', day, isFinished ? day : null],
  );
  for (let seq = 1; seq <= saves; seq += 1)
    await superuser.query(
      `insert into attempt_event (person_id, attempt_id, seq, kind, at) values ($1, $2, $3, 'section', $4)`,
      [personId, attemptId, seq, day],
    );
  await superuser.query(
    `insert into answer (person_id, attempt_id, question_id, round, option_id, correct, answered_at)
     values ($1, $2, 'q1', 1, 'a', true, $3)`,
    [personId, attemptId, day],
  );
  if (isReflected) {
    const { ciphertext, nonce, tag } = seal.seal(personId, WORDS);
    await superuser.query(
      `insert into reflection (person_id, id, attempt_id, ciphertext, nonce, tag, saved_at)
       values ($1, $2, $3, $4, $5, $6, now())`,
      [personId, uuid(), attemptId, ciphertext, nonce, tag],
    );
  }
  if (!isFinished) return;
  await superuser.query(
    `insert into completion (person_id, id, attempt_id, module_id, version, completed_at, correct_count, question_count, minutes)
     values ($1, $2, $3, $4, 1, $5, 7, 8, 35)`,
    [personId, completionId, attemptId, moduleId, day],
  );
  const number = completionId.replaceAll('-', '').slice(-20).toUpperCase();
  await superuser.query('insert into certificate values ($1, $2, $3, now())', [
    number,
    personId,
    completionId,
  ]);
  await superuser.query(
    `insert into cpd_entry (person_id, id, completion_id, source, learning_type, title, completed_on, minutes,
       credited_minutes, saved_at) values ($1, $2, $3, 'platform', 'self-directed', 'A module', $4, 30, 35, now())`,
    [personId, uuid(), completionId, day],
  );
  if (isWithdrawn)
    await superuser.query(
      `insert into completion_correction (person_id, id, completion_id, what, reason, by, at)
       values ($1, $2, $3, '{"result":"withdrawn"}', 'Entered twice', $1, now())`,
      [personId, uuid(), completionId],
    );
  for (const [agencyId, membershipId] of memberships)
    await superuser.query(
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes)
       values ($1, $2, $3, $4, $5, 1, $6, 35)`,
      [agencyId, membershipId, completionId, personId, moduleId, day],
    );
}
