import { Injectable } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { Configuration } from '../config/configuration.js';
import { jobBoss } from './boss.js';
import { JobHandlers } from './job-handlers.js';

/** A kind of job, and when its schedule has it come next. */
export interface PlannedKind {
  readonly name: string;
  /** `null` when it has no schedule. */
  readonly nextAt: Date | null;
}

/** Says what kinds of job there are and when they come by themselves. */
@Injectable()
export class JobPlan {
  /** For its reading of schedules alone; it is never started and opens no connection. */
  private reader: PgBoss | undefined;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly configuration: Configuration,
  ) {}

  /** Every kind, by name, with the first instant after `now` that its schedule names. */
  next(now: Date): PlannedKind[] {
    return this.handlers.all().map(({ kind: { name, schedule } }) => {
      if (schedule === undefined) return { name, nextAt: null };
      this.reader ??= jobBoss(this.configuration.databaseUrl, false);
      const [nextAt] = this.reader.previewSchedule(schedule.cron, {
        tz: schedule.timeZone,
        from: now,
        count: 1,
      });
      return { name, nextAt: nextAt ?? null };
    });
  }
}
