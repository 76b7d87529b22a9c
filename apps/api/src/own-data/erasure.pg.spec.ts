import { OWNERS } from '../platform/database/testing/two-owners.js';
import { TEST_PASSPHRASE } from '../platform/testing/test-people.js';
import { searchEverything, type Hit } from './testing/search-everything.js';
import { type Somebody, startWithSomebody } from './testing/somebody.js';

// What an erasure leaves is found by a search of every table for everything by which the person could be found before.

const [OWN, FOREIGN] = OWNERS;

/** What an agency keeps beside its evidence: exactly these columns may name somebody whose record was erased. */
const NAMES_KEPT = ['given_name', 'family_name', 'display_name', 'search_name', 'staff_ref'];

const AGENCY_KEY = 'the agency’s own number of its own row';

/** Columns in which, beside the bare id of the person, a number of theirs stays; each with its reason. */
const IDS_KEPT: Readonly<Record<string, string>> = {
  'membership.id': AGENCY_KEY,
  'membership_grant.membership_id': AGENCY_KEY,
  'standing.membership_id': AGENCY_KEY,
  'leave_period.membership_id': AGENCY_KEY,
  'duty_exception.membership_id': AGENCY_KEY,
  'agency_completion.membership_id': AGENCY_KEY,
  'agency_completion.completion_id': 'the key of the evidence; the completion it named is gone',
  'agency_completion.certificate_number':
    'the agency’s evidence; whoever checks it learns that it was issued and erased',
  'agency_export.membership_id': AGENCY_KEY,
  'email_message.membership_id': AGENCY_KEY,
  'nudge.membership_id': AGENCY_KEY,
  'notice.membership_id': AGENCY_KEY,
  'duty_fault.membership_id': AGENCY_KEY,
  'import.membership_id': AGENCY_KEY,
  'import_leaver.membership_id': AGENCY_KEY,
  'audit_log.object': 'the audit log names objects by number and is never changed',
  'audit_log.detail': 'the same',
  'pgboss.job.data': 'work that finds nobody when it is done, and is deleted then',
  'pgboss.job_common.data': 'work that finds nobody when it is done, and is deleted then',
};

let app: Somebody['app'];
let browser: Somebody['browser'];
let texts: readonly string[];
let others: Hit[];
const theirs = () =>
  searchEverything(app.testDatabase.superuser, [FOREIGN.personId, FOREIGN.membershipId, FOREIGN.email]);

beforeAll(async () => {
  ({ app, browser, texts } = await startWithSomebody());
  others = await theirs();
});
afterAll(() => app?.close());

describe('before an erasure', () => {
  it('says what would go and what would stay', async () => {
    const { body } = await browser.get('/api/account/data');
    expect(body).toMatchObject({
      agencies: [{ name: `Agency ${OWN.agencyId}`, isCurrent: true, evidence: 2 }],
      lastIn: [],
      completions: 2,
      cpdEntries: 3,
      reflections: 1,
    });
  });

  it.each([
    [{ understood: true, passphrase: 'not this one' }, 422, 'account.wrong-passphrase'],
    [{ understood: true, passphrase: '' }, 422, 'request.invalid'],
    [{ understood: false, passphrase: TEST_PASSPHRASE }, 422, 'request.invalid'],
    [{ passphrase: TEST_PASSPHRASE }, 422, 'request.invalid'],
    [{ understood: true, passphrase: TEST_PASSPHRASE, personId: FOREIGN.personId }, 422, 'request.invalid'],
  ])('refuses %j, and erases nothing', async (body, status, code) => {
    const answer = await browser.post('/api/account/data/erasure', body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await browser.get('/api/account')).status).toBe(200);
  });

  it.each([
    ['training-lead', 201, 'the only training lead of Agency 201'],
    ['administrator', 1, 'the only administrator of '],
  ] as const)('keeps the last %s until somebody else has that role', async (role, agencyId, words) => {
    const email = `last-${role}@agency.example`;
    await app.people.addPerson(email, { agencyId, grants: [role] });
    const last = await app.signIn(email);
    const { body } = await last.get('/api/account/data');
    expect(body['lastIn']).toMatchObject([{ role }]);

    const erasure = { understood: true, passphrase: TEST_PASSPHRASE };
    const refused = await last.post('/api/account/data/erasure', erasure);
    expect([refused.status, refused.body.code]).toEqual([409, 'account.last-of-role']);
    expect(refused.body['message']).toContain(words);

    await app.people.addPerson(`next-${role}@agency.example`, { agencyId, grants: [role] });
    expect((await last.post('/api/account/data/erasure', erasure)).status).toBe(204);
  });
});

