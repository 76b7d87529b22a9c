import { randomUUID } from 'node:crypto';
import { LARGEST, type BenchDatabase } from './bench-database.ts';
import { makeReadyAttempts } from './data/ready-attempts.ts';
import { signInDirectly } from './data/signed-in.ts';
import type { DataProduct } from './data-product.ts';
import type { NextRequest } from './load.ts';

/** A member who has a duty. */
export interface Candidate {
  readonly personId: string;
  readonly membershipId: string;
  readonly moduleId: number;
}

/** A press of Finish that is to be made. */
export interface Press extends Candidate {
  readonly attemptId: string;
  readonly slug: string;
  readonly cookie: string;
}

/** Members of the largest agency who have to do the module that most of them have to do. */
export async function hotCandidates({ superuser }: BenchDatabase): Promise<Candidate[]> {
  const { rows } = await superuser.query<Candidate>(
    `select s.person_id as "personId", s.membership_id as "membershipId", s.module_id as "moduleId"
     from standing s join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
     where s.agency_id = $1 and m.to_on is null and s.module_id = (
       select module_id from standing where agency_id = $1 group by module_id order by count(*) desc, module_id limit 1)
     order by hashtext(s.person_id::text)`,
    [LARGEST],
  );
  return rows;
}

/** Presses that are made ready as they are needed; a person may finish a module again. */
export class Presses {
  private next = 0;

  private readonly database: BenchDatabase;
  private readonly product: DataProduct;
  private readonly candidates: readonly Candidate[];

  constructor(database: BenchDatabase, product: DataProduct, candidates: readonly Candidate[]) {
    this.database = database;
    this.product = product;
    this.candidates = candidates;
  }

  async take(count: number): Promise<Press[]> {
    if (count > this.candidates.length)
      throw new Error(`${count} presses need as many members with the duty, not ${this.candidates.length}`);
    const taken = Array.from({ length: count }, (_, index) => {
      const candidate = this.candidates[(this.next + index) % this.candidates.length];
      if (candidate === undefined) throw new Error('There is nobody');
      return candidate;
    });
    this.next += count;
    const { superuser } = this.database;
    const attempts = await makeReadyAttempts(superuser, taken);
    const cookies = await signInDirectly(
      superuser,
      this.product.sessionSecret,
      attempts.map(({ personId }) => personId),
    );
    const byPerson = new Map(taken.map((candidate) => [candidate.personId, candidate]));
    return attempts.map((attempt, index) => ({
      ...attempt,
      membershipId: byPerson.get(attempt.personId)?.membershipId ?? '',
      cookie: cookies[index] ?? '',
    }));
  }
}

/** The request of a press. */
export function pressed({ slug, cookie }: Press, address: string): ReturnType<NextRequest> {
  return {
    method: 'POST',
    path: `/api/learning/${slug}/completion`,
    headers: { origin: address, cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: '{}',
  };
}
