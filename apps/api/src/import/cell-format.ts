/** How the numbers of a cell are shown: as a plain number, a day, a time of day, or with zeros before it. */
export type CellFormat = 'number' | 'day' | 'time' | { readonly digits: number };

/** Formats that every workbook has without saying so. (ECMA-376, 18.8.30) */
const BUILT_IN: Readonly<Record<number, CellFormat>> = Object.fromEntries([
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map(
    (id) => [id, 'day'] as const,
  ),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, 'time'] as const),
]);

/** The format with this number, as its code says when the workbook has one of its own. */
export function cellFormat(id: number, code: string | undefined): CellFormat {
  if (code === undefined) return BUILT_IN[id] ?? 'number';
  // What is only shown says nothing: quoted words, escaped letters, colours, places.
  const [section = ''] = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .toLowerCase()
    .split(';');
  if (/[dy]/.test(section)) return 'day';
  const isTime = /[hs]/.test(section);
  if (/m/.test(section) && !/general/.test(section)) return isTime ? 'time' : 'day';
  if (isTime) return 'time';
  const zeros = /^0{2,}$/.exec(section.trim());
  return zeros === null ? 'number' : { digits: zeros[0].length };
}

const MS_PER_DAY = 86_400_000;
/** 31 December 9999, as days are counted from 1900. */
const LAST_DAY = 2_958_465;
/** From here on a spreadsheet has lost figures of a whole number: it keeps fifteen. */
const FIRST_INEXACT = 1e15;

/**
 * The number of a cell as its format shows it: a day as `2026-02-03`, a time as `09:30`, any other number in full and
 * without an exponent. A whole number of more than fifteen figures keeps its exponent, since the spreadsheet has lost
 * the rest; the rules refuse it. What is no number stays as it is.
 *
 * @param is1904 Whether the workbook counts days from 1904, as Macintoshes did.
 */
export function shownNumber(raw: string, format: CellFormat, is1904: boolean): string {
  const value = raw.trim() === '' ? NaN : Number(raw);
  if (!Number.isFinite(value)) return raw;
  if (format === 'day' && value >= 0 && value <= LAST_DAY) return dayOf(value, is1904);
  if (format === 'time' && value >= 0 && value < 1) return timeOf(value);
  const plain = plainNumber(value);
  return typeof format === 'object' && /^\d+$/.test(plain) ? plain.padStart(format.digits, '0') : plain;
}

function dayOf(serial: number, is1904: boolean): string {
  const whole = Math.floor(serial);
  // The count from 1900 has a 29 February 1900, which never was; before it days are one less.
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30);
  return new Date(start + whole * MS_PER_DAY).toISOString().slice(0, 10);
}

function timeOf(part: number): string {
  return new Date(Math.round(part * 1440) * 60_000).toISOString().slice(11, 16);
}

function plainNumber(value: number): string {
  if (Math.abs(value) >= FIRST_INEXACT) return value.toExponential().toUpperCase();
  // Fifteen figures are what a spreadsheet shows; the rest is how computers keep 0.1.
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : text;
}
