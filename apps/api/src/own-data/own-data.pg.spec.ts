import { OWNERS } from '../platform/database/testing/two-owners.js';
import type { TestAnswer } from '../platform/testing/test-client.js';
import { searchEverything, type Hit } from './testing/search-everything.js';
import { type Somebody, startWithSomebody, WORDS } from './testing/somebody.js';

// What a person takes away is compared with a search of every table of the database for them: a table that is added
// later and forgotten here fails by its name.

const [OWN, FOREIGN] = OWNERS;

/** What a file leaves out of rows that it holds, each with its reason. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'membership.manager_membership_id': 'another person; that there is one is said',
  'leave_period.created_by': 'another person',
  'duty_exception.created_by': 'another person',
  'agency_completion.corrected_by': 'another person; which agency it was is said',
  'completion_correction.by': 'another person; which agency it was is said',
  'nudge.nudged_by': 'another person',
  'import_row.candidates': 'other people whom the line might be about',
  'idempotency.response': 'repeats what is elsewhere in the file, or shows what an agency holds about others',
  'reflection.ciphertext': 'there in clear, as words',
  'reflection.nonce': 'says nothing without the key',
  'reflection.tag': 'says nothing without the key',
  'access.session.sid': 'opens the account',
  'access.credential.passphrase_hash': 'a check sum to guess the passphrase by',
  'access.passphrase_link.token_digest': 'a check sum of what opens the account',
};

const BY_THEM = 'only as whoever did it for the agency: the act is in the file, as a row of audit_log';

/** Columns of rows that no file holds, each with its reason. */
const NOT_IN_THE_FILE: Readonly<Record<string, string>> = {
  'agency_export.actor': BY_THEM,
  'agency_export.membership_id': BY_THEM,
  'import.actor': BY_THEM,
  'import.membership_id': BY_THEM,
  'setting_change.actor': BY_THEM,
  'yearly_return.saved_by': BY_THEM,
  'yearly_return_attestation.attested_by': BY_THEM,
  'yearly_return_attestation.display_name': BY_THEM,
  'access.merge_link.person_id': 'a link to join two accounts, over within the hour; the email is there',
  'access.throttle.key': 'a counter of downloads that is gone within an hour',
  'pgboss.job.data': 'work under way, which holds ids only',
  'pgboss.job_common.data': 'work under way, which holds ids only',
};

let app: Somebody['app'];
let answers: TestAnswer[];
let file: OwnFile;
let page: string;
let hits: Hit[];
beforeAll(async () => {
  const somebody = await startWithSomebody();
  app = somebody.app;
  hits = await searchEverything(app.testDatabase.superuser, somebody.texts);
  answers = [
    await somebody.browser.get('/api/account/data/file.json'),
    await somebody.browser.get('/api/account/data/file.html'),
  ];
  file = answers[0]!.body as unknown as OwnFile;
  page = answers[1]!.text;
});
afterAll(() => app?.close());

interface OwnFile {
  readonly format: string;
  readonly version: number;
  readonly notIncluded: unknown[];
  readonly records: { name: string; heading: string; about: string; rows: Record<string, unknown>[] }[];
}
const ofAccess = ['session', 'credential', 'passphrase_link', 'sign_in_event'];
const tableOf = (name: string) => (ofAccess.includes(name) ? `access.${name}` : name);

describe('everything held about a person', () => {
  it('is a file to keep, which nobody on the way does', () => {
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-disposition')).toMatch(/^attachment; filename="my-data\.(json|html)"$/);
    }
  });

  it('is of a named format and version, and says what is left out and why', () => {
    expect(file).toMatchObject({ format: 'learning-reviews-own-data', version: 1 });
    expect(file.notIncluded.length).toBeGreaterThan(5);
  });

  it('finds the person all over the database, so that the comparison proves something', () => {
    expect(new Set(hits.map(({ table }) => table)).size).toBeGreaterThanOrEqual(30);
  });

  it('holds every row of every table in which anything of the person stands, in every column', () => {
    const missing = new Set<string>();
    for (const { table, row, columns } of hits) {
      // Whoever took over a session could open the account with a link that nobody has received yet.
      if (table === 'email_message' && row['secret'] === true && row['state'] === 'waiting') continue;
      const record = file.records.find(({ name }) => tableOf(name) === table);
      const kept = Object.keys(row).filter((column) => LEFT_OUT[`${table}.${column}`] === undefined);
      const isThere = record?.rows.some((written) =>
        kept.every((column) => JSON.stringify(written[column]) === JSON.stringify(row[column])),
      );
      if (isThere) continue;
      for (const column of Object.keys(columns))
        if (NOT_IN_THE_FILE[`${table}.${column}`] === undefined) missing.add(`${table}.${column}`);
    }
    expect([...missing]).toEqual([]);
  });

  it('leaves nothing out for a reason that has gone', () => {
    const columns = new Set(
      hits.flatMap(({ table, row }) => Object.keys(row).map((column) => `${table}.${column}`)),
    );
    expect(Object.keys(LEFT_OUT).filter((name) => !columns.has(name))).toEqual([]);
  });

  it('has the private words in clear, in both forms', () => {
    expect(JSON.stringify(file)).toContain(WORDS);
    expect(page).toContain(WORDS);
  });

  it('has the same sections to read, and on a page that runs nothing and loads nothing', () => {
    for (const { name, heading, rows } of file.records) {
      expect(page.includes(`>${heading}</h2>`)).toBe(true);
      // The second download is a line more than the first.
      const lines = name === 'sign_in_event' ? rows.length + 1 : rows.length;
      if (lines > 1)
        expect([name, page.includes(`${heading}: ${lines} of ${lines}</h3>`)]).toEqual([name, true]);
    }
    expect(page).not.toMatch(/<script|<link|<img|<iframe| src=|url\(|@import|href="(?!#)| on\w+=/i);
  });

  it('has nothing of another person, and nothing that opens the account', async () => {
    const whole = JSON.stringify(file) + page;
    const secrets = await app.testDatabase.superuser.query<{ text: string }>(
      `select sid as text from access.session union all select passphrase_hash from access.credential
       union all select encode(token_digest, 'hex') from access.passphrase_link`,
    );
    const foreign = [
      FOREIGN.personId,
      FOREIGN.membershipId,
      FOREIGN.email,
      FOREIGN.certificateNumber,
      'colleague',
    ];
    for (const text of ['TOKEN-NOBODY-HAS-YET', ...foreign, ...secrets.rows.map((row) => row.text)])
      expect([text, whole.includes(text)]).toEqual([text, false]);
  });

  it('is noted without its content, and fetched ten times an hour at most', async () => {
    const { rows } = await app.testDatabase.superuser.query(
      `select count(*)::int as times from access.sign_in_event where person_id = $1 and outcome = 'data-downloaded'`,
      [OWN.personId],
    );
    expect(rows).toEqual([{ times: 2 }]);
    const model = await app.signIn('model@agency.example');
    const statuses: number[] = [];
    for (let time = 0; time < 12; time += 1)
      statuses.push((await model.get('/api/account/data/file.json')).status);
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429, 429]);
  });
});
