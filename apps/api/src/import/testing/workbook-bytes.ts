import { zipBytes, type ZipPart } from './zip-bytes.js';

/** A cell of a sheet for a test: a text, or its XML. */
export type TestCell = string | { readonly xml: string };

/** A sheet for a test. */
export interface TestSheet {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  readonly rows: readonly (readonly TestCell[])[];
  readonly merged?: readonly string[];
}

/** What a workbook of a test has beside its sheets. */
export interface TestWorkbook {
  readonly sheets: readonly TestSheet[];
  readonly shared?: readonly string[];
  readonly is1904?: boolean;
  readonly extra?: readonly ZipPart[];
  /** Changes a part before it is packed. */
  readonly change?: (part: ZipPart) => ZipPart;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Style 1 is a day, 2 a day of the workbook's own, 3 five figures, 4 a time. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\ mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="00000"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>`;

/** Cells as XML: a number with a style, a shared text, a formula with what it came to. */
export const number = (value: number | string, style = 0) => ({ xml: `s="${style}"><v>${value}</v>` });
export const shared = (at: number) => ({ xml: `t="s"><v>${at}</v>` });
export const formula = (text: string, value: string) => ({
  xml: `t="str"><f>${escaped(text)}</f><v>${escaped(value)}</v>`,
});
export const errorCell = (text: string) => ({ xml: `t="e"><v>${text}</v>` });

/** A workbook as Excel would write it, small and the same each time. */
export function workbookBytes({
  sheets,
  shared: texts = [],
  is1904 = false,
  extra = [],
  change = (part) => part,
}: TestWorkbook): Buffer {
  const parts: ZipPart[] = [
    {
      name: '[Content_Types].xml',
      data: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    { name: '_rels/.rels', data: relations([['officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      data: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${sheets.map(({ name, state }, at) => `<sheet name="${name ?? `Sheet${at + 1}`}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relations([
        ...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    },
    { name: 'xl/styles.xml', data: STYLES },
    {
      name: 'xl/sharedStrings.xml',
      data: `${HEAD}<sst xmlns="${MAIN}">${texts.map((text) => `<si>${text.startsWith('<') ? text : `<t>${escaped(text)}</t>`}</si>`).join('')}</sst>`,
    },
    ...sheets.map((sheet, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, data: sheetXml(sheet) })),
    ...extra,
  ];
  return zipBytes(parts.map(change));
}

function relations(all: readonly (readonly [type: string, target: string])[]): string {
  const each = all.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}">${each.join('')}</Relationships>`;
}

function sheetXml({ rows, merged = [] }: TestSheet): string {
  const lines = rows.map((cells, row) => {
    const each = cells.map((cell, column) => {
      if (cell === '') return '';
      const inner = typeof cell === 'string' ? `t="inlineStr"><is><t>${escaped(cell)}</t></is>` : cell.xml;
      return `<c r="${letters(column)}${row + 1}" ${inner}</c>`;
    });
    return each.join('') === '' ? '' : `<row r="${row + 1}">${each.join('')}</row>`;
  });
  const merges =
    merged.length === 0
      ? ''
      : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData>${merges}</worksheet>`;
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
