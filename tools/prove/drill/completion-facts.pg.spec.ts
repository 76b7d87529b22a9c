import type { Client } from 'pg';
import { completionFacts, noteAnswered } from './completion-facts.ts';
import { countFacts, untilCounted } from './count-facts.ts';
import { arrangeTasks } from './completion-drill.ts';
import { startDrillProduct, type DrillProduct } from './drill-product.ts';
import type { FinishAnswer } from './finisher.ts';
import { pressFinish } from './finishers.ts';

const LOST = 'every completion that was answered is there (0 lost)';
const ONCE = 'every attempt that was sent has one completion (0 lost, 0 doubled)';
const EVIDENCE =
  'every agency in which the person worked that day has the evidence once, with the same certificate';

let product: DrillProduct;
let superuser: Client;

beforeAll(async () => {
  product = await startDrillProduct({ people: 1_000, standings: 1_000, seed: 3, today: '2026-02-28' });
  const answers: FinishAnswer[] = [];
  await pressFinish(product.address, await arrangeTasks(product, 45), (answer) => answers.push(answer));
  superuser = await product.superuser();
  await noteAnswered(superuser, answers);
  await untilCounted(superuser);
}, 300_000);
afterAll(async () => {
  await superuser?.end();
  await product?.stop();
});

const wrong = async () =>
  Object.fromEntries(
    [...(await completionFacts(superuser)), ...(await countFacts(superuser))].map((fact) => [
      fact.sentence,
      fact.wrong,
    ]),
  );

describe('the facts of a drill', () => {
  it('hold when nothing went wrong, deliberate repetitions included', async () => {
    const facts = await wrong();
    expect(Object.values(facts).every((count) => count === 0)).toBe(true);
    const { rows } = await superuser.query('select count(*)::int as n from completion');
    expect(rows).toEqual([{ n: 45 }]);
  });

  it.each([
    [
      'a completion is lost',
      'delete from completion where id = (select min(id::text)::uuid from completion)',
      LOST,
    ],
    [
      'an attempt is closed without one',
      'delete from completion where id = (select min(id::text)::uuid from completion)',
      ONCE,
    ],
    [
      'a completion is doubled',
      `alter table completion drop constraint uq_completion_attempt;
       insert into completion select person_id, gen_random_uuid(), attempt_id, module_id, version, completed_at,
         correct_count, question_count, minutes, participatory_minutes, evidence from completion limit 1`,
      ONCE,
    ],
    [
      'two tabs are told of different completions',
      'insert into drill.answered select attempt_id, gen_random_uuid() from drill.sent limit 1',
      'every press of one attempt was told of the same completion',
    ],
    [
      'an attempt stays open',
      `update attempt set state = 'open', finished_at = null where id = (select attempt_id from completion limit 1)`,
      'every attempt is closed, with one event that closed it',
    ],
    [
      'a certificate is lost',
      'delete from certificate where number = (select min(number) from certificate)',
      'every completion has one certificate',
    ],
    [
      'a CPD entry is lost',
      'delete from cpd_entry where id = (select min(id::text)::uuid from cpd_entry)',
      'every completion has one CPD entry',
    ],
    [
      'evidence is lost',
      'delete from agency_completion where completion_id = (select min(id::text)::uuid from completion)',
      EVIDENCE,
    ],
    [
      'evidence is another agency’s',
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes)
       select m.agency_id, m.id, c.id, m.person_id, c.module_id, 1, current_date, 1
       from completion c join membership m on m.person_id <> c.person_id limit 1`,
      'no other agency has evidence of it',
    ],
    [
      'a duty stays undone',
      `update standing s set state = 0, completed_on = null, expires_on = null
       from completion c join agency_completion e on e.completion_id = c.id
       where s.agency_id = e.agency_id and s.membership_id = e.membership_id and s.module_id = e.module_id`,
      'every duty it met stands as done on that day',
    ],
    [
      'an audit row is lost',
      `delete from audit_log where id = (select min(id::text)::uuid from audit_log where action = 'completion.recorded')`,
      'the audit log has each agency’s evidence once',
    ],
    [
      'a key is without its answer',
      'update idempotency set status = null where key = (select min(key) from idempotency)',
      'no key is left without its answer',
    ],
    [
      'a completion is counted twice',
      `update agency_count set done = done + 1, overdue = overdue - 1 where agency_id = 2 and dimension = 'all'`,
      'counts and waiting deltas are what a recount of the standings gives',
    ],
    [
      'a change is not counted',
      // As replica no trigger notes it.
      `update standing set state = case state when 0 then 1 else 0 end, completed_on = null, expires_on = null
       where (agency_id, membership_id, module_id) = (
         select agency_id, membership_id, module_id from standing where agency_id = 2 limit 1)`,
      'counts and waiting deltas are what a recount of the standings gives',
    ],
    [
      'an agency was never counted',
      'delete from agency_count_head where agency_id = 2',
      'every agency with members has been counted',
    ],
    [
      'a count is written in half',
      `delete from agency_count where agency_id = 2 and dimension = 'job-role'
         and key = (select min(key) from agency_count where agency_id = 2 and dimension = 'job-role')`,
      'every breakdown of an agency adds up to its whole',
    ],
    [
      'a month is written in half',
      `delete from agency_month where agency_id = 2 and dimension = 'module'
         and key = (select min(key) from agency_month where agency_id = 2 and dimension = 'module' and required > 0)`,
      'every breakdown of a month adds up to the month',
    ],
  ])('do not hold when %s', async (_what, damage, sentence) => {
    await superuser.query('begin');
    try {
      // Past the triggers and foreign keys that make such damage impossible.
      await superuser.query('set local session_replication_role = replica');
      await superuser.query(damage);
      expect((await wrong())[sentence]).toBeGreaterThan(0);
    } finally {
      await superuser.query('rollback');
    }
  });
});
