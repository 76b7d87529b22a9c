import { shown } from './shown-value.js';

/** What a spreadsheet writes where it could not reckon. */
const SPREADSHEET_ERROR =
  /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA|BUSY!|UNKNOWN!|CONNECT!|BLOCKED!)/i;
/** More signs than a column is wide: what a spreadsheet shows, and some programs copy. */
const TOO_NARROW = /^#{4,}$/;
const FORMULA = /^[=+@\t\r]/;
/** A minus before anything but a figure: `-A1`, `-cmd`. Alone, it is how people write “none”. */
const MINUS_FORMULA = /^-(?!\s*[\d.,]+%?\s*$)(?!-*$)/;
const PHONE = /^\+[\d\s()-]{6,}$/;

/**
 * A cell without the apostrophe that guards it against being read as a formula, as our own exports write it; so what was
 * exported is read back as it was.
 */
export function withoutGuard(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/**
 * What is wrong with a cell that holds no value but a spreadsheet's error or a formula, as a sentence that says what to
 * do; `null` for any other.
 */
export function errorCellProblem(cell: string): string | null {
  if (SPREADSHEET_ERROR.test(cell)) {
    return `The spreadsheet shows the error ${shown(cell)} here. Mend its formula, or type the value`;
  }
  if (TOO_NARROW.test(cell)) {
    return 'The spreadsheet shows ### here because the column is too narrow. Make it wider and save the file again';
  }
  if (PHONE.test(cell)) return `${shown(cell)} looks like a phone number. Type what belongs here`;
  if (FORMULA.test(cell) || MINUS_FORMULA.test(cell)) {
    return `${shown(cell)} is a formula. Copy the column and paste it as values, then save the file again`;
  }
  return null;
}
