import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { SeededRandom } from './demonstration/seeded-random.js';
import { AuditSealer } from './platform/audit/audit-sealer.js';
import {
  createEmptyDatabase,
  createTestDatabase,
  type TestDatabase,
} from './platform/database/testing/test-database.js';
import { type OperatorTerminal, operatorTerminal } from './command/testing/operator-terminal.js';
import { startTestApp, type TestApp } from './platform/testing/test-app.js';
import { DutyHistory } from './report/testing/duty-history.js';
import { addModule } from './report/testing/report-data.js';

const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const RANGE = ['--from', '2026-01-01', '--to', TODAY];

let db: TestDatabase;
let app: TestApp;
let dataDir: string;
let begin: OperatorTerminal['begin'];
let run: OperatorTerminal['run'];

beforeAll(async () => {
  db = await createTestDatabase();
  app = await startTestApp({ testDatabase: db });
  dataDir = mkdtempSync(join(tmpdir(), 'learning-reviews-'));
  ({ begin, run } = operatorTerminal(db, dataDir));
  await addModule(db.superuser, 1, 'first-module');
  for (const agencyId of [71, 72])
    await new DutyHistory(agencyId, [1], TODAY, new SeededRandom(agencyId)).begin(db.superuser, 5);
});
afterAll(async () => {
  await app.close();
  await db.close();
  rmSync(dataDir, { recursive: true });
});

describe('the built command line', () => {
  it('says what is wrong with a call and ends with 2', async () => {
    expect(await run(['recompute', '--agenzy', 'x'])).toMatchObject({
      code: 2,
      output: '',
      errors: "Unknown option '--agenzy'\n(Did you mean --agency?)\n",
    });
    expect(await run(['recompute', '--agency', 'nowhere'])).toMatchObject({
      code: 2,
      errors: 'There is no agency "nowhere". List them with: npm run cli -- agency list\n',
    });
  });

  it('ends with 3 and one sentence while the database is away', async () => {
    const { code, output, errors } = await run(
      ['agency', 'list', '--json'],
      'postgres://a:secret@127.0.0.1:9/none',
    );
    expect(code).toBe(3);
    expect(JSON.parse(output)).toMatchObject({ problem: { code: 'service.unavailable' } });
    expect(errors).toMatch(/^The database could not be used: .*ECONNREFUSED.*\n$/);
    expect(output + errors).not.toContain('secret');
  });

  it('ends with 3 on a database that nobody has migrated, and migrates nothing', async () => {
    const empty = await createEmptyDatabase();
    try {
      expect(await run(['agency', 'list'], empty.appUrl)).toMatchObject({
        code: 3,
        output: '',
        errors: 'The database is not up to date with this version: start the API once, which migrates.\n',
      });
    } finally {
      await empty.close();
    }
  });

  it('lists the agencies', async () => {
    const { code, output } = await run(['agency', 'list', '--json']);
    expect(code).toBe(0);
    const { agencies } = JSON.parse(output) as { agencies: { code: string }[] };
    expect(agencies.map((agency) => agency.code)).toEqual(['partnership', 'agency-71', 'agency-72']);
  });
});

