// The worker is killed ten times in the middle of folding counts, of the nightly snapshot and of writing an export,
// while standings go on changing. Each is finished by the next worker, and nothing is counted twice or half.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { SignedIn } from '../bench/product.ts';
import { build } from '../launcher/build.ts';
import { say } from '../launcher/say.ts';
import type { Fact } from './drill/completion-facts.ts';
import { countFacts } from './drill/count-facts.ts';
import { startDrillProduct, type DrillProduct } from './drill/drill-product.ts';
import { drillWorker } from './drill/drill-worker.ts';
import { caughtInTheMiddle, leadOf, victims } from './drill/job-kills.ts';

const KILLS = 10;
const PEOPLE = 10_000;
const EACH = 50;
const CALM_WITHIN_MS = 600_000;
const LARGEST = 2;

await build(new AbortController().signal);
const logs = mkdtempSync(path.join(os.tmpdir(), 'learning-reviews-worker-'));
const began = performance.now();
const product = await startDrillProduct(
  { people: PEOPLE, standings: PEOPLE * EACH, seed: 3, today: new Date().toISOString().slice(0, 10) },
  { RUN_JOBS: 'no' },
);
const worker = drillWorker({ ...product.environment, RUN_JOBS: 'yes' }, path.join(logs, 'worker.log'));
try {
  const superuser = await product.superuser();
  await worker.start();
  say(`${seconds()} s: the data is there; waiting for its first counts …`);
  await untilCalm(superuser);
  const changes = changeStandings(product);
  await killInTheMiddle(superuser);
  await changes.stop();
  say(`${seconds()} s: ${KILLS} kills; waiting until what they left is done …`);
  await untilCalm(superuser);
  const facts = [
    ...(await countFacts(superuser)),
    ...(await exportFacts(superuser, await leadOf(product, superuser))),
  ];
  for (const { sentence, wrong } of facts) say(`${wrong === 0 ? ' holds' : 'BROKEN'}  ${sentence}`);
  await superuser.end();
  const broken = facts.filter(({ wrong }) => wrong !== 0);
  if (broken.length > 0)
    throw new Error(broken.map(({ sentence, wrong }) => `${wrong} times not: ${sentence}`).join('\n'));
  say(`${seconds()} s: ${changes.made()} standings changed meanwhile`);
} finally {
  await worker.kill();
  await product.stop();
  rmSync(logs, { recursive: true, force: true });
}

async function killInTheMiddle(superuser: Client): Promise<void> {
  const kinds = await victims(product, superuser);
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const victim = kinds[(kill - 1) % kinds.length];
    if (victim === undefined) throw new Error('There is nothing to kill');
    await victim.begin();
    await caughtInTheMiddle(superuser, victim);
    await worker.kill();
    say(`${seconds()} s: kill ${kill}, in the middle of a ${victim.name}`);
    await worker.start();
  }
}

/** Somebody finishes or begins something ten times a second, all the while: members of the agencies that are counted. */
function changeStandings(on: DrillProduct) {
  let isOver = false;
  let count = 0;
  const changing = (async () => {
    const client = await on.superuser();
    while (!isOver) {
      const { rowCount } = await client.query(
        `update standing set state = 2, completed_on = current_date, expires_on = current_date + 700
         where (agency_id, membership_id, module_id) in (
           select agency_id, membership_id, module_id from standing where agency_id between 2 and 20 and state < 2
           order by hashtext(membership_id::text || module_id || $1::text) limit 3)`,
        [count],
      );
      count += rowCount ?? 0;
      await pause(100);
    }
    await client.end();
  })();
  return {
    made: () => count,
    async stop() {
      isOver = true;
      await changing;
    },
  };
}

/** Waits until no job of ours waits or runs and no delta waits to be folded. */
async function untilCalm(superuser: Client): Promise<void> {
  const giveUpAt = Date.now() + CALM_WITHIN_MS;
  for (;;) {
    const { rows } = await superuser.query<{ jobs: string; deltas: string; uncounted: string; left: string }>(
      `select (select count(*) from pgboss.job where state < 'completed' and name in ('report.fold', 'report.fold-agency',
           'report.snapshot', 'report.snapshot-agency', 'export.write')) as jobs,
         (select count(*) from standing_delta) as deltas,
         (select count(*) from agency a where exists (select from membership m where m.agency_id = a.id)
           and not exists (select from agency_count_head head where head.agency_id = a.id and head.day = current_date)) as uncounted,
         (select string_agg(distinct name || ' ' || state, ', ') from pgboss.job where state < 'completed'
            and name ~ '^(report|export)') as left`,
    );
    const [left] = rows;
    if (Number(left?.jobs) + Number(left?.deltas) + Number(left?.uncounted) === 0) return;
    if (Date.now() > giveUpAt) throw new Error(`Not done in ten minutes: ${JSON.stringify(left)}`);
    await pause(500);
  }
}

/** Every file that was ordered is there, whole, once, with the rows and the hash that its record names. */
async function exportFacts(superuser: Client, lead: SignedIn): Promise<Fact[]> {
  const { rows } = await superuser.query<{
    id: string;
    state: string;
    rows: number;
    sha256: string;
    expected: number;
  }>(
    `select id, state, rows, sha256,
       (select count(*)::int from agency_completion where agency_id = $1) as expected
     from agency_export where agency_id = $1`,
    [LARGEST],
  );
  let wrongFiles = 0;
  for (const { id, sha256, expected } of rows) {
    const answer = await fetch(`${product.address}/api/agency/export/${id}/file`, { headers: lead.headers });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const lines = bytes.toString('utf8').split('\r\n').length - 2;
    if (createHash('sha256').update(bytes).digest('hex') !== sha256 || lines !== expected) wrongFiles += 1;
  }
  const folder = path.join(product.environment['DATA_DIR'] ?? '', 'exports', String(LARGEST));
  const halves = readdirSync(folder).filter((file) => !rows.some(({ id }) => id === file));
  const { rows: audited } = await superuser.query<{ n: number }>(
    `select count(*)::int as n from (select from audit_log where agency_id = $1 and action = 'export.ordered'
       group by object having count(*) <> 1) twice`,
    [LARGEST],
  );
  return [
    { sentence: 'exports were ordered', wrong: rows.length > 0 ? 0 : 1 },
    {
      sentence: 'every export that was ordered is ready, with every row',
      wrong: rows.filter((row) => row.state !== 'ready' || row.rows !== row.expected).length,
    },
    { sentence: 'every file is whole: its rows and its SHA-256 are those of its record', wrong: wrongFiles },
    { sentence: 'no half of a file is left', wrong: halves.length },
    { sentence: 'every order is audited once', wrong: audited[0]?.n ?? 1 },
  ];
}

function seconds(): string {
  return ((performance.now() - began) / 1000).toFixed(0).padStart(4);
}
