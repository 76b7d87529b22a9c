import { randomUUID } from 'node:crypto';
import { startBare, type Bare } from './bare-client.ts';
import { told, type Finding } from './finding.ts';
import { CONNECTIONS, load, median, type Measured, type NextRequest } from './load.ts';
import { signIn, startBenchProduct, type BenchProduct, type SignedIn } from './product.ts';
import type { LoggedStatement } from './statement-log.ts';

const ROUNDS = 3;
const SECONDS = 5;
const POOL_SIZE = 10;
const PASSPHRASE = 'demonstration-only-2026';
const MODULE = 'kern-young-person';
const ANSWER = `/api/learning/${MODULE}/check/answer`;

/** One kind of request: how the product is asked, and how the bare server is. */
interface Kind {
  readonly name: string;
  readonly statements: readonly LoggedStatement[];
  /** What else than ids each request has of its own; `BarePlan` says more. */
  readonly own?: readonly string[];
  readonly product: (index: number) => NextRequest;
  readonly bare: (index: number) => NextRequest;
}

/**
 * Measures a public read, a signed-in read and an answer at 32 connections, beside bare Node http and pg that send the
 * SQL which PostgreSQL saw the product send, in the same run.
 */
export async function benchRequests(): Promise<Finding[]> {
  const product = await startBenchProduct();
  try {
    const kinds = [await publicRead(product), await signedInRead(product), await answerWrite(product)];
    const routes = Object.fromEntries(kinds.map(({ name, statements }) => [pathOf(name), statements]));
    const bare = await startBare({
      databaseUrl: product.addresses.DATABASE_URL,
      poolSize: POOL_SIZE,
      routes,
      own: kinds.flatMap(({ own }) => own ?? []),
    });
    try {
      const findings: Finding[] = [];
      for (const kind of kinds) findings.push(...(await compare(kind, product, bare)));
      return findings;
    } finally {
      bare.stop();
    }
  } finally {
    await product.stop();
  }
}

async function compare(kind: Kind, product: BenchProduct, bare: Bare): Promise<Finding[]> {
  const measured: { product: Measured; bare: Measured }[] = [];
  // One round of each that does not count: code is compiled and pages are read.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const seconds = round === 0 ? 2 : SECONDS;
    const ours = await load(product.address, product.api.pid, { seconds }, kind.product);
    const theirs = await load(bare.address, bare.pid, { seconds }, kind.bare);
    if (round > 0) measured.push({ product: ours, bare: theirs });
  }
  const beside = (what: keyof Measured, unit: string) => {
    const [ours, theirs] = [
      median(measured.map((round) => round.product[what])),
      median(measured.map((round) => round.bare[what])),
    ];
    return `${ours.toFixed(0)} ÷ ${theirs.toFixed(0)} ${unit} = ${(ours / theirs).toFixed(2)}`;
  };
  return [
    told(`${kind.name}, ${kind.statements.length} statements: product ÷ bare`, beside('rate', '/s')),
    told('… processor time of the server for each', beside('cpu', 'µs')),
  ];
}

async function publicRead(product: BenchProduct): Promise<Kind> {
  const name = 'Public read: GET /api/review';
  const read = () => fetch(`${product.address}/api/review`);
  await read();
  return {
    name,
    statements: await product.statementsOf('lr_public', read),
    product: () => () => ({ path: '/api/review' }),
    bare: () => () => ({ path: pathOf(name) }),
  };
}

async function signedInRead(product: BenchProduct): Promise<Kind> {
  const name = 'Signed-in read: GET /api/learning';
  const person = await signIn(product.address, 'practitioner@demo.example', PASSPHRASE);
  await person.get('/api/learning');
  const cookie = person.headers['cookie'] ?? '';
  return {
    name,
    statements: await product.statementsOf('lr_person', () => person.get('/api/learning')),
    product: () => () => ({ path: '/api/learning', headers: { cookie } }),
    bare: () => () => ({ path: pathOf(name) }),
  };
}

/**
 * Every connection is a person of its own, answering wrongly for ever: each round of the check has all the questions
 * again. Each round of the measurement has new people, because the last answer of a round of load is cut off; the bare
 * server has new ones too, since whoever answers reads what they answered before.
 */
