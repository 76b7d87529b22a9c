import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { say } from '../launcher/say.ts';
import type { BenchDatabase } from './bench-database.ts';
import { signInDirectly } from './data/signed-in.ts';
import type { DataProduct } from './data-product.ts';
import { p95, watchMemory } from './felt-by-others.ts';
import { finding, told, type Finding } from './finding.ts';
import { signedIn, type SignedIn } from './product.ts';

const ROWS = 20_000;
/** What the agency requires of everybody. */
const REQUIRED = 10;
const AGENCY = 90_001;
const DASHBOARDS = ['/api/agency', '/api/agency/people', '/api/session'];
const LOOK_MS = 200;

interface ImportDetail {
  readonly state: string;
  readonly checked: string;
  readonly message: string | null;
  readonly counts: Readonly<Record<string, number>> | null;
}

/**
 * Twenty thousand people in one file, into an agency that requires ten modules of everybody: the dry run, applying it,
 * the same file again, and what the dashboards of the largest agency feel meanwhile; beside a bare COPY of the same rows
 * and a merge in SQL that writes the same people, memberships and standings. It writes, so it is measured on a copy.
 */
export async function benchImport(copy: BenchDatabase, product: DataProduct): Promise<Finding[]> {
  const { superuser } = copy;
  const staff = await makeAgency(copy, product);
  const lead = await product.as(copy.lead.personId);
  const file = staffFile('p');
  const quiet = await felt(lead, async () => pause(8_000));

  const watch = watchMemory(product.api.pid);
  let dry = 0;
  let applied = 0;
  let dryAgain = 0;
  const busy = await felt(lead, async () => {
    const id = await upload(staff, product, file);
    dry = await until(staff, id, 'checked');
    const { checked } = await read(staff, id);
    const began = performance.now();
    await apply(staff, product, id, checked);
    await until(staff, id, 'applied');
    applied = (performance.now() - began) / 1000;
  });
  const growth = await watch();
  const again = await upload(staff, product, file);
  dryAgain = await until(staff, again, 'checked');
  const { counts } = await read(staff, again);
  if (counts?.['same'] !== ROWS)
    throw new Error(`The same file would change something: ${JSON.stringify(counts)}`);
  const bare = await bareMerge(copy);
  const { rows } = await superuser.query<{ n: number }>(
    'select count(*)::int as n from standing where agency_id = $1',
    [AGENCY],
  );
  say(
    `  ${rows[0]?.n} standings; dry run ${dry.toFixed(1)} s, applied in ${applied.toFixed(1)} s, bare ${bare.toFixed(1)} s`,
  );
  const ratios = DASHBOARDS.map((route) => {
    const [with_, without] = [p95(busy.get(route) ?? []), p95(quiet.get(route) ?? [])];
    return { route, with_, without, ratio: with_ / without };
  });
  return [
    told('People in the file, modules required of each', `${ROWS}, ${REQUIRED}`),
    finding('Dry run, from the upload on, dashboards being read meanwhile', dry, { atMost: 20 }, ' s'),
    finding('Applying it', applied, { atMost: 30 }, ' s'),
    told('The same file again: dry run', `${dryAgain.toFixed(1)} s, everything the same`),
    told('Bare COPY and merge of the same rows', `${bare.toFixed(1)} s`),
    finding('Dry run and applying ÷ bare', (dry + applied) / bare, { atMost: 6 }),
    finding('Memory of the API beyond what it had', growth, { atMost: 150 }, ' MB'),
    finding('p95 of dashboards meanwhile ÷ quiet, worst', Math.max(...ratios.map(({ ratio }) => ratio)), {
      atMost: 3,
    }),
    ...ratios.map(({ route, with_, without, ratio }) =>
      told(`  ${route}`, `${with_.toFixed(1)} ÷ ${without.toFixed(1)} ms = ${ratio.toFixed(2)}`),
    ),
  ];
}

/** How long dashboards take while work is done, by route. */
async function felt(lead: SignedIn, work: () => Promise<unknown>): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>(DASHBOARDS.map((route) => [route, []]));
  for (const route of DASHBOARDS) await lead.get(route);
  let isOver = false;
  const reading = (async () => {
    while (!isOver)
      for (const route of DASHBOARDS) {
        const began = performance.now();
        await lead.get(route);
        found.get(route)?.push(performance.now() - began);
        // Somebody looks, and others work.
        await pause(20);
      }
  })();
  try {
    await work();
  } finally {
    isOver = true;
    await reading;
  }
  return found;
}

