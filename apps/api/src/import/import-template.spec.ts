import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { csvRows } from '@learning-reviews/domain/export/csv-rows';
import { IMPORT_COLUMNS, proposeMapping } from '@learning-reviews/domain/import/import-column';
import { errorCsv } from './error-file.js';
import { readImportFile } from './import-file.js';
import { templateCsv, templateXlsx } from './import-template.js';

const KINDS = ['people', 'completions', 'headcount'] as const;
const LISTS = {
  teams: ['=Duty', 'North “East”, upper'],
  jobRoles: ['School nurse'],
  modules: ['+Making it stick'],
};

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'template-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function read(content: string | Buffer) {
  const file = path.join(folder, 'file');
  writeFileSync(file, content);
  return readImportFile(file, 'file', new AbortController().signal);
}

describe('a template', () => {
  it.each(KINDS)(
    'of %s has a heading for each column and an example, which is left out when it is read',
    async (kind) => {
      const columns = IMPORT_COLUMNS[kind];
      const csv = templateCsv(kind, LISTS);
      const [headings, example] = csvRows(csv);
      expect(headings).toEqual(columns.map(({ label }) => label));
      expect(example).toHaveLength(columns.length);
      expect(example?.[0]).toMatch(/^Example row: /);
      await expect(read(csv)).rejects.toMatchObject({ code: 'no-rows' });

      const filled = `${csv}${columns.map((_, at) => `cell ${at}`).join(',')}\r\n`;
      const table = await read(filled);
      expect(table.rows).toEqual([{ line: 3, cells: columns.map((_, at) => `cell ${at}`) }]);
      expect(proposeMapping(kind, table.headers, {})).toEqual(
        Object.fromEntries(columns.map(({ key }, at) => [key, at])),
      );
    },
  );

  it.each(KINDS)(
    'of %s as a workbook is read like the text, whatever its second sheet holds',
    async (kind) => {
      await expect(read(await templateXlsx(kind, LISTS))).rejects.toMatchObject({ code: 'no-rows' });
    },
  );

  it('lists what the agency calls its own, and nothing in it is a formula', async () => {
    const [sheet, about] = await readXlsxFile(await templateXlsx('people', LISTS));
    expect(sheet?.data[0]).toEqual(IMPORT_COLUMNS.people.map(({ label }) => label));
    const cells = about?.data.flat() ?? [];
    expect(cells).toEqual(
      expect.arrayContaining(['Job roles', 'School nurse', 'Teams', "'=Duty", 'North “East”, upper']),
    );
    for (const cell of [...cells, ...csvRows(templateCsv('completions', LISTS)).flat()]) {
      expect(String(cell)).not.toMatch(/^[=+@]/);
    }
  });
});

describe('errorCsv', () => {
  const headers = ['Staff number', 'Given name', 'Family name', 'Work email', 'Job role', 'Shoe size'];
  const cells = ['-17', 'Zoë', '=1+1', 'x', 'School, nurse', '38'];
  const problems = [
    { column: 'email', message: '“x” is not one email address. Enter one, such as name@agency.example' },
    { column: 'jobRole', message: '“School, nurse” is no job role here. Did you mean “School nurse”?' },
  ];

  it('gives the columns as they were, guarded, and says what to mend', () => {
    expect(csvRows(errorCsv(headers, [{ cells, problems }]))).toEqual([
      [...headers, 'What to mend'],
      [
        "'-17",
        'Zoë',
        "'=1+1",
        'x',
        'School, nurse',
        '38',
        '“x” is not one email address. Enter one, such as name@agency.example. “School, nurse” is no job role here. Did you mean “School nurse”?',
      ],
    ]);
  });

  it('means the same when it is brought back, and an error file of it has one last column', async () => {
    const table = await read(errorCsv(headers, [{ cells, problems }]));
    expect(table.encoding).toBe('utf-8');
    expect(proposeMapping('people', table.headers, {})).toEqual(proposeMapping('people', headers, {}));
    const again = errorCsv(table.headers, [{ cells: table.rows[0]!.cells, problems: [] }]);
    expect(csvRows(again)[0]).toEqual([...headers, 'What to mend']);
    expect(csvRows(again)[1]).toEqual(["'-17", 'Zoë', "'=1+1", 'x', 'School, nurse', '38', '']);
  });
});
