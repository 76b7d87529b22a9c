import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';
import { ExportDownloadService } from './export-download.service.js';
import { addModule } from './testing/report-data.js';

const AGENCY = 2;
const OPERATOR: JobScope = { brand: 'JobScope', agencyId: AGENCY };
const QUERY = { from: '2026-01-01', to: '2026-12-31' };
const AT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

let app: TestApp;
let lead: TestClient;
beforeAll(async () => {
  app = await startTestApp();
  const { superuser } = app.testDatabase;
  await addModule(superuser, 1, 'first-module');
  const made = await app.people.addPerson('lead@x.example', { agencyId: AGENCY, grants: ['training-lead'] });
  await superuser.query(
    `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes)
     select $1, $2, gen_random_uuid(), $3, 1, 1, date '2026-01-01' + n, 30 from generate_series(1, 40) n`,
    [AGENCY, made.membershipIds[0], made.personId],
  );
  // So that the files differ in nothing: every row names whoever took it out.
  await superuser.query(`update membership set staff_ref = 'operator'`);
  lead = await app.signIn('lead@x.example');
});
afterAll(() => app.close());
beforeEach(() => app.testDatabase.superuser.query('delete from agency_export'));

async function takeOut(scope: JobScope) {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const whole = await app.application
    .get(ExportDownloadService)
    .send(
      scope,
      { kind: 'completions', format: 'csv', query: QUERY },
      { left: new AbortController().signal, open: () => stream },
    );
  return { whole, bytes: Buffer.concat(chunks) };
}

describe('a file that an operator takes out', () => {
  it('is the file that the training lead downloads, and is measured', async () => {
    const { whole, bytes } = await takeOut(OPERATOR);
    const theirs = await lead.download(
      `/api/agency/export/completions.csv?from=${QUERY.from}&to=${QUERY.to}`,
    );
    const timeless = (file: Buffer) => file.toString('utf8').replace(AT, '');
    expect(timeless(bytes)).toBe(timeless(theirs.bytes));
    expect(whole).toEqual({
      rows: 40,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  it('stands in the agency’s history and manifest as an operator’s, and in its audit log as nobody’s', async () => {
    const { whole } = await takeOut(OPERATOR);
    const history = await lead.get('/api/agency/export');
    expect(history.body['exports']).toEqual([
      expect.objectContaining({ by: 'An operator', state: 'sent', rows: 40, sha256: whole?.sha256 }),
    ]);
    const manifest = await lead.get(`/api/agency/export/manifest?from=${QUERY.from}&to=${QUERY.to}`);
    expect(manifest.body['files']).toEqual([expect.objectContaining({ sha256: whole?.sha256 })]);
    const { rows } = await app.testDatabase.superuser.query(
      `select actor, action, detail from audit_log where agency_id = $1 order by id desc limit 1`,
      [AGENCY],
    );
    expect(rows).toEqual([
      {
        actor: null,
        action: 'export.made',
        detail: { kind: 'completions', format: 'csv', ...QUERY, by: 'operator' },
      },
    ]);
  });

  it('is of one agency', async () => {
    await expect(takeOut({ brand: 'JobScope', agencyId: null })).rejects.toThrow('one agency at a time');
  });

  it('cannot be noted as nobody’s and a member’s at once', async () => {
    await takeOut(OPERATOR);
    await expect(
      app.testDatabase.superuser.query(
        'update agency_export set membership_id = (select id from membership limit 1)',
      ),
    ).rejects.toMatchObject({ constraint: 'ck_agency_export_actor' });
  });
});
