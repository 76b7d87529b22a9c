import { type WarningDays, warningHorizon } from '@learning-reviews/domain/learning/standing';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { ExportSettings } from '../platform/database/export-database.js';

/** Whose rows; `null` leaves a question out. */
export interface ExportChoice {
  /** Id of a team; `none` for members without one. */
  readonly team: string | null;
  /** Code. */
  readonly jobRole: string | null;
  readonly moduleId: number | null;
}

/** What the rows of a file depend on. */
export interface ExportAsked extends ExportChoice {
  /** Completion days, both included. */
  readonly from: string;
  readonly to: string;
  readonly at: Date;
  /** Staff reference of whoever asked. */
  readonly staffRef: string;
  /** In the agency's time zone. */
  readonly today: CalendarDate;
  readonly warning: WarningDays;
}

/** What `EXPORT_SELECT` and `EXPORT_COUNT` read. */
export function exportSettings(asked: ExportAsked): ExportSettings {
  return {
    exported_at: asked.at.toISOString(),
    exported_by: asked.staffRef,
    from_on: asked.from,
    to_on: asked.to,
    today: asked.today,
    expiring_to: warningHorizon(asked.today, asked.warning).expiringTo,
    team: asked.team ?? '',
    job_role: asked.jobRole ?? '',
    module_id: asked.moduleId === null ? '' : String(asked.moduleId),
  };
}
