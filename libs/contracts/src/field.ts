import * as z from 'zod';

/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date('Enter a real date, such as 2026-03-27');
/** An instant in UTC, ISO 8601 with milliseconds and `Z`. */
export const instant = z.iso.datetime();
/** A person, attempt, completion or other identity made by the application (uuid v7). */
export const id = z.uuid();
/** The address part of a review, module or theme: lower-case words joined by hyphens. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
/** A content id written by an author: stable across versions. */
export const contentId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
/** Whole minutes of learning, from 0 to 24 hours. */
export const minutes = z
  .int('Enter whole minutes')
  .min(0)
  .max(1440, 'Enter 1,440 minutes (24 hours) or fewer');
/** A free text of at most `max` characters. `label` names it in the sentence of refusal. */
export const freeText = (label: string, max: number) =>
  z.string().max(max, `${label} must be ${max.toLocaleString('en-GB')} characters or fewer`);
