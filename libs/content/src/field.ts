import { z } from 'zod';

/** An id an author writes once and never changes: lower-case words joined by hyphens. */
export const contentId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Write lower-case letters and digits, joined by hyphens')
  .max(80);

/** Text that people read. Blank text is missing text. */
export const prose = z.string().trim().min(1);

/** Code of a theme, such as `T07`. */
export const themeCode = z.string().regex(/^[A-Z]\d{2}$/, 'Write a theme code, such as T07');

/** Id of a source, such as `WT-2023`. */
export const sourceId = z.string().regex(/^[A-Z0-9-]+$/, 'Write a source id from sources.yaml, in capitals');

/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date('Write a real date, such as 2026-11-22');

/** Whole minutes, at most four hours. */
export const minutes = z.int('Write whole minutes').min(0).max(240);

/** A web address that opens in a browser. */
export const webAddress = z.url({ protocol: /^https?$/ });
