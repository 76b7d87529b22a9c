import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { csvFile, withoutFormula } from '@learning-reviews/domain/export/csv-cell';
import { IMPORT_COLUMNS, type ImportKind } from '@learning-reviews/domain/import/import-column';
import { EXAMPLE_MARK } from './import-table.js';

/** What the agency itself puts into a template. */
export interface TemplateLists {
  /** Names, as the agency spells them. */
  readonly teams: readonly string[];
  /** Labels. */
  readonly jobRoles: readonly string[];
  /** Titles. */
  readonly modules: readonly string[];
}

/** Width of a column of the template, in letters. */
const COLUMN_WIDTH = 26;

/** A row that shows what goes where. It is left out when the file is read. */
function exampleRow(kind: ImportKind, { teams, jobRoles, modules }: TemplateLists): string[] {
  const mark = (value: string) => `${EXAMPLE_MARK} ${value}`;
  switch (kind) {
    case 'people':
      return [
        mark('100234'),
        'Example',
        'Person',
        'example.person@agency.example',
        jobRoles[0] ?? '',
        '',
        teams[0] ?? '',
        '100200',
        '2026-09-01',
        '',
      ];
    case 'completions':
      return [
        mark('100234'),
        modules[0] ?? '',
        '2026-09-01',
        '90',
        '30',
        'Example: led by the training team, 12 took part',
        'Example Person, training lead',
      ];
    case 'headcount':
      return [mark('2026-03-31'), '3', '120', '104.5', 'HR system'];
  }
}

/** The template of a kind as a CSV file: its headings, and the example. */
export function templateCsv(kind: ImportKind, lists: TemplateLists): string {
  return csvFile(
    IMPORT_COLUMNS[kind].map(({ label }) => label),
    [exampleRow(kind, lists)],
  );
}

/**
 * The template of a kind as a workbook: a sheet to fill in, and one that says what goes into each column and lists the
 * agency's own words. Every cell has the format of text, so that a staff number keeps its zeros.
 */
export async function templateXlsx(kind: ImportKind, lists: TemplateLists): Promise<Buffer> {
  const columns = IMPORT_COLUMNS[kind];
  const sheet: SheetData = [
    columns.map(({ label }) => heading(label)),
    exampleRow(kind, lists).map(text),
    // Empty rows that are already text: a spreadsheet makes numbers and days of what is typed elsewhere.
    ...Array.from({ length: TEXT_ROWS }, () => columns.map(() => text(''))),
  ];
  const about: SheetData = [
    ['Column', 'Needed', 'What goes into it'].map(heading),
    ...columns.map(({ label, isRequired, hint }) => [label, isRequired ? 'Yes' : 'No', hint].map(text)),
    [],
    ...listColumns(kind, lists),
  ];
  return writeXlsxFile([
    {
      sheet: SHEET_NAME[kind],
      data: sheet,
      columns: columns.map(() => ({ width: COLUMN_WIDTH })),
      stickyRowsCount: 1,
    },
    { sheet: 'What goes where', data: about, columns: [{ width: 40 }, { width: 40 }, { width: 80 }] },
  ]).toBuffer();
}

const TEXT_ROWS = 200;
const SHEET_NAME: Readonly<Record<ImportKind, string>> = {
  people: 'People',
  completions: 'Completions',
  headcount: 'Headcount',
};

/** The agency's own words side by side, each list under its heading. */
function listColumns(kind: ImportKind, { teams, jobRoles, modules }: TemplateLists): SheetData {
  const lists: readonly (readonly [heading: string, words: readonly string[]])[] =
    kind === 'people'
      ? [
          ['Job roles', jobRoles],
          ['Teams', teams],
        ]
      : kind === 'completions'
        ? [['Modules', modules]]
        : [];
  if (lists.length === 0) return [];
  const longest = Math.max(...lists.map(([, words]) => words.length));
  return [
    lists.map(([name]) => heading(name)),
    ...Array.from({ length: longest }, (_, at) => lists.map(([, words]) => text(words[at] ?? ''))),
  ];
}

const heading = (value: string) => ({ value, type: String, fontWeight: 'bold' as const, format: '@' });

/** A cell of text. A word that a spreadsheet would reckon is guarded, for whoever copies it out as CSV. */
const text = (value: string) => ({
  value: value === '' ? undefined : withoutFormula(value),
  type: String,
  format: '@',
});
