import { loadContent } from '../../curriculum/testing/load-content.js';
import { Learner } from '../../learning/testing/learner.js';
import { fillForTwoOwners, OWNERS } from '../../platform/database/testing/two-owners.js';
import { ReflectionSeal } from '../../platform/reflection/reflection-seal.js';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.js';
import type { TestClient } from '../../platform/testing/test-client.js';

const [OWN] = OWNERS;

/** What the person wrote for nobody but themselves. */
export const WORDS = 'What I learned is mine alone';

/** The application with somebody in it of whom every table has a row. */
export interface Somebody {
  readonly app: TestApp;
  /** In which they are signed in. */
  readonly browser: TestClient;
  /** Everything by which they could be found: names, addresses, numbers and ids. */
  readonly texts: readonly string[];
}

/**
 * The first of the two owners, with a row in every table, who then signs in and learns through the API, so that what the
 * product itself writes is there too. The second owner is there to stay as they are.
 */
export async function startWithSomebody(): Promise<Somebody> {
  const app = await startTestApp({
    arrange: async (people, database) => {
      await loadContent(database);
      await fillForTwoOwners(database.superuser);
      // The laid modules hold a title alone, which is too little for the pages of the journey.
      await database.superuser.query(`
        set session_replication_role = replica;
        update module_version set content = (select content from module_version order by module_id limit 1)
          where module_id in (501, 502);
        set session_replication_role = origin`);
      const model = await people.addPerson('model@agency.example');
      await people.addPerson('colleague@agency.example', {
        agencyId: OWN.agencyId,
        grants: ['training-lead'],
      });
      for (const [sql, values] of [
        [
          `update access.credential set passphrase_hash = (select passphrase_hash from access.credential where person_id = $2)
           where person_id = $1`,
          [OWN.personId, model.personId],
        ],
        [
          `update membership set staff_ref = 'STAFF-7101', given_name = 'Given7101', family_name = 'Family7101',
             display_name = 'Given7101 Family7101', search_name = 'family7101 given7101', work_email = 'work7101@agency.example'
           where id = $1`,
          [OWN.membershipId],
        ],
        [`update person set name = 'Person7101', email_verified_at = now() where id = $1`, [OWN.personId]],
        [
          `update email_message set recipient = 'work7101@agency.example', text = 'Hello Given7101' where membership_id = $1`,
          [OWN.membershipId],
        ],
        [
          `update import_row set membership_id = $1, cells = '["STAFF-7101", "Given7101", "work7101@agency.example"]'
           where agency_id = $2`,
          [OWN.membershipId, OWN.agencyId],
        ],
        [
          `update import_change set before = '{"workEmail": "work7101@agency.example", "familyName": "Family7101"}'
           where membership_id = $1`,
          [OWN.membershipId],
        ],
        [
          `insert into email_message (agency_id, id, kind, recipient, subject, text, html, secret, state, created_at)
           values (1, gen_random_uuid(), 'passphrase-reset', $1, 'Your link', '', '', true, 'kept', now()),
             (1, gen_random_uuid(), 'passphrase-reset', $1, 'Your link', 'TOKEN-NOBODY-HAS-YET', '', true, 'waiting', now())`,
          [OWN.email],
        ],
      ] as const) {
        await database.superuser.query(sql, [...values]);
      }
    },
  });
  const { superuser } = app.testDatabase;
  const sealed = app.application
    .get(ReflectionSeal)
    .seal(OWN.personId, JSON.stringify({ texts: [WORDS], intention: '', intentionOn: null }));
  await superuser.query('update reflection set ciphertext = $2, nonce = $3, tag = $4 where person_id = $1', [
    OWN.personId,
    sealed.ciphertext,
    sealed.nonce,
    sealed.tag,
  ]);

  // A real journey beside the rows that were laid: what the product itself writes.
  await app.client().post('/api/session', { email: OWN.email, passphrase: 'not their passphrase' });
  const browser = await app.signIn(OWN.email);
  const learner = new Learner(browser);
  await learner.doAll();
  await learner.finish();
  await browser.post('/api/cpd', {
    learningType: 'reading',
    title: 'A book read at home',
    provider: 'A library',
    description: '',
    completedOn: '2026-01-10',
    minutes: 20,
    participatoryMinutes: 0,
    facilitator: '',
    groupSize: null,
    evidence: '',
  });
  await browser.put('/api/account/registration', { body: 'nmc', number: 'REG-7101' });
  await app.client().post('/api/passphrase/link', { email: OWN.email });

  const ids = await superuser.query<{ id: string }>(
    `select id::text from attempt where person_id = $1 union all select id::text from completion where person_id = $1
     union all select id::text from cpd_entry where person_id = $1 union all select id::text from reflection where person_id = $1
     union all select id::text from completion_correction where person_id = $1
     union all select number from certificate where person_id = $1
     union all select sid from access.session where person_id = $1
     union all select id::text from membership where person_id = $1`,
    [OWN.personId],
  );
  const texts = [
    ...[OWN.personId, OWN.email, 'work7101@agency.example', 'Person7101', 'Given7101', 'Family7101'],
    ...['STAFF-7101', 'REG-7101', 'A book read at home'],
    ...ids.rows.map(({ id }) => id),
  ];
  return { app, browser, texts };
}
