/** A figure as a chart may have it: a number, hidden because few people are behind it, or not there at all. */
export type Figure = number | typeof PROTECTED | null;

/** How a hidden figure is written, in tables and in files alike. It is not zero. */
export const PROTECTED = '[c]';

/**
 * What a chart shows, as a table: the same rows are drawn, listed on the page and given as a file, so that the three
 * can never differ.
 */
export interface Figures {
  /** Name of the file without its ending, such as `done-by-team`. */
  readonly name: string;
  /** Headings; the first is of the rows' names. */
  readonly columns: readonly string[];
  /** Each row begins with its name. `null` is a blank. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A figure in words: `1,204`, `63%`, `[c]`, or nothing where there is none. A blank is not zero. */
export function figureText(figure: string | number | null, suffix = ''): string {
  if (figure === null) return '';
  return typeof figure === 'number' ? `${figure.toLocaleString('en-GB')}${suffix}` : figure;
}

/** A heading with the unit of what stands below it, which a file's numbers do not carry: `Done (%)`. */
export function withUnit(heading: string, unit: string): string {
  return unit === '' ? heading : `${heading} (${unit})`;
}
