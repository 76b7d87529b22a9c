import { Injectable } from '@nestjs/common';
import {
  type HeadcountPage,
  type HeadcountSet,
  type SupplyHeadcountRequest,
  WORKFORCE_GROUP_KEYS,
} from '@learning-reviews/contracts/headcount.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { calendarDate, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { headcountDayProblem } from '@learning-reviews/domain/report/headcount-day';
import { v7 as uuid } from 'uuid';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { HeadcountRepository, type HeadcountSetRow, type NewHeadcountRow } from './headcount.repository.js';

const HISTORY_LENGTH = 50;

/** The denominators that an agency supplies for its own figures. */
@Injectable()
export class HeadcountService {
  constructor(
    private readonly database: Database,
    private readonly headcounts: HeadcountRepository,
    private readonly onceOnly: OnceOnly,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The figures in use, those before, and the members recorded here today. */
  read(scope: AgencyScope): Promise<HeadcountPage> {
    const today = this.clock.today(scope.timeZone);
    return this.database.read(scope, async (tx) => {
      const sets = await this.headcounts.findLatest(scope, tx, today, HISTORY_LENGTH);
      const groups = await this.headcounts.countMembers(scope, tx, today);
      const history = asHistory(sets);
      return {
        today,
        current: history[0] ?? null,
        history,
        members: { people: groups.reduce((sum, { people }) => sum + people, 0), groups },
      };
    });
  }

  /** The set that is in force on a day: of the latest day up to it, what was supplied last; `null` without one. */
  async inForce(scope: AgencyScope, tx: Transaction, on: CalendarDate): Promise<HeadcountSet | null> {
    return asHistory(await this.headcounts.findLatest(scope, tx, on, 1))[0] ?? null;
  }

  /**
   * Keeps the figures of one day. Nothing is overwritten: what was supplied before for the same day stays in the
   * history.
   *
   * @throws DomainError `request.invalid` for a day that has not come, or is long ago.
   */
  supply(
    scope: AgencyScope,
    submission: Submission,
    { on, source, groups, whole, reason }: SupplyHeadcountRequest,
  ): Promise<HeadcountSet> {
    const problem = headcountDayProblem(calendarDate(on), this.clock.today(scope.timeZone));
    if (problem !== null) {
      throw new DomainError('request.invalid', problem, { errors: [{ field: 'on', message: problem }] });
    }
    const byGroup = WORKFORCE_GROUP_KEYS.flatMap((key): NewHeadcountRow[] => {
      const count = groups[key];
      return count === undefined ? [] : [{ id: uuid(), group: Number(key), ...count, reason: '' }];
    });
    const agency = { id: uuid(), group: null, ...(whole ?? sumOf(byGroup)), reason };
    const set = { id: uuid(), on, source, at: this.clock.now(), rows: [agency, ...byGroup] };
    return this.onceOnly.write(scope, submission, async (tx) => {
      await this.headcounts.insert(scope, tx, set);
      await this.audit.record(scope, tx, 'headcount.supplied', `headcount:${set.id}`, {
        on,
        people: agency.people,
        groups: byGroup.length,
      });
      const sets = await this.headcounts.findLatest(scope, tx, calendarDate(on), 1);
      const [kept] = asHistory(sets);
      if (kept?.id !== set.id) throw new Error('The headcount was kept but is not the latest of its day');
      return kept;
    });
  }
}

function sumOf(rows: readonly NewHeadcountRow[]): { people: number; fte: number | null } {
  const people = rows.reduce((sum, row) => sum + row.people, 0);
  const isKnown = rows.every(({ fte }) => fte !== null);
  // Added in hundredths, so that 0.1 and 0.2 make 0.3.
  const hundredths = rows.reduce((sum, row) => sum + Math.round((row.fte ?? 0) * 100), 0);
  return { people, fte: isKnown ? hundredths / 100 : null };
}

/** Rows in the order of `findLatest`: what follows another of its own day was replaced by it. */
function asHistory(rows: readonly HeadcountSetRow[]): HeadcountSet[] {
  return rows.map((row, index) => ({
    ...row,
    at: row.at.toISOString(),
    groups: [...row.groups],
    isReplaced: rows[index - 1]?.on === row.on,
  }));
}