describe('administrator', () => {
  const EMAIL = 'Amina.Begum@Partnership.example';
  const add = (email: string, ...words: string[]) =>
    run([
      'administrator',
      'add',
      '--email',
      email,
      '--given-name',
      'Amina',
      '--family-name',
      'Begum',
      ...words,
    ]);
  const audited = async () => {
    const { rows } = await db.superuser.query<{ action: string; actor: string | null; by: string }>(
      `select action, actor, detail ->> 'by' as by from audit_log where agency_id = 1 order by id`,
    );
    return rows;
  };

  beforeAll(() =>
    db.superuser.query(
      `insert into job_role (code, label, workforce_groups, position)
       values ('receptionist-or-administrator', 'Receptionist or administrator', '{1}', 1) on conflict do nothing`,
    ),
  );

  it('list says how to add the first one', async () => {
    expect(await run(['administrator', 'list'])).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^Nobody yet/),
    });
  });

  it('add makes the first one, whose link sets a passphrase once, and who then administers', async () => {
    const { code, output, errors } = await add(EMAIL, '--json');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const { email, link } = JSON.parse(output) as {
      email: string;
      link: { address: string; endsAt: string };
    };
    expect(email).toBe(EMAIL.toLowerCase());
    const { pathname, hash } = new URL(link.address);
    expect(pathname).toBe('/passphrase/set');

    const passphrase = 'seven grey herons waiting';
    const set = { token: hash.slice(1), passphrase };
    expect((await app.client().post('/api/passphrase', set)).status).toBe(204);
    expect((await app.client().post('/api/passphrase', set)).status).toBe(410);
    const session = await (await app.signIn(email, passphrase)).get('/api/session');
    expect(session.body['permissions']).toContain('agency.administer');
    expect(await audited()).toEqual([
      { action: 'membership.joined', actor: null, by: 'operator' },
      { action: 'role.granted', actor: null, by: 'operator' },
    ]);
  });

  it('add refuses an address that an administrator has, whatever its case, and changes nothing', async () => {
    const { code, output, errors } = await add(EMAIL.toUpperCase());
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toMatch(/belongs to an administrator already/);
    expect(await audited()).toHaveLength(2);
  });

  it('add leaves the passphrase and the job of somebody who has them', async () => {
    const made = await app.people.addPerson('officer@x.example', {
      agencyId: 1,
      grants: ['partnership-officer'],
    });
    // Whoever has a passphrase got it through their address.
    await db.superuser.query('update person set email_verified_at = now() where id = $1', [made.personId]);
    const { code, output } = await add('officer@x.example', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      personId: made.personId,
      membershipId: made.membershipIds[0],
      link: null,
    });
    const session = await (await app.signIn('officer@x.example')).get('/api/session');
    expect(session.status).toBe(200);
  });

  it('list names both', async () => {
    const { output } = await run(['administrator', 'list', '--json']);
    expect(JSON.parse(output)).toEqual({
      administrators: [
        { name: 'Amina Begum', email: EMAIL.toLowerCase(), from: TODAY, to: null },
        expect.objectContaining({ name: 'officer Example', from: TODAY }),
      ],
    });
  });

  it.each([
    ['no address', ['--email', 'amina'], /^--email: /],
    ['an empty name', ['--family-name', ' '], /^--family-name: /],
    ['a job role that does not exist', ['--job-role', 'wizard'], /^There is no job role "wizard"\n$/],
  ])('add refuses %s as a wrong call', async (_what, words, sentence) => {
    const { code, errors } = await add('somebody@x.example', ...words);
    expect(code).toBe(2);
    expect(errors).toMatch(sentence);
  });
});

describe('recompute', () => {
  it('counts every agency, finds nothing wrong in what it counted, and says so', async () => {
    expect(await run(['recompute'])).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^3 agencies, 0 differences, .+ s\n$/),
      errors: '',
    });
    expect(await run(['recompute'])).toMatchObject({ code: 0 });
    expect(
      (await db.superuser.query('select from agency_count_head where counts is not null')).rowCount,
    ).toBe(3);
  });

  it('names the agency whose counts were not what its standings say, and ends with 1', async () => {
    await db.superuser.query(`alter table standing disable trigger user`);
    await db.superuser.query(`update standing set state = 0, due_on = null where agency_id = 72`);
    await db.superuser.query(`alter table standing enable trigger user`);
    expect(await run(['recompute', '--agency', 'agency-71'])).toMatchObject({ code: 0 });
    const { code, output } = await run(['recompute', '--json']);
    expect(code).toBe(1);
    const { differences, agencies } = JSON.parse(output) as {
      differences: number;
      agencies: { agency: string; differences: number }[];
    };
    expect(differences).toBeGreaterThan(0);
    expect(agencies.filter((one) => one.differences > 0)).toEqual([
      expect.objectContaining({ agency: 'agency-72', differences }),
    ]);
    expect(await run(['recompute'])).toMatchObject({ code: 0 });
  });
});

