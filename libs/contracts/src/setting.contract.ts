import * as z from 'zod';
import { day, instant } from './field.js';

// What the partnership sets for the whole platform.

/** Days of a warning, from 1 to a year. */
const warning = z
  .int('Enter a whole number of days, such as 30')
  .min(1, 'Enter a number of days from 1 to 365')
  .max(365, 'Enter a number of days from 1 to 365');

const settings = {
  targetPercent: z
    .int('Enter a whole number, such as 90')
    .min(1, 'Enter a percentage from 1 to 100')
    .max(100, 'Enter a percentage from 1 to 100')
    .describe('Share of its duties an agency means to have done while it has decided nothing itself'),
  dueSoonDays: warning.describe('Days before the due day from which a module is due soon'),
  expiringDays: warning.describe('Days before the last valid day from which a completion is expiring'),
};

/** How long before a day somebody is warned of it. */
export const warningDays = z
  .strictObject({ dueSoonDays: settings.dueSoonDays, expiringDays: settings.expiringDays })
  .meta({ id: 'WarningDays' });

/** What was changed: the name of a setting, such as `due-soon-days`. */
export const settingChange = z
  .strictObject({
    setting: z.string(),
    was: z.string(),
    becomes: z.string(),
    by: z.string().describe('Name of whoever changed it'),
    at: instant,
  })
  .meta({ id: 'SettingChange' });
export type SettingChange = z.infer<typeof settingChange>;

/** How long a kind of data is kept. */
export const retention = z
  .strictObject({
    kind: z.string(),
    amount: z.int(),
    unit: z.enum(['day', 'month']),
    /** What may be chosen, both included. */
    least: z.int(),
    most: z.int(),
    reason: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Retention' });
export type Retention = z.infer<typeof retention>;

/** What will be deleted on a day, of all agencies together. */
export const announcedDeletion = z
  .strictObject({ kind: z.string(), on: day, rows: z.int() })
  .meta({ id: 'AnnouncedDeletion' });
export type AnnouncedDeletion = z.infer<typeof announcedDeletion>;

/** `GET /api/admin/setting`: what is set, and who changed it. */
export const platformSetting = z
  .strictObject({
    ...settings,
    version: z.int(),
    retention: z.array(retention),
    /** The next day first. */
    announced: z.array(announcedDeletion),
    /** The newest first, fifty at most. */
    changes: z.array(settingChange),
  })
  .meta({ id: 'PlatformSetting' });
export type PlatformSetting = z.infer<typeof platformSetting>;

/** Body of `PUT /api/admin/setting`: all of them, with the version that the form was opened on. */
export const changeSettingRequest = z
  .strictObject({ ...settings, version: z.int() })
  .meta({ id: 'ChangeSetting' });
export type ChangeSettingRequest = z.infer<typeof changeSettingRequest>;

/** Body of `PUT /api/admin/setting/retention/:kind`: how long it is kept, in its unit, and why. */
export const changeRetentionRequest = z
  .strictObject({
    amount: z.int('Enter a whole number'),
    reason: z
      .string()
      .trim()
      .min(1, 'Say why it is kept as long as that')
      .max(500, 'The reason must be 500 characters or fewer'),
    version: z.int(),
  })
  .meta({ id: 'ChangeRetention' });
export type ChangeRetentionRequest = z.infer<typeof changeRetentionRequest>;
