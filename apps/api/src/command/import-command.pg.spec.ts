import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../platform/database/testing/test-database.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { type OperatorTerminal, operatorTerminal } from './testing/operator-terminal.js';

let db: TestDatabase;
let app: TestApp;
let dataDir: string;
let terminal: OperatorTerminal;

beforeAll(async () => {
  db = await createTestDatabase();
  app = await startTestApp({ testDatabase: db });
  dataDir = mkdtempSync(join(tmpdir(), 'learning-reviews-'));
  terminal = operatorTerminal(db, dataDir);
});
afterAll(async () => {
  await app.close();
  await db.close();
  rmSync(dataDir, { recursive: true });
});

describe('import', () => {
  const HEADER = 'Staff number,Given name,Family name,Email,Job role';
  const write = (name: string, ...rows: string[]) =>
    writeFileSync(join(dataDir, name), [HEADER, ...rows].join('\r\n'));
  const person = (n: number, role = 'School nurse') => `S${n},Given${n},Family${n},p${n}@x.example,${role}`;
  const bring = (...words: string[]) =>
    terminal.run(['import', '--agency', 'agency-73', '--kind', 'people', ...words]);
  const found = async () => {
    const { rows } = await db.superuser.query<{ staff: string[]; states: string[]; rows: number }>(
      `select array(select staff_ref from membership where agency_id = 73 and staff_ref ~ '^S' order by 1) as staff,
         array(select state from import where agency_id = 73 order by at, id) as states,
         (select count(*)::int from import_row) as rows`,
    );
    return rows[0];
  };

  beforeAll(async () => {
    await db.superuser.query(
      `insert into job_role (code, label, workforce_groups, position) values ('school-nurse', 'School nurse', '{3}', 2)
       on conflict do nothing`,
    );
    await app.people.addPerson('lead@73.example', { agencyId: 73, grants: ['training-lead'] });
    write('staff.csv', person(1), person(2));
    write('wrong.csv', person(1), person(2, 'Wizard'));
  });

  it('says what a file would do, and leaves nothing of it', async () => {
    const { code, output, errors } = await bring('--file', 'staff.csv', '--json');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(JSON.parse(output)).toMatchObject({
      isApplied: false,
      counts: { add: 2, problem: 0 },
      proposedLeavers: 1,
      rowProblems: [],
    });
    expect(await found()).toEqual({ staff: [], states: ['cancelled'], rows: 0 });
  });

  it('ends with 1 for rows to mend, names them, and changes nothing even with --apply', async () => {
    const { code, output } = await bring('--file', 'wrong.csv', '--apply');
    expect(code).toBe(1);
    expect(output).toMatch(/^Rows: 1 to add, .*, 1 to mend/);
    expect(output).toMatch(/\nLine 3: .*Wizard/);
    expect(output).toMatch(/Nothing was changed\.\n$/);
    expect(await found()).toEqual({ staff: [], states: ['cancelled', 'cancelled'], rows: 0 });
  });

  it('applies a file, as an operator, which the agency’s lead sees and can undo', async () => {
    const { code, output } = await bring('--file', 'staff.csv', '--apply');
    expect(code).toBe(0);
    expect(output).toMatch(/\nApplied\.\n$/);
    expect(await found()).toMatchObject({
      staff: ['S1', 'S2'],
      states: ['cancelled', 'cancelled', 'applied'],
    });
    const lead = await app.signIn('lead@73.example');
    const { body } = await lead.get('/api/agency/import');
    const [latest] = body['imports'] as { id: string; by: string; canUndo: boolean }[];
    expect(latest).toMatchObject({ by: 'An operator', canUndo: true });
    const { rows } = await db.superuser.query(
      `select actor, detail ->> 'by' as by from audit_log where agency_id = 73 and action = 'import.applied'`,
    );
    expect(rows).toEqual([{ actor: null, by: 'operator' }]);
    expect((await lead.post(`/api/agency/import/${latest?.id}/undoing`)).status).toBe(204);
    await app.runJobs();
    expect(await found()).toMatchObject({ staff: [], states: ['cancelled', 'cancelled', 'undone'] });
  });

  it.each([
    ['a file that is not there', 'none.csv', 2, /cannot be read \(ENOENT\)/],
    ['a program with another ending', 'cli.csv', 1, /\nNothing was changed/],
  ])('refuses %s', async (_what, name, code, sentence) => {
    if (name === 'cli.csv')
      writeFileSync(join(dataDir, name), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]));
    const ended = await bring('--file', name, '--apply');
    expect(ended.output + ended.errors).toMatch(sentence);
    expect(ended.code).toBe(code);
  });
});
