import { gzipSync } from 'node:zlib';

/** The headings of the template that have to be there. */
export const HEADINGS = ['Staff number', 'Given name', 'Family name', 'Work email', 'Job role'];
/** Two people who are plainly invented. */
export const ANNA = ['00101', 'Anna', 'Example', 'anna@agency.example', 'School nurse'];
export const ZOE = ['00102', 'Zoë', 'O’Invented', 'zoe@agency.example', 'Team manager'];

const csv = (rows: readonly (readonly string[])[], delimiter = ',', end = '\r\n') =>
  rows.map((row) => row.join(delimiter) + end).join('');
const people = (...rows: readonly (readonly string[])[]) => csv([HEADINGS, ...rows]);
/** Two people with more columns. */
const more = (headings: readonly string[], anna: readonly string[], zoe: readonly string[]) =>
  csv([
    [...HEADINGS, ...headings],
    [...ANNA, ...anna],
    [...ZOE, ...zoe],
  ]);
const bytes = (latin1: string) => Buffer.from(latin1, 'latin1');
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
const fine = people(ANNA, ZOE);
const anna = (changes: Readonly<Record<number, string>>) => ANNA.map((cell, at) => changes[at] ?? cell);

/** Files that are texts, or say they are. */
export const CORPUS_TEXTS: Readonly<Record<string, string | Buffer>> = {
  // How the letters are written.
  'utf-8.csv': fine,
  'utf-8-with-mark.csv': `\uFEFF${fine}`,
  'utf-16-le-with-mark.csv': Buffer.from(`\uFEFF${fine}`, 'utf16le'),
  'utf-16-be-with-mark.csv': swapped(`\uFEFF${fine}`),
  'utf-16-le.csv': Buffer.from(fine, 'utf16le'),
  'utf-16-be.csv': swapped(fine),
  'unicode-text-of-excel.txt': Buffer.from(`\uFEFF${csv([HEADINGS, ANNA, ZOE], '\t')}`, 'utf16le'),
  'utf-16-cut-off.csv': Buffer.from(`\uFEFF${fine}`, 'utf16le').subarray(0, -1),
  'windows-1252.csv': bytes(fine.replace('ë', '\xeb').replace('’', '\x92')),
  'macintosh.csv': bytes(csv([HEADINGS, anna({ 1: 'Ren\x8ee' })], ',', '\r')),
  'dos-850.csv': bytes(people(anna({ 1: 'Zo\x89', 2: 'M\x81ller-Invented' }))),
  'central-european.csv': bytes(people(anna({ 1: '\xa3ukasz' }))),
  'cyrillic.csv': bytes(people(anna({ 1: '\xc8\xe2\xe0\xed' }))),
  'shift-jis.csv': bytes(people(anna({ 1: '\x89\xd4\x8eq', 2: '\x97\xe1\x82\xcc\x90l' }))),
  'utf-32.csv': Buffer.concat([
    bytes('\xff\xfe\0\0'),
    bytes([...people(ANNA)].map((letter) => `${letter}\0\0\0`).join('')),
  ]),
  'one-broken-letter.csv': Buffer.concat([
    Buffer.from(fine),
    bytes('00103,Zo\xeb,Example,z@agency.example,School nurse\r\n'),
  ]),
  'encoded-twice.csv': people(ANNA, anna({ 0: '3', 1: 'ZoÃ«', 3: 'z@agency.example' })),
  'lost-letters.csv': people(anna({ 1: 'Zo\uFFFD' })),

  // How the table is written.
  'semicolons.csv': csv([HEADINGS, ANNA, ZOE], ';'),
  'tabs.txt': csv([HEADINGS, ANNA, ZOE], '\t'),
  'upright-strokes.csv': csv([HEADINGS, ANNA, ZOE], '|'),
  'excel-separator-line.csv': `sep=;\r\n${csv([HEADINGS, ANNA, ZOE], ';')}`,
  'carriage-returns-alone.csv': csv([HEADINGS, ANNA, ZOE], ',', '\r'),
  'line-feeds-alone.csv': csv([HEADINGS, ANNA, ZOE], ',', '\n'),
  'mixed-line-ends.csv': `${HEADINGS.join(',')}\r\n${ANNA.join(',')}\n${ZOE.join(',')}\r`,
  'no-last-line-end.csv': fine.trimEnd(),
  'quoted-line-breaks.csv': people(
    ['"00101"', 'Anna', '"Example,\nEast"', 'anna@agency.example', '"School\r\nnurse"'],
    ZOE,
  ),
  'empty-lines.csv': `\r\n${HEADINGS.join(',')}\r\n\r\n,,,,\r\n${ANNA.join(',')}\r\n   \r\n${ZOE.join(',')}\r\n\r\n`,
  'title-above.csv': `Staff of the Example Agency,,,,\r\nPrinted on 1 November 2026,,,,\r\n\r\n${fine}`,
  'rows-too-short-and-too-long.csv': people(ANNA.slice(0, 4), [...ZOE, 'more', 'and more']),
  'stray-quotation-marks.csv': people(anna({ 2: 'Exam"ple' }), ZOE),
  'quotation-mark-not-closed.csv': people(anna({ 2: '"Example' }), ...Array.from({ length: 40 }, () => ZOE)),
  'long-cell.csv': people(anna({ 2: 'x'.repeat(1_001) })),
  'hundred-and-one-columns.csv': csv([
    [...HEADINGS, ...Array.from({ length: 96 }, (_, at) => `Extra ${at}`)],
    [...ANNA, ...Array.from({ length: 96 }, () => 'x')],
  ]),
  'one-column.csv': 'Staff number\r\n1\r\n2\r\n',
  'no-header.csv': csv([ANNA, ZOE]),
  'header-alone.csv': csv([HEADINGS]),
  'nothing.csv': '',
  'blank.csv': '\r\n  \r\n,,,\r\n',

  // Which column is which.
  'renamed-headers.csv': csv([['EMPLOYEE NO.', 'Fore-names', 'SURNAME', 'E-mail', 'Position'], ANNA, ZOE]),
  'swapped-columns.csv': csv([HEADINGS, ANNA, ZOE].map((row) => [...row].reverse())),
  'column-missing.csv': csv([HEADINGS, ANNA, ZOE].map((row) => row.slice(0, 4))),
  'headers-nobody-knows.csv': csv([['WD40', 'Vorname', 'Nachname', 'Adresse', 'Beruf'], ANNA, ZOE]),
  'headers-remembered.csv': csv([['WD40', 'Vorname', 'Nachname', 'Adresse', 'Beruf'], ANNA, ZOE]),
  'people-called-like-headings.csv': csv([
    ['WD40', 'Vorname', 'Nachname', 'Adresse', 'Beruf', 'Stelle'],
    [...ANNA, 'North East'],
    ['00103', 'Post', 'Ward', 'ward@agency.example', 'Manager', 'Service'],
  ]),
  'headers-of-an-object.csv': more(['__proto__', 'constructor'], ['x', 'y'], ['', 'toString']),
  'same-header-twice.csv': csv([
    [...HEADINGS, 'Team', 'Team'],
    [...ANNA, 'Duty', 'Nowhere'],
    [...ZOE, '', 'Duty'],
  ]),
  'more-than-is-needed.csv': more(['Shoe size', 'NI number'], ['38', ''], ['41', '']),

  // What the cells say.
  'days-however-written.csv': more(
    ['Start date', 'End date'],
    ['3 Feb 2026', '2026-12-31'],
    ['03-Feb-2026', '31.12.26'],
  ),
  'days-that-are-none.csv': more(
    ['Start date', 'End date'],
    ['31/02/2026', 'soon'],
    ['30/13/2026', '02/2026'],
  ),
  'american-dates.csv': more(['Start date', 'End date'], ['02/28/2026', '01/12/2026'], ['03/04/2026', '']),
  'end-before-start.csv': more(['Start date', 'End date'], ['01/03/2026', '28/02/2026'], ['', '']),
  'twice-the-same-number.csv': people(ANNA, anna({ 3: 'other@agency.example' }), ZOE),
  'twice-the-same-address.csv': people(ANNA, anna({ 0: '7', 3: 'ANNA@agency.example' }), ZOE),
  'formulas.csv': people(
    anna({ 1: '=1+1' }),
    ['2', 'Bea', "=cmd|' /C calc'!A0", 'bea@agency.example', '@SUM(A1:A9)'],
    ['-3', 'Cy', '-A1', 'cy@agency.example', '+A1'],
  ),
  'spreadsheet-errors.csv': people(anna({ 4: '#N/A' }), ['2', 'Bea', '#REF!', '########', 'Driver']),
  'shortened-numbers.csv': people(anna({ 0: '1.00234E+11' }), ZOE),
  'guarded-cells.csv': people(anna({ 0: "'-101" }), anna({ 0: '2', 2: "'=1+1", 3: 'b@agency.example' })),
  'names-that-are-none.csv': people(
    anna({ 1: 'anna@agency.example' }),
    ['2', '12345', '-', 'b@agency.example', 'Driver'],
    ['3', '<script>alert(1)</script>', 'Example', 'c@agency.example', 'Driver'],
  ),
  'names-that-are-some.csv': people(
    ['1', 'Ó', 'Null', 'a@agency.example', 'Driver'],
    ['2', 'Nguyễn', "d'Example-Śląski", 'b@agency.example', 'Driver'],
    ['3', 'Mary Ann', 'St. John', 'c@agency.example', 'Driver'],
    ['4', '明', 'Example', 'd@agency.example', 'Driver'],
  ),
  'signs-nobody-sees.csv': people(
    anna({ 1: 'An\u200bna', 2: '\u202eExample\u202c', 4: 'School\u00a0nurse' }),
  ),
  'control-characters.csv': people(
    anna({ 2: 'Exam\u0007ple' }),
    anna({ 0: '2', 2: 'Exam\u001b[31mple', 3: 'b@agency.example' }),
  ),
  'addresses-that-are-none.csv': people(
    anna({ 3: 'anna' }),
    ['2', 'Bea', 'Example', 'Bea Example <bea@agency.example>', 'Driver'],
    ['3', 'Cy', 'Example', 'cy@agency.example; dy@agency.example', 'Driver'],
    ['4', 'Dy', 'Example', '', 'Driver'],
  ),
  'roles-and-teams-misspelt.csv': more(['Team'], ['Dutty'], ['North'])
    .replace('School nurse', 'Scool nurse')
    .replace('Team manager', 'Astronaut'),
  'managers-in-a-circle.csv': csv([
    [...HEADINGS, 'Line manager'],
    [...ANNA, '00102'],
    [...ZOE, '00103'],
    ['00103', 'Cy', 'Example', 'cy@agency.example', 'Driver', '00101'],
    ['00104', 'Dy', 'Example', 'dy@agency.example', 'Driver', '00104'],
  ]),
  'workforce-groups.csv': more(['Workforce group'], ['Group 9'], ['senior managers']),
  'error-file-brought-back.csv': more(
    ['What to mend'],
    ['“x” is not one email address. Enter one, such as name@agency.example.'],
    ['Fill in Job role: the cell is empty.'],
  ),
  'completions.csv': csv([
    [
      'Staff number',
      'Course',
      'Completion date',
      'Minutes',
      'Participatory minutes',
      'Evidence',
      'Attested by',
    ],
    ['00101', 'Making it stick', '3/2/2026', '90', '30', 'Led by the training team; 12 people', 'N. Example'],
    ['00102', 'making-it-stick', '2026-02-03', '45', '', '', 'HR system'],
  ]),
  'completions-to-mend.csv': csv([
    [
      'Staff number',
      'Course',
      'Completion date',
      'Minutes',
      'Participatory minutes',
      'Evidence',
      'Attested by',
    ],
    ['00101', 'Fire safety', '31/12/2026', '1h 30', '90', '', ''],
    ['00102', 'Making it stik', '31/02/2026', '2000', '', '', 'HR system'],
    ['00103', 'Making it stick', '3/2/2026', '90', '', '', 'HR system'],
    ['00103', 'making-it-stick', '03 Feb 2026', '90', '', '', 'HR system'],
  ]),
  'headcount.csv': csv([
    ['As at', 'Workforce group', 'Headcount', 'WTE', 'Source'],
    ['31/03/2026', '3', '"1,204"', '"1,100.5"', 'HR system'],
    ['31/03/2026', 'Operational managers', '12', '', 'HR system'],
  ]),
  'headcount-to-mend.csv': csv([
    ['As at', 'Workforce group', 'Headcount', 'WTE', 'Source'],
    ['31/03/2027', '3', '12.5', '', 'HR system'],
    ['31/03/2026', '9', '', '', 'HR system'],
    ['31/03/2026', '4', '5', '9', ''],
  ]),
  'headcount-of-two-days.csv': csv([
    ['As at', 'Workforce group', 'Headcount', 'Source'],
    ['31/03/2026', '3', '10', 'HR system'],
    ['31/03/2025', '4', '10', 'Payroll'],
    ['31/03/2026', '3', '11', 'HR system'],
  ]),
  'headcount-that-does-not-add-up.csv': csv([
    ['As at', 'Workforce group', 'Headcount', 'Source'],
    ['31/03/2026', '', '30', 'HR system'],
    ['31/03/2026', '3', '10', 'HR system'],
    ['31/03/2026', '4', '15', 'HR system'],
  ]),

  // What is no table.
  'program.csv': bytes('MZ\x90\0\x03\0\0\0This program cannot be run in DOS mode.'),
  'program-of-linux.csv': bytes('\x7fELF\x02\x01\x01\0'),
  'script.csv': '#!/bin/sh\necho a,b\n',
  'batch-script.csv': '@echo off\r\necho a,b\r\n',
  'page-of-php.csv': '<?php echo "a,b"; ?>\n',
  'report.pdf.csv': '%PDF-1.7\n1 0 obj\n',
  'picture.csv': bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'),
  'picture-with-script.csv': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  'packed.csv.gz': gzipSync(fine, { level: 9 }),
  'old-excel.xls': Buffer.concat([
    bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
    Buffer.alloc(504),
    Buffer.from('Root Entry\0Workbook\0', 'utf16le'),
  ]),
  'old-word.xls': Buffer.concat([
    bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
    Buffer.alloc(504),
    Buffer.from('Root Entry\0WordDocument\0', 'utf16le'),
  ]),
  'password.xlsx': Buffer.concat([
    bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
    Buffer.alloc(504),
    Buffer.from('Root Entry\0EncryptionInfo\0EncryptedPackage\0', 'utf16le'),
  ]),
  'web-page.xls': '\uFEFF\r\n<html><body><table><tr><td>Staff number</td></tr></table></body></html>',
  'excel-2003.xls':
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
  'other.xml': '<?xml version="1.0"?><staff><person/></staff>',
  'data.json': '[{"Staff number": "00101"}]',
  'letter.rtf': '{\\rtf1\\ansi Staff number}',
  'bytes-of-nothing.csv': Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 7) % 5)),
  'text-called-workbook.xlsx': fine,
};
