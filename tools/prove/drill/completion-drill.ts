import { signInDirectly } from '../../bench/data/signed-in.ts';
import { makeReadyAttempts, type ReadyAttempt } from '../../bench/data/ready-attempts.ts';
import { say } from '../../launcher/say.ts';
import { completionFacts, noteAnswered, noteSent } from './completion-facts.ts';
import { countFacts, untilCounted } from './count-facts.ts';
import type { DrillProduct } from './drill-product.ts';
import type { FinishAnswer, FinishTask } from './finisher.ts';
import { pressFinish } from './finishers.ts';

/** Every twentieth press is a deliberate repetition, of one of three kinds. */
const REPEATED_EVERY = 20;
const REPETITIONS = ['twice', 'again', 'two-tabs'] as const;
/** One person in so many has a second job, so that a completion is evidence in two agencies. */
const SECOND_JOB_EVERY = 20;
/** The largest agency, where the second jobs are. */
const SECOND_AGENCY = 2;

/** Does something to the product while completions are under way. */
export interface Fault {
  /** How many times, spread evenly over the run. */
  readonly times: number;
  /** What happens, as a line of progress says it. */
  readonly name: string;
  /** Resolves when whatever was ended runs again. */
  strike(): Promise<void>;
}

/** What a drill showed. */
export interface DrillResult {
  readonly seconds: number;
  /** From each fault to the next answer of a completion that was sent or repeated since, in milliseconds. */
  readonly untilAnswered: readonly number[];
  readonly retries: number;
  readonly repeated: number;
  /** Sentences that do not hold; empty when the product kept every promise. */
  readonly broken: readonly string[];
}

/**
 * Finishes so many attempts through real HTTP while faults strike, and then looks at every table the fact is kept in.
 *
 * @param count At most one for each standing in the data.
 */
export async function drillCompletions(
  product: DrillProduct,
  count: number,
  fault: Fault,
): Promise<DrillResult> {
  const tasks = await arrangeTasks(product, count);
  say(`${tasks.length} attempts are ready; pressing Finish …`);
  const answers: FinishAnswer[] = [];
  const struckAt: number[] = [];
  const untilAnswered: number[] = [];
  let striking: Promise<void> = Promise.resolve();
  let isStruck = false;
  const began = performance.now();

  const strikeWhenDue = () => {
    if (isStruck || struckAt.length === fault.times) return;
    if (answers.length < ((struckAt.length + 1) * tasks.length) / (fault.times + 1)) return;
    isStruck = true;
    struckAt.push(performance.now());
    say(
      `${String(answers.length).padStart(7)} answered after ${seconds(began)} s: ${fault.name} ${struckAt.length}`,
    );
    striking = fault.strike().finally(() => (isStruck = false));
    striking.catch(() => undefined);
  };
  await pressFinish(product.address, tasks, (answer) => {
    answers.push(answer);
    // What was on its way before the fault may still arrive while it strikes; what comes after it was answered anew.
    if (!isStruck && untilAnswered.length < struckAt.length)
      untilAnswered.push(performance.now() - (struckAt.at(-1) ?? 0));
    strikeWhenDue();
  });
  await striking;
  const elapsed = (performance.now() - began) / 1000;
  say(
    `${String(answers.length).padStart(7)} answered after ${elapsed.toFixed(0)} s; looking at every table …`,
  );

  return {
    seconds: elapsed,
    untilAnswered,
    retries: answers.reduce((sum, { retries }) => sum + retries, 0),
    repeated: tasks.filter(({ press }) => press !== 'once').length,
    broken: [
      ...answers.flatMap(({ attemptId, refused }) =>
        refused ? [`${attemptId} was refused: ${refused}`] : [],
      ),
      ...(struckAt.length < fault.times ? [`only ${struckAt.length} of ${fault.times} faults struck`] : []),
      ...(await brokenFacts(product, answers)),
    ],
  };
}

/** Makes the attempts ready and signs their people in. */
export async function arrangeTasks(product: DrillProduct, count: number): Promise<FinishTask[]> {
  const superuser = await product.superuser();
  try {
    await giveSecondJobs(superuser);
    const { rows } = await superuser.query<{ personId: string; moduleId: number }>(
      `select person_id as "personId", module_id as "moduleId" from standing where agency_id <> $1 or person_id not in
         (select person_id from membership where agency_id <> $1)
       order by hashtext(person_id::text || module_id) limit $2`,
      [SECOND_AGENCY, count],
    );
    const attempts: ReadyAttempt[] = [];
    for (let from = 0; from < rows.length; from += 10_000)
      attempts.push(...(await makeReadyAttempts(superuser, rows.slice(from, from + 10_000))));
    await noteSent(superuser, attempts);
    await superuser.query('analyze');
    const people = [...new Set(attempts.map(({ personId }) => personId))];
    const cookies = await signInDirectly(superuser, product.sessionSecret, people);
    const cookieOf = new Map(people.map((person, index) => [person, cookies[index] ?? '']));
    return attempts.map(({ attemptId, slug, personId }, index) => ({
      attemptId,
      slug,
      cookie: cookieOf.get(personId) ?? '',
      press: index % REPEATED_EVERY === 0 ? (REPETITIONS[(index / REPEATED_EVERY) % 3] ?? 'twice') : 'once',
    }));
  } finally {
    await superuser.end();
  }
}

/** Some people work in the largest agency besides, which asks the same modules of them. */
async function giveSecondJobs(superuser: Awaited<ReturnType<DrillProduct['superuser']>>): Promise<void> {
  await superuser.query(
    `with chosen as (
       insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
         job_role, workforce_group, from_on)
       select $1, gen_random_uuid(), m.person_id, 'second-' || m.staff_ref, m.given_name, m.family_name, m.display_name,
         m.search_name, m.job_role, m.workforce_group, current_date - 100
       from membership m where m.agency_id > $1 and m.to_on is null and hashtext(m.id::text) % $2 = 0
       returning id, person_id
     )
     insert into standing (agency_id, membership_id, person_id, module_id, due_on)
     select $1, chosen.id, chosen.person_id, s.module_id, current_date + 30
     from chosen join standing s on s.person_id = chosen.person_id`,
    [SECOND_AGENCY, SECOND_JOB_EVERY],
  );
}

async function brokenFacts(product: DrillProduct, answers: readonly FinishAnswer[]): Promise<string[]> {
  const superuser = await product.superuser();
  try {
    await noteAnswered(superuser, answers);
    await untilCounted(superuser);
    const facts = [...(await completionFacts(superuser)), ...(await countFacts(superuser))];
    for (const { sentence, wrong } of facts) say(`${wrong === 0 ? ' holds' : 'BROKEN'}  ${sentence}`);
    return facts
      .filter(({ wrong }) => wrong !== 0)
      .map(({ sentence, wrong }) => `${wrong} times not: ${sentence}`);
  } finally {
    await superuser.end();
  }
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}
