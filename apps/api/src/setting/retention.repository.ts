import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { RetentionKind } from '@learning-reviews/domain/setting/retention';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import type { DayRange } from './day-range.js';

/** How long a kind is kept, in its unit, and why. */
export interface RetentionRow {
  readonly kind: RetentionKind;
  readonly amount: number;
  readonly reason: string;
  readonly version: number;
}

/** Something that was announced and waits for its day. */
export interface AnnouncementRow extends DayRange {
  readonly id: string;
  readonly deletesOn: CalendarDate;
  readonly rows: number;
  /** Gone so far: more than none after a night that was broken off. */
  readonly deleted: number;
}

const COLUMNS = 'kind, amount, reason, version';

/** Reads and writes how long data is kept, and what was announced (ADR 29). */
@Injectable()
export class RetentionRepository {
  findAll(_scope: AgencyScope, tx: Transaction): Promise<RetentionRow[]> {
    return tx.query(`select ${COLUMNS} from retention_setting`);
  }

  /** How long a kind is kept, as it is at this moment. */
  async findAmount(_scope: JobScope, tx: Transaction, kind: RetentionKind): Promise<number> {
    const [row]: { amount: number }[] = await tx.query(
      'select amount from retention_setting where kind = $1',
      [kind],
    );
    if (row === undefined) throw new Error(`There is no retention of ${kind}`);
    return row.amount;
  }

  /** One kind; nobody else changes it until the transaction ends. `undefined` when there is no such kind. */
  async lock(_scope: AgencyScope, tx: Transaction, kind: string): Promise<RetentionRow | undefined> {
    const [row]: RetentionRow[] = await tx.query(
      `select ${COLUMNS} from retention_setting where kind = $1 for update`,
      [kind],
    );
    return row;
  }

  async change(
    _scope: AgencyScope,
    tx: Transaction,
    kind: RetentionKind,
    { amount, reason }: { readonly amount: number; readonly reason: string },
  ): Promise<void> {
    await tx.query(
      'update retention_setting set amount = $2, reason = $3, version = version + 1 where kind = $1',
      [kind, amount, reason],
    );
  }

  /** What will be deleted of all agencies together. For the partnership alone. */
  findAnnounced(
    _scope: AgencyScope,
    tx: Transaction,
  ): Promise<{ kind: string; on: CalendarDate; rows: number }[]> {
    return tx.query(
      'select kind, deletes_on as "on", rows from announced_deletions() order by deletes_on, kind',
    );
  }

  /** Every agency there has been, by number. */
  async findAgencies(_scope: JobScope, tx: Transaction): Promise<number[]> {
    const rows: { id: number }[] = await tx.query('select id from agency order by id');
    return rows.map(({ id }) => id);
  }

  /** What waits for its day, the earliest first. */
  findWaiting(scope: JobScope, tx: Transaction, kind: RetentionKind): Promise<AnnouncementRow[]> {
    return tx.query(
      `select id, after_on as after, before_on as before, deletes_on as "deletesOn", rows, deleted
       from retention_announcement where agency_id = $1 and kind = $2 and state = 'waiting' order by deletes_on`,
      [scope.agencyId, kind],
    );
  }

  async announce(
    scope: JobScope,
    tx: Transaction,
    kind: RetentionKind,
    {
      after,
      before,
      announcedOn,
      deletesOn,
      rows,
    }: DayRange & {
      readonly announcedOn: CalendarDate;
      readonly deletesOn: CalendarDate;
      readonly rows: number;
    },
  ): Promise<void> {
    await tx.query(
      `insert into retention_announcement (agency_id, id, kind, after_on, before_on, announced_on, deletes_on, rows)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [scope.agencyId, uuid(), kind, after, before, announcedOn, deletesOn, rows],
    );
  }

  /** Adds to what is gone. */
  async addDeleted(scope: JobScope, tx: Transaction, id: string, rows: number): Promise<void> {
    await tx.query(
      'update retention_announcement set deleted = deleted + $3 where agency_id = $1 and id = $2',
      [scope.agencyId, id, rows],
    );
  }

  /** @returns How many rows are gone in all. */
  async settle(
    scope: JobScope,
    tx: Transaction,
    id: string,
    state: 'done' | 'called-off',
    now: Date,
  ): Promise<number> {
    const [rows]: [{ deleted: number }[], number] = await tx.query(
      `update retention_announcement set state = $3, settled_at = $4
       where agency_id = $1 and id = $2 and state = 'waiting' returning deleted`,
      [scope.agencyId, id, state, now.toISOString()],
    );
    return rows[0]?.deleted ?? 0;
  }
}
