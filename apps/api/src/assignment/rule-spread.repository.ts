import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type {
  ReachedAgency,
  RuleCopy,
  SpreadingRule,
} from '@learning-reviews/domain/assignment/partnership-rule';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** A rule of the partnership, as it spreads. */
export interface SpreadingRow extends SpreadingRule {
  readonly id: string;
  readonly moduleId: number;
  /** The agency's copy; `null` while it has none. */
  readonly copy: (RuleCopy & { readonly id: string }) | null;
  /** The version the agency has followed; `null` for none. */
  readonly spread: number | null;
}

/** Two jobs for one agency follow each other. */
const SPREAD_LOCK = 7_216_071;
/** What a copy has of its rule. */
const TERMS = [
  'module_id',
  'audience',
  'due_within_days',
  'due_on',
  'due_after_publication_days',
  'refresh_rule',
  'refresh_months',
  'refresh_day',
  'recognise_within_days',
  'from_on',
  'to_on',
  'version',
];
const COPIED = TERMS.join(', ');
const RENEWED = TERMS.map((column) => `${column} = excluded.${column}`).join(', ');

/** Brings the copies of one agency to what the partnership's rules say. Only jobs may: see the policies of `assignment`. */
@Injectable()
export class RuleSpreadRepository {
  /** Every agency but the partnership's own, by number. */
  async findAgencies(_scope: JobScope, tx: Transaction): Promise<number[]> {
    const rows: { id: number }[] = await tx.query('select id from agency where id <> 1 order by id');
    return rows.map(({ id }) => id);
  }

  /** The scope's agency, which no other job brings up to date until the transaction ends. */
  async lockAgency(
    scope: JobScope,
    tx: Transaction,
  ): Promise<(ReachedAgency & { readonly timeZone: string }) | undefined> {
    await tx.query('select pg_advisory_xact_lock($1, $2)', [SPREAD_LOCK, scope.agencyId]);
    const rows: (ReachedAgency & { readonly timeZone: string })[] = await tx.query(
      'select kind, to_on as "toOn", time_zone as "timeZone" from agency where id = $1',
      [scope.agencyId],
    );
    return rows[0];
  }

  /** Every rule of the partnership, with what the agency has of it, by id. */
  findRules(scope: JobScope, tx: Transaction): Promise<SpreadingRow[]> {
    return tx.query(
      `select p.id, p.module_id as "moduleId", p.agency_kinds as "agencyKinds", p.from_on as "fromOn", p.to_on as "toOn",
         p.version, p.removed_at is not null as "isRemoved", spread.version as spread,
         case when a.id is not null then
           json_build_object('id', a.id, 'fromOn', a.from_on, 'toOn', a.to_on, 'version', a.version) end as copy
       from partnership_assignment p
       left join assignment a on a.agency_id = $1 and a.partnership_assignment_id = p.id
       left join assignment_spread spread on spread.agency_id = $1 and spread.partnership_assignment_id = p.id
       order by p.id`,
      [scope.agencyId],
    );
  }

  /** Makes the agency's copy say what the rule says. */
  async copy(scope: JobScope, tx: Transaction, id: string, ruleId: string): Promise<void> {
    await tx.query(
      `insert into assignment (agency_id, id, partnership_assignment_id, ${COPIED})
       select $1, $2, id, ${COPIED} from partnership_assignment where id = $3
       on conflict (agency_id, partnership_assignment_id) do update set ${RENEWED}`,
      [scope.agencyId, id, ruleId],
    );
  }

  /** Gives a copy a last day. */
  async end(scope: JobScope, tx: Transaction, id: string, lastDay: CalendarDate): Promise<void> {
    await tx.query('update assignment set to_on = $3 where agency_id = $1 and id = $2', [
      scope.agencyId,
      id,
      lastDay,
    ]);
  }

  /** Deletes a copy that has not begun. */
  async remove(scope: JobScope, tx: Transaction, id: string): Promise<void> {
    await tx.query('delete from assignment where agency_id = $1 and id = $2', [scope.agencyId, id]);
  }

  /** Notes that the agency has followed a rule up to a version. */
  async note(scope: JobScope, tx: Transaction, ruleId: string, version: number, at: Date): Promise<void> {
    await tx.query(
      `insert into assignment_spread (agency_id, partnership_assignment_id, version, at) values ($1, $2, $3, $4)
       on conflict (agency_id, partnership_assignment_id) do update set version = excluded.version, at = excluded.at`,
      [scope.agencyId, ruleId, version, at.toISOString()],
    );
  }
}
