import type { Client } from 'pg';
import type { DatabaseAddresses } from '../embedded-postgres/logins.ts';
import type { BenchServer } from './data/bench-server.ts';
import type { DataPlan } from './data/data-plan.ts';
import type { AgencyScopeFacts } from './in-process-client.ts';
import { superuserOf } from './product.ts';

/** The largest agency of the benchmark data. */
export const LARGEST = 2;

/** One database of benchmark data, ready to be measured. */
export interface BenchDatabase {
  readonly plan: Pick<DataPlan, 'people' | 'standings'>;
  readonly addresses: DatabaseAddresses;
  /** Past every policy, to arrange and to look. */
  readonly superuser: Client;
  /** The training lead of the largest agency. */
  readonly lead: AgencyScopeFacts;
  /** A module they have to do themselves. */
  readonly leadsModule: number;
  readonly officerId: string;
}

/** Opens one of the databases of the server, or the copy that was made of it. */
export async function openBenchDatabase(
  server: BenchServer,
  plan: Pick<DataPlan, 'people' | 'standings'>,
  isCopy = false,
): Promise<BenchDatabase> {
  const addresses = isCopy ? await server.copyAddresses() : await server.addresses(plan);
  const superuser = await superuserOf(server.cluster, addresses);
  const { rows } = await superuser.query<AgencyScopeFacts & { moduleId: number }>(
    `select m.agency_id as "agencyId", m.person_id as "personId", m.id as "membershipId",
       (select min(s.module_id) from standing s where s.agency_id = m.agency_id and s.membership_id = m.id) as "moduleId"
     from membership m join membership_grant g on g.agency_id = m.agency_id and g.membership_id = m.id
     where m.agency_id = $1 and g.access_role = 'training-lead'`,
    [LARGEST],
  );
  const { rows: officers } = await superuser.query<{ id: string }>(
    "select id from person where email_norm = 'officer@benchmark.example'",
  );
  const [lead] = rows;
  if (lead === undefined || officers[0] === undefined)
    throw new Error('This is no database of npm run bench:data');
  const { moduleId, ...scope } = lead;
  return { plan, addresses, superuser, lead: scope, leadsModule: moduleId, officerId: officers[0].id };
}
