import { Client } from 'pg';
import { LARGEST, type BenchDatabase } from './bench-database.ts';
import { besideBare } from './beside-bare.ts';
import type { DataProduct } from './data-product.ts';
import { finding, told, type Finding } from './finding.ts';

/**
 * The worklist of the largest agency, a page of 50 rows through each filter and order: the whole request beside the
 * same SQL through bare pg, in turns, one caller.
 */
export async function benchWorklist(full: BenchDatabase, product: DataProduct): Promise<Finding[]> {
  const lead = await product.as(full.lead.personId);
  const bare = new Client({ connectionString: full.addresses.DATABASE_URL });
  await bare.connect();
  try {
    const findings: Finding[] = [];
    let worst = 0;
    for (const query of await queries(full)) {
      const path = `/api/agency/worklist${query === '' ? '' : `?${query}`}`;
      await lead.get(path);
      const statements = await product.statementsOf('lr_agency', () => lead.get(path));
      const { ours, theirs } = await besideBare(() => lead.get(path), bare, statements);
      worst = Math.max(worst, ours / theirs);
      findings.push(
        told(
          query === '' ? 'no filter' : query,
          `${ours.toFixed(1)} ÷ ${theirs.toFixed(1)} ms = ${(ours / theirs).toFixed(2)}`,
        ),
      );
    }
    return [finding('Worklist page ÷ the same SQL, the worst of these', worst, { atMost: 5 }), ...findings];
  } finally {
    await bare.end();
  }
}

/** Each filter and each order by itself, and some together, with values that exist in the agency. */
async function queries({ superuser }: BenchDatabase): Promise<string[]> {
  const { rows } = await superuser.query<
    Record<'module' | 'team' | 'role' | 'workforce' | 'manager', string>
  >(
    `select module.slug as module, m.team_id as team, m.job_role as role, m.workforce_group::text as workforce,
       m.manager_membership_id as manager
     from standing s join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
     join module on module.id = s.module_id
     where s.agency_id = $1 and s.state < 2 and m.to_on is null and m.manager_membership_id is not null
     order by m.id, s.module_id limit 1`,
    [LARGEST],
  );
  const { module, team, role, workforce, manager } = rows[0] ?? {};
  return [
    '',
    'state=overdue',
    'state=expired',
    'state=due-soon',
    'state=expiring',
    `module=${module}`,
    `team=${team}`,
    'team=none',
    `role=${role}`,
    `group=${workforce}`,
    `manager=${manager}`,
    'search=ad',
    'nudged=never',
    'sort=name',
    'sort=module',
    'sort=nudge',
    'page=20',
    `state=overdue&module=${module}&role=${role}&sort=name`,
  ];
}
