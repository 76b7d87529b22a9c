import { Client } from 'pg';
import { LARGEST, type BenchDatabase } from './bench-database.ts';
import { besideBare } from './beside-bare.ts';
import type { DataProduct } from './data-product.ts';
import { finding, told, type Finding } from './finding.ts';
import type { LoggedStatement } from './statement-log.ts';

/** The first statements of a transaction and the last one: who asks, and the end. They are the bare SQL's too. */
const IS_FRAME = /^(start transaction|select set_config\(|commit$)/;

/**
 * People search by the first letters of a name in the largest agency, the whole request: beside the same SQL through
 * bare pg, and beside the search alone, without the lists of teams, roles and modules to choose by that come with it.
 * In turns, one caller.
 */
export async function benchPeople(full: BenchDatabase, product: DataProduct): Promise<Finding[]> {
  const lead = await product.as(full.lead.personId);
  const bare = new Client({ connectionString: full.addresses.DATABASE_URL });
  await bare.connect();
  try {
    const findings: Finding[] = [];
    const worst = { all: 0, search: 0 };
    for (const letters of await beginnings(full)) {
      const path = `/api/agency/people?search=${encodeURIComponent(letters)}`;
      const request = () => lead.get(path);
      const { total } = await request();
      const statements = await product.statementsOf('lr_agency', request);
      const all = await besideBare(request, bare, statements);
      const search = await besideBare(request, bare, statements.filter(isFrameOrHas(letters)));
      worst.all = Math.max(worst.all, all.ours / all.theirs);
      worst.search = Math.max(worst.search, search.ours / search.theirs);
      findings.push(told(`“${letters}”, ${String(total)} people: same SQL`, quotient(all)));
      findings.push(told(`“${letters}”: search alone`, quotient(search)));
    }
    return [
      finding('People search ÷ the same SQL, the worst of these', worst.all, { atMost: 3 }),
      told('People search ÷ the SQL of the search alone, the worst', worst.search.toFixed(2)),
      ...findings,
    ];
  } finally {
    await bare.end();
  }
}

/** What somebody types who looks for one member: one letter, two, three, the family name, and the given name too. */
async function beginnings({ superuser }: BenchDatabase): Promise<string[]> {
  const { rows } = await superuser.query<{ family: string; name: string }>(
    `select lower(family_name) as family, search_name as name from membership
     where agency_id = $1 and to_on is null and length(family_name) > 3 order by id limit 1`,
    [LARGEST],
  );
  const { family = '', name = '' } = rows[0] ?? {};
  return [family.slice(0, 1), family.slice(0, 2), family.slice(0, 3), family, name];
}

function isFrameOrHas(letters: string): (statement: LoggedStatement) => boolean {
  return ({ sql, parameters }) => IS_FRAME.test(sql.trimStart()) || parameters.includes(letters);
}

function quotient({ ours, theirs }: { readonly ours: number; readonly theirs: number }): string {
  return `${ours.toFixed(1)} ÷ ${theirs.toFixed(1)} ms = ${(ours / theirs).toFixed(2)}`;
}
