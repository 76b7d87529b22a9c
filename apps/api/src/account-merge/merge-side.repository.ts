import { Injectable } from '@nestjs/common';
import type { PersonScope, PublicScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** One of two accounts, as far as joining them is concerned. */
export interface MergeSide {
  readonly email: string;
  readonly name: string;
  readonly jobs: readonly {
    readonly agencyId: number;
    readonly agencyName: string;
    readonly from: string;
    readonly to: string | null;
  }[];
  /** Modules with an open attempt. */
  readonly begun: readonly { readonly moduleId: number; readonly title: string }[];
  readonly completions: number;
  readonly cpdEntries: number;
  readonly cpdMinutes: number;
  readonly reflections: number;
}

/** Reads an account in its own person's scope. */
@Injectable()
export class MergeSideRepository {
  /** The id behind an address (trimmed, lower case); `null` when nobody signs in with it. */
  async findAccount(_scope: PublicScope, tx: Transaction, email: string): Promise<string | null> {
    const rows: { person_id: string }[] = await tx.query('select person_id from person_for_sign_in($1)', [
      email,
    ]);
    return rows[0]?.person_id ?? null;
  }

  /** The account of the scope; `null` when it is not in use. */
  async find(scope: PersonScope, tx: Transaction): Promise<MergeSide | null> {
    const rows: MergeSide[] = await tx.query(
      `select person.email_norm as email, person.name,
         (select coalesce(json_agg(json_build_object('agencyId', m.agency_id, 'agencyName', agency.name,
            'from', m.from_on, 'to', m.to_on) order by m.to_on desc nulls first, m.from_on desc, m.id), '[]')
          from membership m join agency on agency.id = m.agency_id where m.person_id = person.id) as jobs,
         (select coalesce(json_agg(json_build_object('moduleId', attempt.module_id, 'title', version.title)
            order by version.title), '[]')
          from attempt join module_version version
            on version.module_id = attempt.module_id and version.version = attempt.version
          where attempt.person_id = person.id and attempt.state = 'open') as begun,
         (select count(*)::int from completion where completion.person_id = person.id) as completions,
         (select count(*)::int from cpd_entry where cpd_entry.person_id = person.id) as "cpdEntries",
         (select coalesce(sum(minutes), 0)::int from cpd_entry where cpd_entry.person_id = person.id) as "cpdMinutes",
         (select count(*)::int from reflection where reflection.person_id = person.id) as reflections
       from person where person.id = $1 and person.status = 'active'`,
      [scope.personId],
    );
    return rows[0] ?? null;
  }
}