describe('after an erasure', () => {
  let number: string;
  let statuses: number[];
  beforeAll(async () => {
    const { rows } = await app.testDatabase.superuser.query(
      'select number from certificate where person_id = $1',
      [OWN.personId],
    );
    number = rows[0].number as string;
    const again = await app.signIn(OWN.email);
    const erasure = { understood: true, passphrase: TEST_PASSPHRASE };
    statuses = await Promise.all(
      [browser, again, browser].map(
        async (one) => (await one.post('/api/account/data/erasure', erasure)).status,
      ),
    );
  });

  it('was done once, however often it was asked: whoever came later found it done, or the session gone', () => {
    expect(statuses).toContain(204);
    expect(statuses.filter((status) => status !== 204 && status !== 401)).toEqual([]);
  });

  it('leaves of the person, in all tables, five columns, the bare id and numbers that agencies keep', async () => {
    const left = new Set<string>();
    for (const { table, columns } of await searchEverything(app.testDatabase.superuser, texts)) {
      for (const [column, found] of Object.entries(columns)) {
        const rest = found.filter((text) => text !== OWN.personId.toLowerCase());
        if (rest.length === 0 || NAMES_KEPT.includes(column)) continue;
        const isId = rest.every((text) => /^[0-9a-f-]{36}$|^[0-9a-z]{20}$/.test(text));
        if (!isId || IDS_KEPT[`${table}.${column}`] === undefined)
          left.add(`${table}.${column}: ${rest.join(', ')}`);
      }
    }
    expect([...left]).toEqual([]);
  });

  it('leaves the id with status erased, and of sign-ins that there were some', async () => {
    const { rows } = await app.testDatabase.superuser.query(
      'select status, email_norm, name, email_verified_at from person where id = $1',
      [OWN.personId],
    );
    expect(rows).toEqual([{ status: 'erased', email_norm: null, name: null, email_verified_at: null }]);
    const { rows: events } = await app.testDatabase.superuser.query(
      `select outcome from access.sign_in_event where person_id = $1
         and (email_digest is not null or address is not null) or outcome = 'record-erased' and person_id = $1`,
      [OWN.personId],
    );
    expect(events).toEqual([{ outcome: 'record-erased' }]);
  });

  it('leaves the agency its evidence, by name', async () => {
    const { rows } = await app.testDatabase.superuser.query(
      `select m.display_name, m.staff_ref, m.work_email, count(*)::int as evidence
       from agency_completion e join membership m on m.agency_id = e.agency_id and m.id = e.membership_id
       where m.person_id = $1 group by 1, 2, 3`,
      [OWN.personId],
    );
    expect(rows).toEqual([
      { display_name: 'Given7101 Family7101', staff_ref: 'STAFF-7101', work_email: '', evidence: 2 },
    ]);
  });

  it('ends every role, and is in the audit log of each agency by ids alone', async () => {
    const { rows: roles } = await app.testDatabase.superuser.query(
      `select from membership_grant g join membership m on m.agency_id = g.agency_id and m.id = g.membership_id
       where m.person_id = $1 and (g.to_on is null or g.to_on >= current_date)`,
      [OWN.personId],
    );
    expect(roles).toEqual([]);
    const { rows } = await app.testDatabase.superuser.query(
      `select agency_id, actor, object, detail from audit_log where action = 'record.erased' and actor = $1`,
      [OWN.personId],
    );
    expect(rows).toEqual([
      { agency_id: OWN.agencyId, actor: OWN.personId, object: `person:${OWN.personId}`, detail: {} },
    ]);
  });

  it('lets nobody in, and the address is free again', async () => {
    await expect(app.signIn(OWN.email)).rejects.toThrow('401');
    expect((await browser.get('/api/account')).status).toBe(401);
    await app.people.addPerson(OWN.email, { agencyId: OWN.agencyId, fromOn: '2026-06-01' });
    await app.signIn(OWN.email);
  });

  it('says of the certificate that it was issued and erased', async () => {
    const answer = await app.client().get(`/api/certificate/${number}/verification`);
    expect([answer.status, answer.body.code]).toEqual([410, 'certificate.erased']);
    const none = await app.client().get(`/api/certificate/${'0'.repeat(20)}/verification`);
    expect([none.status, none.body.code]).toEqual([404, 'request.not-found']);
  });

  it('leaves everybody else as they were', async () => {
    expect(await theirs()).toEqual(others);
  });

  it('sends nothing to the person who is gone', async () => {
    await app.runJobs({ early: true });
    const { rows } = await app.testDatabase.superuser.query(
      `select state from email_message where recipient in ($1, 'work7101@agency.example')`,
      [OWN.email],
    );
    expect(rows).toEqual([]);
  });
});
