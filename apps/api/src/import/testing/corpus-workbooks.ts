import { templateXlsx } from '../import-template.js';
import { ANNA, HEADINGS, ZOE } from './corpus-texts.js';
import { errorCell, formula, number, shared, workbookBytes, type TestCell } from './workbook-bytes.js';
import { zipBytes, type ZipPart } from './zip-bytes.js';

const table = (...rows: readonly (readonly TestCell[])[]) => [HEADINGS, ...rows];
const sheets = [{ name: 'Staff', rows: table(ANNA, ZOE) }];
const dated = (...days: readonly TestCell[]) => [
  {
    rows: [
      [...HEADINGS, 'Start date', 'End date'],
      [...ANNA, ...days],
    ],
  },
];
const fine = workbookBytes({ sheets });
const empty = '<?xml version="1.0"?><x/>';
/** A document type put before the first element of a part. */
const withDocumentType = (declaration: string, use: string) =>
  workbookBytes({
    sheets,
    shared: ['LOL'],
    change: (part) =>
      part.name === 'xl/sharedStrings.xml'
        ? { ...part, data: String(part.data).replace('<sst', `${declaration}<sst`).replace('LOL', use) }
        : part,
  });
/** Leaves out where each cell stands, as some programs do. */
const withoutPlaces = (part: ZipPart): ZipPart =>
  part.name.startsWith('xl/worksheets/')
    ? { ...part, data: String(part.data).replace(/ r="[A-Z]*\d+"/g, '') }
    : part;
