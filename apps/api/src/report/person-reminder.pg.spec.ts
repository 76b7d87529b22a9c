import { randomUUID } from 'node:crypto';
import type { TestClient } from '../platform/testing/test-client.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { MadePerson } from '../platform/testing/test-people.js';
import { addModule } from './testing/report-data.js';

const TRUST = 2;
const POLICE = 3;
let app: TestApp;
let lead: TestClient;
let nurse: MadePerson;
let officer: MadePerson;

beforeAll(async () => {
  app = await startTestApp();
  await app.people.addPerson('lead@trust.example', { agencyId: TRUST, grants: ['training-lead'] });
  nurse = await app.people.addPerson('nurse@trust.example', { agencyId: TRUST });
  officer = await app.people.addPerson('officer@police.example', { agencyId: POLICE });
  await addModule(app.testDatabase.superuser, 1, 'first-module');
  await addModule(app.testDatabase.superuser, 2, 'second-module');
  lead = await app.signIn('lead@trust.example');
});
afterAll(() => app.close());

/** A message of the past that told somebody about modules, as a round of notices leaves it. */
async function addNotices(
  agencyId: number,
  { personId, membershipIds }: MadePerson,
  state: 'sent' | 'refused',
  daysAgo: number,
  ...notices: readonly (readonly [moduleId: number, kind: string, forDay: string])[]
): Promise<void> {
  const { superuser } = app.testDatabase;
  const at = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  const message = randomUUID();
  await superuser.query(
    `insert into email_message (agency_id, id, kind, membership_id, recipient, subject, text, html, state, last_answer,
       created_at, sent_at)
     values ($1, $2, 'notice', $3, 'one@demo.example', 'S', 'T', 'H', $4, '550 No such user', $5,
       case when $4 = 'sent' then $5::timestamptz end)`,
    [agencyId, message, membershipIds[0], state, at],
  );
  for (const [moduleId, kind, forDay] of notices) {
    await superuser.query(
      `insert into notice (agency_id, membership_id, person_id, module_id, kind, for_day, message_id, noticed_on, noticed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz::date, $8)`,
      [agencyId, membershipIds[0], personId, moduleId, kind, forDay, message, at],
    );
  }
}

describe('what a member was told of by itself', () => {
  beforeAll(async () => {
    await addNotices(TRUST, nurse, 'sent', 40, [1, 'due-soon', '2026-03-01']);
    await addNotices(TRUST, nurse, 'refused', 3, [2, 'assigned', '2026-04-01'], [1, 'overdue', '2026-03-01']);
    await addNotices(TRUST, nurse, 'sent', 800, [2, 'expired', '2024-01-01']);
    await addNotices(POLICE, officer, 'refused', 3, [1, 'overdue', '2026-03-01']);
  });

  it('stands on their page for two years, the latest first, with what became of the email', async () => {
    const { status, body } = await lead.get(`/api/agency/people/${nurse.membershipIds[0]}`);
    expect(status).toBe(200);
    expect(body['notices']).toMatchObject([
      { module: 'first-module', kind: 'overdue', forDay: '2026-03-01', mail: 'refused' },
      { module: 'second-module', kind: 'assigned', forDay: '2026-04-01', mail: 'refused' },
      { module: 'first-module', title: 'Title of first-module', kind: 'due-soon', mail: 'sent' },
    ]);
  });

  it('that a mail server refused is found on record health, person by person, with its words', async () => {
    const { body } = await lead.get('/api/agency/record-health');
    expect(body['checks']).toContainEqual({ check: 'mail-refused', people: 1 });
    expect(body['mailAnswers']).toEqual([{ answer: '550 No such user', messages: 1 }]);
    const found = await lead.get('/api/agency/people?check=mail-refused');
    expect(found.body['people']).toMatchObject([{ membershipId: nurse.membershipIds[0] }]);
  });

  it('in another agency is nobody’s to see', async () => {
    expect((await lead.get(`/api/agency/people/${officer.membershipIds[0]}`)).status).toBe(404);
  });
});
