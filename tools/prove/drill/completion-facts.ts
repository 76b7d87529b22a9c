import type { Client } from 'pg';
import type { FinishAnswer } from './finisher.ts';
import type { ReadyAttempt } from '../../bench/data/ready-attempts.ts';

/** Something that must be so, and how often it is not. */
export interface Fact {
  readonly sentence: string;
  readonly wrong: number;
}

/** Notes which attempts were sent, before the first is; what is expected is derived from it and from memberships. */
export async function noteSent(superuser: Client, attempts: readonly ReadyAttempt[]): Promise<void> {
  await superuser.query('create schema drill');
  await superuser.query(
    `create table drill.sent (attempt_id uuid primary key, person_id uuid not null, module_id int not null)`,
  );
  await superuser.query(
    'create table drill.answered (attempt_id uuid not null, completion_id uuid not null)',
  );
  await superuser.query('insert into drill.sent select * from unnest($1::uuid[], $2::uuid[], $3::int[])', [
    attempts.map(({ attemptId }) => attemptId),
    attempts.map(({ personId }) => personId),
    attempts.map(({ moduleId }) => moduleId),
  ]);
}

/** Each fact is a count of what is wrong, by SQL past every policy; what was answered is compared with what is there. */
const FACTS: readonly { readonly sentence: string; readonly sql: string }[] = [
  {
    sentence: 'every completion that was answered is there (0 lost)',
    sql: `select count(*) from drill.answered a join drill.sent s using (attempt_id)
      where not exists (select from completion c
        where c.person_id = s.person_id and c.id = a.completion_id and c.attempt_id = s.attempt_id)`,
  },
  {
    sentence: 'every attempt that was sent has one completion (0 lost, 0 doubled)',
    sql: `select count(*) from drill.sent s
      where (select count(*) from completion c where c.person_id = s.person_id and c.attempt_id = s.attempt_id) <> 1`,
  },
  {
    sentence: 'nobody has a completion that was not sent',
    sql: `select count(*) from completion c where not exists (select from drill.sent s where s.attempt_id = c.attempt_id)`,
  },
  {
    sentence: 'every press of one attempt was told of the same completion',
    sql: `select count(*) from (
        select from drill.answered group by attempt_id having count(distinct completion_id) > 1) several`,
  },
  {
    sentence: 'every attempt is closed, with one event that closed it',
    sql: `select count(*) from drill.sent s join attempt a on a.person_id = s.person_id and a.id = s.attempt_id
      where a.state <> 'complete' or (select count(*) from attempt_event e
        where e.person_id = s.person_id and e.attempt_id = s.attempt_id and e.kind = 'finish') <> 1`,
  },
  {
    sentence: 'every completion has one certificate',
    sql: `select count(*) from completion c
      where (select count(*) from certificate x where x.person_id = c.person_id and x.completion_id = c.id) <> 1`,
  },
  {
    sentence: 'every completion has one CPD entry',
    sql: `select count(*) from completion c
      where (select count(*) from cpd_entry x where x.person_id = c.person_id and x.completion_id = c.id) <> 1`,
  },
  {
    sentence: 'no certificate and no CPD entry is without its completion',
    sql: `select (select count(*) from certificate) + (select count(*) from cpd_entry) - 2 * (select count(*) from completion) as count`,
  },
  {
    sentence:
      'every agency in which the person worked that day has the evidence once, with the same certificate',
    sql: `select count(*) from completion c
      join membership m on m.person_id = c.person_id and m.from_on <= (c.completed_at at time zone 'Europe/London')::date
        and (m.to_on is null or m.to_on >= (c.completed_at at time zone 'Europe/London')::date)
      join certificate x on x.person_id = c.person_id and x.completion_id = c.id
      where (select count(*) from agency_completion e
        where e.agency_id = m.agency_id and e.membership_id = m.id and e.completion_id = c.id
          and e.module_id = c.module_id and e.certificate_number = x.number) <> 1`,
  },
  {
    sentence: 'no other agency has evidence of it',
    sql: `select count(*) from agency_completion e join completion c on c.id = e.completion_id
      where not exists (select from membership m
        where m.agency_id = e.agency_id and m.id = e.membership_id and m.person_id = c.person_id
          and m.from_on <= e.completed_on and (m.to_on is null or m.to_on >= e.completed_on))`,
  },
  {
    sentence: 'every duty it met stands as done on that day',
    sql: `select count(*) from completion c
      join agency_completion e on e.completion_id = c.id
      join standing s on s.agency_id = e.agency_id and s.membership_id = e.membership_id and s.module_id = e.module_id
      where s.state <> 2 or s.completed_on <> e.completed_on or s.expires_on is distinct from e.valid_until`,
  },
  {
    sentence: 'the audit log has each agency’s evidence once',
    sql: `select abs((select count(*) from audit_log where action = 'completion.recorded')
        - (select count(*) from agency_completion e join completion c on c.id = e.completion_id))
      + (select count(*) from (select from audit_log where action = 'completion.recorded'
           group by agency_id, object having count(*) > 1) twice) as count`,
  },
  {
    sentence: 'no key is left without its answer',
    sql: 'select count(*) from idempotency where status is null',
  },
];

/** Notes what the product answered, after everything was. */
export async function noteAnswered(superuser: Client, answers: readonly FinishAnswer[]): Promise<void> {
  const told = answers.flatMap(({ attemptId, completionIds }) =>
    completionIds.map((completionId) => ({ attemptId, completionId })),
  );
  await superuser.query('insert into drill.answered select * from unnest($1::uuid[], $2::uuid[])', [
    told.map(({ attemptId }) => attemptId),
    told.map(({ completionId }) => completionId),
  ]);
  await superuser.query('analyze');
}

/** Finds out what holds. */
export async function completionFacts(superuser: Client): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const { sentence, sql } of FACTS) {
    const { rows } = await superuser.query<{ count: string }>(sql);
    facts.push({ sentence, wrong: Number(rows[0]?.count) });
  }
  return facts;
}