/** An agency with its lead and the modules it requires of everybody; answers the lead's browser. */
async function makeAgency({ superuser }: BenchDatabase, product: DataProduct) {
  const [personId, membershipId] = [randomUUID(), randomUUID()];
  const statements: [string, unknown[]][] = [
    [
      `insert into agency (id, code, kind, name) values ($1, 'benchmark-import', 'acute-trust', 'Benchmark import')`,
      [AGENCY],
    ],
    [
      `insert into person (id, email_norm, name, email_verified_at) values ($1, 'import-lead@benchmark.example', 'Lead', now())`,
      [personId],
    ],
    [
      `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name, job_role, from_on)
       values ($1, $2, $3, 'LEAD', 'Import', 'Lead', 'Import Lead', 'lead import', 'strategic-lead', current_date - 400)`,
      [AGENCY, membershipId, personId],
    ],
    [
      `insert into membership_grant (agency_id, membership_id, access_role, from_on) values ($1, $2, 'training-lead', current_date - 400)`,
      [AGENCY, membershipId],
    ],
    [
      `insert into assignment (agency_id, id, module_id, due_within_days, from_on)
       select $1, gen_random_uuid(), id, 30, current_date - 300 from module order by id limit $2`,
      [AGENCY, REQUIRED],
    ],
  ];
  statements.push([
    `insert into team (agency_id, id, name) select $1, gen_random_uuid(), 'Team ' || n from generate_series(0, 39) n`,
    [AGENCY],
  ]);
  for (const [sql, values] of statements) await superuser.query(sql, values);
  const [cookie = ''] = await signInDirectly(superuser, product.sessionSecret, [personId]);
  return signedIn(product.address, cookie);
}

/** People who are here twice in no other way than by name, as a staff system gives them. */
function staffFile(letter: string): string {
  const lines = Array.from({ length: ROWS }, (_, n) =>
    [
      `${letter.toUpperCase()}${100_000 + n}`,
      `Given${n % 977}`,
      `Family${n}`,
      `${letter}${n}@import.benchmark.example`,
      'School nurse',
      '3',
      `Team ${n % 40}`,
      n % 50 === 0 ? '' : `${letter.toUpperCase()}${100_000 + n - (n % 50)}`,
      '01/03/2024',
    ].join(','),
  );
  const header =
    'Staff number,Given name,Family name,Email,Job role,Workforce group,Team,Manager staff number,Start date';
  return [header, ...lines].join('\r\n');
}

async function apply(staff: SignedIn, product: DataProduct, id: string, checked: string): Promise<void> {
  const answer = await fetch(`${product.address}/api/agency/import/${id}/application`, {
    method: 'POST',
    body: JSON.stringify({ checked, leaveOutProblems: false, leavers: [], invite: false }),
    headers: {
      ...staff.headers,
      origin: product.address,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
  });
  if (!answer.ok) throw new Error(`It was not applied: ${answer.status} ${await answer.text()}`);
}

async function upload(staff: SignedIn, product: DataProduct, file: string): Promise<string> {
  const answer = await fetch(`${product.address}/api/agency/import?kind=people&name=staff.csv`, {
    method: 'POST',
    body: file,
    headers: {
      ...staff.headers,
      origin: product.address,
      'content-type': 'application/octet-stream',
      'idempotency-key': randomUUID(),
    },
  });
  const { id } = (await answer.json()) as { id?: string };
  if (id === undefined) throw new Error(`The file was refused: ${answer.status}`);
  return id;
}

const read = async (staff: SignedIn, id: string) =>
  (await staff.get(`/api/agency/import/${id}`)) as unknown as ImportDetail;

/** Waits until an import stands somewhere, and answers the seconds. Teams the file names are made. */
async function until(staff: SignedIn, id: string, wanted: string): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { state, message } = await read(staff, id);
    if (state === wanted) break;
    if (['refused', 'failed', 'mapping'].includes(state))
      throw new Error(`The import is ${state}: ${message}`);
    await pause(LOOK_MS);
  }
  return (performance.now() - began) / 1000;
}

/** The same rows by hand: COPY into a temporary table, and one statement for each table they end in. Rolled back. */
async function bareMerge({ superuser }: BenchDatabase): Promise<number> {
  const client: Client = superuser;
  const lines = staffFile('q').split('\r\n').slice(1).join('\n');
  const began = performance.now();
  await client.query('begin');
  await client.query(
    `create temporary table staff (staff_ref text, given text, family text, email text, role text, grp smallint, team text,
       manager text, starts text, person uuid default gen_random_uuid(), membership uuid default gen_random_uuid()) on commit drop`,
  );
  await pipeline(
    Readable.from([lines, '\n']),
    client.query(
      copyFrom(
        'copy staff (staff_ref, given, family, email, role, grp, team, manager, starts) from stdin with (format csv)',
      ),
    ),
  );
  const agency = AGENCY;
  await client.query(
    `insert into person (id, email_norm, name) select person, email, given || ' ' || family from staff on conflict (email_norm) do nothing`,
  );
  await client.query(
    `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name, work_email,
       job_role, workforce_group, team_id, manager_membership_id, from_on)
     select $1, s.membership, s.person, s.staff_ref, s.given, s.family, s.given || ' ' || s.family, lower(s.family || ' ' || s.given),
       s.email, 'school-nurse', s.grp, team.id, manager.membership, to_date(s.starts, 'DD/MM/YYYY')
     from staff s left join team on team.agency_id = $1 and team.name = s.team
     left join staff manager on manager.staff_ref = s.manager`,
    [agency],
  );
  await client.query(
    `insert into standing (agency_id, membership_id, person_id, module_id, due_on)
     select $1, s.membership, s.person, a.module_id, a.from_on + a.due_within_days from staff s
     cross join assignment a where a.agency_id = $1`,
    [agency],
  );
  const seconds = (performance.now() - began) / 1000;
  await client.query('rollback');
  return seconds;
}
