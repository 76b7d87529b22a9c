import type { TestApp } from '../platform/testing/test-app.js';
import { EVERYONE, RuledAgency, startRuledApp } from './testing/ruled-agency.js';

const PEOPLE = 100_000;

let app: TestApp;
let at: RuledAgency;
beforeAll(async () => {
  app = await startRuledApp();
  at = await RuledAgency.of(app, 900);
  await at.sql(
    `insert into person (id, email_norm, name)
     select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'p' || n || '@work.example', 'Person'
     from generate_series(1, $1::int) n`,
    PEOPLE,
  );
  await at.sql(
    `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
       job_role, from_on)
     select $1, ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid,
       ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, n, 'Ann', 'Person', 'Ann Person', 'person ann',
       'school-nurse', '2020-01-01'
     from generate_series(1, $2::int) n`,
    at.id,
    PEOPLE,
  );
}, 120_000);
afterAll(() => app.close());

it('a rule for a hundred thousand people is shown before it is saved, to the last of them', async () => {
  const shown = await at.preview({ audience: EVERYONE });
  expect(shown.status).toBe(200);
  expect(shown.body).toMatchObject({ people: PEOPLE + 4, asked: PEOPLE + 4, warnings: [{ kind: 'many' }] });
  expect(shown.body['some']).toHaveLength(10);
  expect((await at.add({ audience: EVERYONE, confirmed: { people: PEOPLE + 4 } })).status).toBe(201);
}, 120_000);