const LAUGHS = `<!DOCTYPE sst [<!ENTITY a "ha">${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
  .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefgh'[at]};`.repeat(10)}">`)
  .join('')}]>`;

/** Files that are workbooks, or say they are. */
export async function corpusWorkbooks(): Promise<Readonly<Record<string, Buffer>>> {
  const blank = Buffer.alloc(70 * 1_048_576, ' ');
  const template = await templateXlsx('people', {
    teams: ['=Duty'],
    jobRoles: ['School nurse'],
    modules: [],
  });
  return {
    'workbook.xlsx': fine,
    'workbook-called-text.csv': fine,
    'shared-texts.xlsx': workbookBytes({
      sheets: [
        {
          rows: table(
            ANNA.map((_, at) => shared(at)),
            ZOE,
          ),
        },
      ],
      shared: [
        ...ANNA.slice(0, 2),
        '<r><t>Exam</t></r><r><t>ple</t></r><rPh sb="0" eb="1"><t>no</t></rPh>',
        ...ANNA.slice(3),
      ],
    }),
    'days-of-workbook.xlsx': workbookBytes({ sheets: dated(number(46056, 1), number(46387.75, 2)) }),
    'days-from-1904.xlsx': workbookBytes({ sheets: dated(number(44594, 1), number(44925, 2)), is1904: true }),
    'days-without-format.xlsx': workbookBytes({ sheets: dated(number(46056), number(46387)) }),
    'american-dates-half-turned.xlsx': workbookBytes({
      sheets: [
        {
          rows: [
            [...HEADINGS, 'Start date'],
            [...ANNA, number(46115, 1)],
            [...ZOE, '03/15/2026'],
          ],
        },
      ],
    }),
    'numbers.xlsx': workbookBytes({
      sheets: [
        {
          rows: [
            ['As of', 'Workforce group', 'People', 'FTE', 'Source'],
            [number(46112, 1), number(3), number('1.204E3'), number('1100.4999999999999'), 'HR system'],
          ],
        },
      ],
    }),
    'staff-numbers-as-numbers.xlsx': workbookBytes({
      sheets: [
        {
          rows: table(
            [number(101, 3), ...ANNA.slice(1)],
            [number('1.0023400000000001E+16'), ...ZOE.slice(1)],
            [number(123456789012), 'Cy', 'Example', 'cy@agency.example', 'Driver'],
          ),
        },
      ],
    }),
    'truths-and-times.xlsx': workbookBytes({
      sheets: [
        {
          rows: [
            ['Staff number', 'Module', 'Completed on', 'Minutes', 'Attested by'],
            ['00101', 'Making it stick', number(46056, 1), number(0.0625, 4), { xml: 't="b"><v>1</v>' }],
          ],
        },
      ],
    }),
    'formulas.xlsx': workbookBytes({
      sheets: [
        { rows: table([...ANNA.slice(0, 4), formula('VLOOKUP(A2,Roles!A:B,2,0)', 'School nurse')], ZOE) },
      ],
    }),
    'errors.xlsx': workbookBytes({
      sheets: [{ rows: table([...ANNA.slice(0, 4), errorCell('#N/A')], ZOE) }],
    }),
    'merged-rows.xlsx': workbookBytes({
      sheets: [
        {
          rows: [
            [...HEADINGS, 'Team'],
            [...ANNA, 'Duty'],
            [...ZOE, ''],
          ],
          merged: ['F2:F3'],
        },
      ],
    }),
    'merged-title.xlsx': workbookBytes({
      sheets: [{ rows: [['Staff in November'], ...table(ANNA, ZOE)], merged: ['A1:E1'] }],
    }),
    'hidden-sheet.xlsx': workbookBytes({
      sheets: [
        { name: 'Old', state: 'hidden', rows: table(ZOE) },
        { name: 'Older', state: 'veryHidden', rows: table(ZOE) },
        ...sheets,
      ],
    }),
    'first-sheet-empty.xlsx': workbookBytes({ sheets: [{ rows: [] }, ...sheets, { rows: [['', '']] }] }),
    'sheet-of-notes.xlsx': workbookBytes({
      sheets: [{ name: 'Read me', rows: [['Ask HR before you change this', 'x']] }, ...sheets],
    }),
    'several-sheets.xlsx': workbookBytes({
      sheets: [
        { name: 'North', rows: table(ANNA) },
        { name: 'South', rows: table(ZOE) },
      ],
    }),
    'nothing.xlsx': workbookBytes({ sheets: [{ rows: [] }] }),
    'template-not-filled-in.xlsx': template,
    'prefixed-names.xlsx': workbookBytes({
      sheets,
      change: (part) =>
        part.name.startsWith('xl/worksheets/')
          ? {
              ...part,
              data: String(part.data)
                .replace(/<(\/?)(?=[a-z])/g, '<$1x:')
                .replace('xmlns=', 'xmlns:x='),
            }
          : part,
    }),
    'targets-from-the-root.xlsx': workbookBytes({
      sheets,
      change: (part) =>
        part.name.endsWith('.rels')
          ? { ...part, data: String(part.data).replaceAll('Target="worksheets', 'Target="/xl/worksheets') }
          : part,
    }),
    'cells-without-places.xlsx': workbookBytes({
      sheets: [{ rows: table(ANNA, ZOE) }],
      change: withoutPlaces,
    }),
    'too-many-rows.xlsx': workbookBytes({
      sheets: [{ rows: [HEADINGS, ...Array.from({ length: 50_016 }, () => [number(1)])] }],
      change: withoutPlaces,
    }),
    'far-to-the-right.xlsx': workbookBytes({
      sheets: [{ rows: table([...ANNA, ...Array.from({ length: 120 }, () => ''), 'x']) }],
    }),

    // What is damaged or hostile.
    'cut-off.xlsx': fine.subarray(0, fine.length - 300),
    'wrong-sum.xlsx': workbookBytes({
      sheets,
      change: (part) => (part.name.startsWith('xl/worksheets/') ? { ...part, declaredCrc: 1 } : part),
    }),
    'bomb-that-says-so.xlsx': workbookBytes({ sheets, extra: [{ name: 'xl/media/blank.xml', data: blank }] }),
    'bomb-that-lies.xlsx': workbookBytes({
      sheets,
      change: (part) =>
        part.name === 'xl/sharedStrings.xml' ? { ...part, data: blank, declaredSize: 1_000 } : part,
    }),
    'bomb-of-many-parts.xlsx': workbookBytes({
      sheets,
      extra: Array.from({ length: 2_001 }, (_, at) => ({ name: `xl/${at}.xml`, data: '' })),
    }),
    'bomb-inside-a-zip.xlsx': zipBytes([
      { name: 'inner.xlsx', data: zipBytes([{ name: 'inner.xml', data: blank }]) },
    ]),
    'billion-laughs.xlsx': withDocumentType(LAUGHS, '&i;'),
    'entity-from-outside.xlsx': withDocumentType(
      '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
      '&x;',
    ),
    'entity-that-is-none.xlsx': withDocumentType('', '&x;'),
    'not-well-formed.xlsx': workbookBytes({
      sheets,
      change: (part) =>
        part.name.startsWith('xl/worksheets/')
          ? { ...part, data: `${String(part.data).slice(0, -40)}` }
          : part,
    }),
    'path-out-of-the-zip.xlsx': workbookBytes({
      sheets,
      extra: [{ name: '../../outside.xml', data: empty }],
    }),
    'packed-with-password.zip': zipBytes([{ name: 'staff.csv', data: 'a,b', isEncrypted: true }]),
    'packed.zip': zipBytes([{ name: 'staff.csv', data: 'a,b' }]),
    'without-workbook.xlsx': zipBytes([{ name: '[Content_Types].xml', data: empty }]),
    'without-sheet.xlsx': workbookBytes({
      sheets,
      change: (part) => (part.name.startsWith('xl/worksheets/') ? { ...part, name: 'xl/lost.xml' } : part),
    }),
    'empty.zip': zipBytes([]),
    'document.docx': zipBytes([{ name: 'word/document.xml', data: empty }]),
    'slides.pptx': zipBytes([{ name: 'ppt/presentation.xml', data: empty }]),
    'binary.xlsb': zipBytes([{ name: 'xl/workbook.bin', data: 'x' }]),
    'open-document.ods': zipBytes([
      { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
      { name: 'content.xml', data: empty },
    ]),
    'table.numbers': zipBytes([{ name: 'Index/Document.iwa', data: 'x' }]),
    'script-before-workbook.xlsx': Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), fine]),
  };
}
