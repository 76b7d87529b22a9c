import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '../platform/database/database.js';

/** What the partnership has set for all. */
export interface SettingRow {
  readonly targetPercent: number;
  readonly dueSoonDays: number;
  readonly expiringDays: number;
  readonly version: number;
}

/** One change of one setting, in the words in which it is shown. */
export interface NewSettingChange {
  readonly setting: string;
  readonly was: string;
  readonly becomes: string;
}

/** A change with who made it. */
export interface SettingChangeRow extends NewSettingChange {
  readonly by: string;
  readonly at: Date;
}

const COLUMNS = `target_percent as "targetPercent", due_soon_days as "dueSoonDays", expiring_days as "expiringDays", version`;

/** Reads the settings for everybody, and writes them in the partnership's own scope (ADR 29). */
@Injectable()
export class SettingRepository {
  /** What is set now. */
  async find(_scope: AgencyScope, tx: Transaction): Promise<SettingRow> {
    const [row]: SettingRow[] = await tx.query(`select ${COLUMNS} from platform_setting`);
    if (row === undefined) throw new Error('There are no settings of the platform');
    return row;
  }

  /** What is set now; nobody else changes it until the transaction ends. */
  async lock(_scope: AgencyScope, tx: Transaction): Promise<SettingRow> {
    const [row]: SettingRow[] = await tx.query(`select ${COLUMNS} from platform_setting for update`);
    if (row === undefined) throw new Error('There are no settings of the platform');
    return row;
  }

  async change(_scope: AgencyScope, tx: Transaction, to: Omit<SettingRow, 'version'>): Promise<void> {
    await tx.query(
      `update platform_setting
       set target_percent = $1, due_soon_days = $2, expiring_days = $3, version = version + 1`,
      [to.targetPercent, to.dueSoonDays, to.expiringDays],
    );
  }

  async note(
    scope: AgencyScope,
    tx: Transaction,
    { setting, was, becomes }: NewSettingChange,
    now: Date,
  ): Promise<void> {
    await tx.query(
      `insert into setting_change (agency_id, id, setting, was, becomes, actor, at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [scope.agencyId, uuid(), setting, was, becomes, scope.personId, now.toISOString()],
    );
  }

  /** Who changed what, the newest first. Somebody who works here no longer keeps the name they had here. */
  findChanges(scope: AgencyScope, tx: Transaction, limit: number): Promise<SettingChangeRow[]> {
    return tx.query(
      `select change.setting, change.was, change.becomes, change.at, coalesce((
           select m.display_name from membership m
           where m.agency_id = change.agency_id and m.person_id = change.actor order by m.from_on desc limit 1
         ), 'Somebody who has left') as by
       from setting_change change where change.agency_id = $1 order by change.at desc, change.id desc limit $2`,
      [scope.agencyId, limit],
    );
  }
}
