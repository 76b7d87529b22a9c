import { isCalendarDate } from '@learning-reviews/domain/calendar-date';
import type { CellKind } from './export-columns.js';

// The parts of a workbook (ECMA-376, SpreadsheetML), as few as every spreadsheet program opens.

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Numbers of the cell styles, in the order of `STYLES`. */
const STYLE = { heading: 1, text: 2, day: 3 } as const;

/** Excel's own limit for the text of a cell. */
const LONGEST_TEXT = 32_767;
const MS_A_DAY = 86_400_000;
/** The day 0 of spreadsheets, so that 1 March 1900 is 61. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** The parts that are the same whatever the sheets hold, by their place in the file. */
export function fixedParts(sheetNames: readonly string[]): ReadonlyMap<string, string> {
  const numbers = sheetNames.map((_name, index) => index + 1);
  return new Map([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="xml" ContentType="application/xml"/>` +
        `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>` +
        numbers
          .map(
            (n) =>
              `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
          )
          .join('') +
        `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
        sheetNames
          .map(
            (name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
          )
          .join('') +
        '</sheets></workbook>',
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${RELATIONS}">` +
        numbers
          .map(
            (n) =>
              `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
          )
          .join('') +
        `<Relationship Id="rId${numbers.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
  ]);
}

// Text cells have the format of text (49): one that begins like a formula stays text when somebody edits it.
const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/** How a sheet begins: column widths in letters, and the first row staying in sight when asked. */
export function sheetStart(widths: readonly number[], isHeaderFrozen: boolean): string {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${isHeaderFrozen ? pane : ''}</sheetView></sheetViews>` +
    `<cols>${columns.join('')}</cols><sheetData>`
  );
}

/** How a sheet ends. */
export const SHEET_END = '</sheetData></worksheet>';

/** A row of bold texts. `number` is from 1. */
export function headingRow(number: number, cells: readonly string[]): string {
  return row(number, cells, (cell, name) => textCell(cell, name, STYLE.heading));
}

/**
 * A row of cells, each of its column's kind. An empty text is an empty cell.
 *
 * @param number From 1, the headings included.
 * @param cells  Days as `YYYY-MM-DD`, numbers as digits.
 * @throws RangeError when a cell is not of its column's kind: a wrong number would be worse than no file.
 */
export function dataRow(
  number: number,
  cells: readonly (string | null)[],
  kinds: readonly CellKind[],
): string {
  return row(number, cells, (cell, name, index) => {
    if (cell === null || cell === '') return '';
    if (kinds[index] === 'number') return `<c r="${name}"><v>${wholeNumber(cell)}</v></c>`;
    if (kinds[index] === 'day') return `<c r="${name}" s="${STYLE.day}"><v>${serialDay(cell)}</v></c>`;
    return textCell(cell, name, STYLE.text);
  });
}

function row<Cell>(
  number: number,
  cells: readonly Cell[],
  write: (cell: Cell, name: string, index: number) => string,
): string {
  let text = `<row r="${number}">`;
  for (let index = 0; index < cells.length; index += 1)
    text += write(cells[index]!, columnName(index) + number, index);
  return `${text}</row>`;
}

function textCell(text: string, name: string, style: number): string {
  return `<c r="${name}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, LONGEST_TEXT))}</t></is></c>`;
}

function wholeNumber(text: string): string {
  if (!/^-?\d{1,15}$/.test(text)) throw new RangeError('Not a whole number that a spreadsheet can hold');
  return text;
}

/** Days since the day 0 of spreadsheets. */
function serialDay(text: string): number {
  // Before 1 March 1900 spreadsheets count a 29 February that never was.
  if (!isCalendarDate(text) || text < '1900-03-01')
    throw new RangeError('Not a day that a spreadsheet can hold');
  return (Date.parse(text) - DAY_ZERO) / MS_A_DAY;
}

const NAMES: string[] = [];
/** `A` to `Z`, then `AA` and on. `index` is from 0. */
function columnName(index: number): string {
  return (NAMES[index] ??=
    (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26)));
}

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
// XML has no way to write the other control characters, nor two code points that stand for nothing.
const SPECIAL = /[&<>"\r]|[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/g;

/** Text as XML, for an element or an attribute. What XML cannot write becomes a visible mark. */
function escaped(text: string): string {
  // Spreadsheets read `_x0041_` as the letter of that number; a text that only looks so keeps its underscore.
  return text.replace(SPECIAL, (letter) => (letter === '_' ? '_x005F_' : (MARKUP[letter] ?? '\uFFFD')));
}