describe('export', () => {
  const export_ = (...words: string[]) => run(['export', '--agency', 'agency-71', ...RANGE, ...words]);
  const AT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
  const timeless = (file: Buffer) => file.toString('utf8').replace(AT, '');

  beforeAll(async () => {
    const lead = await app.people.addPerson('lead@x.example', { agencyId: 71, grants: ['training-lead'] });
    // So that the files differ in nothing but the moment: every row names whoever took it out.
    await db.superuser.query(`update membership set staff_ref = 'operator' where id = $1`, [
      ...lead.membershipIds,
    ]);
    await db.superuser.query(
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes)
       select 71, $1, gen_random_uuid(), $2, 1, 1, date '2026-01-01' + n % 300, 30 from generate_series(1, 5000) n`,
      [lead.membershipIds[0], lead.personId],
    );
  });

  it.each(['completions', 'not-completed', 'summary'])(
    'writes the bytes of %s that the training lead downloads',
    async (kind) => {
      const lead = await app.signIn('lead@x.example');
      const theirs = await lead.download(`/api/agency/export/${kind}.csv?from=2026-01-01&to=${TODAY}`);
      const piped = await export_('--kind', kind, '--out', '-');
      expect(piped.code).toBe(0);
      expect(timeless(piped.bytes)).toBe(timeless(theirs.bytes));
      expect(piped.errors).toContain(createHash('sha256').update(piped.bytes).digest('hex'));
    },
  );

  it('gives a file its name when it is whole, readable by its owner alone, and proves it', async () => {
    const { code, output, errors } = await export_(
      '--kind',
      'completions',
      '--out',
      'completions.csv',
      '--json',
    );
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const file = join(dataDir, 'completions.csv');
    const bytes = readFileSync(file);
    expect(JSON.parse(output)).toMatchObject({
      agency: 'agency-71',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir).filter((name) => name.endsWith('.half'))).toEqual([]);
  });

  it('writes a workbook', async () => {
    const { code } = await export_('--kind', 'summary', '--format', 'xlsx', '--out', 'summary.xlsx');
    expect(code).toBe(0);
    expect(readFileSync(join(dataDir, 'summary.xlsx')).subarray(0, 2).toString()).toBe('PK');
  });

  it.each([
    [['--kind', 'summary', '--out', '/no-such-folder/x.csv'], /cannot be written \(ENOENT\)/],
    [['--kind', 'summary', '--out', '-', '--json'], /both want standard output/],
    [['--kind', 'everything', '--out', '-'], /Allowed choices are completions, not-completed, summary/],
    [['--kind', 'summary', '--out', '-', '--to', '31/02/2026'], /^--to: Enter the last day\n$/],
  ])('refuses %j with a sentence', async (words, sentence) => {
    const { code, errors } = await export_(...words);
    expect(code).toBe(2);
    expect(errors).toMatch(sentence);
  });

  it('ends with 1 when nobody takes the rest, and the history says so', async () => {
    const child = begin(['export', '--agency', 'agency-71', ...RANGE, '--kind', 'completions', '--out', '-']);
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const closed = once(child, 'close');
    await once(child.stdout!, 'data');
    child.stdout!.destroy();
    expect(await closed).toEqual([1, null]);
    expect(errors).toMatch(/^Nobody took the rest/);
    const { rows } = await db.superuser.query(
      'select state, problem from agency_export order by at desc, id desc limit 1',
    );
    expect(rows).toEqual([{ state: 'broken-off', problem: 'left' }]);
  });

  it('leaves no file when it is stopped, and ends with 130', async () => {
    await db.superuser.query('begin; lock table agency_export in access exclusive mode');
    try {
      const child = begin([
        'export',
        '--agency',
        'agency-71',
        ...RANGE,
        '--kind',
        'summary',
        '--out',
        'late.csv',
      ]);
      for (let wait = 0; wait < 200 && !existsSync(join(dataDir, 'late.csv.half')); wait += 1)
        await pause(50);
      await pause(300);
      child.kill('SIGINT');
      await pause(100);
      await db.superuser.query('rollback');
      expect(await once(child, 'close')).toEqual([130, null]);
    } finally {
      await db.superuser.query('rollback');
    }
    expect(readdirSync(dataDir).filter((name) => name.startsWith('late'))).toEqual([]);
  });
});

describe('audit verify', () => {
  it('proves the log, and names the first row that a superuser has edited', async () => {
    await app.application.get(AuditSealer).seal();
    const whole = await run(['audit', 'verify', '--json']);
    expect(whole.code).toBe(0);
    expect(JSON.parse(whole.output)).toMatchObject({ isWhole: true });

    const { rows } = await db.superuser.query<{ id: string }>(
      'select audit_id as id from audit_seal where agency_id = 71 and seq = 2',
    );
    await db.superuser.query(`update audit_log set detail = '{}' where id = $1`, [rows[0]?.id]);
    const broken = await run(['audit', 'verify', '--json']);
    expect(broken.code).toBe(1);
    const { isWhole, agencies } = JSON.parse(broken.output) as { isWhole: boolean; agencies: object[] };
    expect(isWhole).toBe(false);
    expect(agencies).toContainEqual({
      agency: 'agency-71',
      rows: 1,
      lastHash: null,
      firstBad: { seq: 2, rowId: rows[0]?.id, fault: 'edited' },
    });

    expect(await run(['audit', 'verify', '--agency', 'agency-71'])).toMatchObject({
      code: 1,
      output: expect.stringContaining(`agency-71: row 2 (${rows[0]?.id}) was edited`),
    });
    expect(await run(['audit', 'verify', '--agency', 'agency-72'])).toMatchObject({ code: 0 });
  });
});