async function answerWrite(product: BenchProduct): Promise<Kind> {
  const name = 'Answer: POST …/check/answer';
  const questions = await wrongAnswers(product);
  const answering = CONNECTIONS * (ROUNDS + 1);
  const people = await makePeople(product, 2 * answering);
  const signedIn: SignedIn[] = [];
  for (const { email } of people.slice(0, answering)) {
    const person = await signIn(product.address, email, PASSPHRASE);
    await person.post(`/api/learning/${MODULE}/attempt`, {});
    signedIn.push(person);
  }
  const attempts = await openAttempts(product, people.slice(answering));

  // What is captured is a whole answer of somebody else, with its ids to put others in the place of.
  const captured = await signIn(product.address, 'practitioner@demo.example', PASSPHRASE);
  await captured.post(`/api/learning/${MODULE}/attempt`, {});
  const [question] = questions;
  if (question === undefined) throw new Error(`${MODULE} has no question`);
  const body = { ...question, round: 1 };
  const statements = await product.statementsOf('lr_person', () => captured.post(ANSWER, body));
  const logged = loggedIds(statements);

  const next = signedIn.values();
  const nextAttempt = attempts.values();
  return {
    name,
    statements,
    // One answer to a question is kept in a round: with the captured one every answer but the first would be refused.
    own: [question.questionId],
    product: () => {
      const person = next.next().value;
      let count = 0;
      return () => {
        const question = questions[count % questions.length];
        const round = Math.floor(count / questions.length) + 1;
        count += 1;
        return {
          method: 'POST',
          path: ANSWER,
          headers: { ...person?.headers, 'idempotency-key': randomUUID() },
          body: JSON.stringify({ ...question, round }),
        };
      };
    },
    bare: () => {
      const attempt = nextAttempt.next().value;
      return () => ({
        method: 'POST',
        path: pathOf(name),
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          [logged.person]: attempt?.person,
          [logged.attempt]: attempt?.attempt,
          [logged.key]: randomUUID(),
          [question.questionId]: randomUUID(),
        }),
      });
    },
  };
}

/** Of each question, in the author's order, an option that is not right. */
async function wrongAnswers(product: BenchProduct): Promise<{ questionId: string; optionId: string }[]> {
  const { rows } = await product.superuser.query<{ questionId: string; optionId: string }>(
    `select question ->> 'id' as "questionId",
       (select option ->> 'id' from jsonb_array_elements(question -> 'options') option
        where not (option ->> 'correct')::boolean limit 1) as "optionId"
     from module join module_version version on version.module_id = module.id,
       jsonb_array_elements(version.content -> 'questions') with ordinality as asked(question, position)
     where module.slug = $1 and version.version = 1 order by position`,
    [MODULE],
  );
  return rows;
}

/** Gives so many of the invented people the demonstration passphrase, none of whom has opened the module. */
async function makePeople(product: BenchProduct, count: number): Promise<{ id: string; email: string }[]> {
  const { rows } = await product.superuser.query<{ id: string; email: string }>(
    `with chosen as (
       select person.id, person.email_norm as email from person
       where not exists (select from access.credential c where c.person_id = person.id)
         and not exists (select from attempt a join module m on m.id = a.module_id
                         where a.person_id = person.id and m.slug = $1)
       order by person.id limit $2
     ), given as (
       insert into access.credential (person_id, passphrase_hash, changed_at)
       select chosen.id, (select passphrase_hash from access.credential limit 1), now() from chosen
     )
     select id, email from chosen`,
    [MODULE, count],
  );
  return rows;
}

async function openAttempts(product: BenchProduct, people: readonly { id: string }[]) {
  const { rows } = await product.superuser.query<{ person: string; attempt: string }>(
    `insert into attempt (person_id, id, module_id, version, started_at, saved_at)
     select person, gen_random_uuid(), module.id, 1, now(), now()
     from unnest($1::uuid[]) as person, module where module.slug = $2
     returning person_id as person, id as attempt`,
    [people.map(({ id }) => id), MODULE],
  );
  return rows;
}

/** The ids in the captured answer that have to be other ones in each request. */
function loggedIds(statements: readonly LoggedStatement[]) {
  const parametersOf = (beginning: string) => {
    const found = statements.find(({ sql }) => sql.trimStart().startsWith(beginning));
    if (found === undefined) throw new Error(`The captured answer holds no "${beginning}"`);
    return found.parameters.map((value) => value ?? '');
  };
  const [person = '', key = ''] = parametersOf('insert into idempotency');
  const [, attempt = ''] = parametersOf('insert into answer');
  return { person, key, attempt };
}

/** Where the bare server answers for a kind. */
function pathOf(name: string): string {
  return `/${encodeURIComponent(name)}`;
}
