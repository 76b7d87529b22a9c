import { randomUUID } from 'node:crypto';
import type { TestAnswer, TestClient } from '../platform/testing/test-client.js';
import { LearningApp, type TestLearner } from './testing/learning-app.js';

describe('correcting a completion', () => {
  let learning: LearningApp;
  let learner: TestLearner;
  let lead: TestClient;
  let completionId: string;
  let agency = 40;
  beforeAll(async () => (learning = await LearningApp.start()));
  afterAll(() => learning.close());
  beforeEach(async () => {
    agency += 2;
    learner = await learning.learner({ agencyId: agency }, { agencyId: agency + 1 });
    await learning.require(agency, learner, 0, null);
    await learning.require(agency + 1, learner, 1, null);
    await learner.doAll();
    ({ completionId } = await learner.finish());
    lead = await leadOf(agency);
  });

  const leadOf = async (agencyId: number) => {
    const email = `lead-${agencyId}-${randomUUID().slice(0, 8)}@trust.example`;
    await learning.app.people.addPerson(email, { agencyId, grants: ['training-lead'] });
    return learning.app.signIn(email);
  };
  const address = (membershipId = learner.membershipIds[0]!, completion = completionId) =>
    `/api/agency/people/${membershipId}/completion/${completion}`;
  const correct = (result = 'withdrawn', reason = 'Somebody else used this account', by = lead, job = 0) =>
    by.post(`${address(learner.membershipIds[job]!)}/correction`, { result, reason });
  const standings = async () =>
    (await learning.rows('standing', learner))
      .map((row) => ({ agency: row['agency_id'], state: row['state'], on: row['completed_on'] }))
      .sort((one, other) => Number(one.agency) - Number(other.agency));
  const number = async () => (await learning.rows('certificate', learner))[0]!['number'] as string;
  const verified = async () =>
    (await learning.app.client().get(`/api/certificate/${await number()}/verification`)).body['status'];
  const outcome = ({ status, body }: TestAnswer) => [status, body.code];

  it('withdraws it on both sides, with the reason, and leaves the other agency’s evidence alone', async () => {
    const answer = await correct();
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      result: 'withdrawn',
      corrected: { reason: 'Somebody else used this account' },
    });
    const evidence = await learning.rows('agency_completion', learner);
    expect(evidence.map((row) => [row['agency_id'], row['result']]).sort()).toEqual([
      [agency, 'withdrawn'],
      [agency + 1, 'pass'],
    ]);
    expect(await standings()).toMatchObject([
      { agency, state: 0, on: null },
      { agency: agency + 1, state: 2 },
    ]);
    const [note] = await learning.rows('completion_correction', learner);
    expect(note).toMatchObject({
      completion_id: completionId,
      what: { result: 'withdrawn' },
      by_agency: agency,
    });
    expect(await learning.rows('completion', learner)).toHaveLength(1);
  });

  it('shows the person which agency it was and why, and counts it in no total', async () => {
    await correct();
    const { body: list } = await learner.browser.get('/api/learning');
    expect(list['withdrawn']).toMatchObject([
      { agency: `Agency ${agency}`, reason: 'Somebody else used this account' },
    ]);
    const { body: record } = await learner.browser.get('/api/cpd');
    expect(record['years']).toMatchObject([
      { minutes: 0, entries: [{ withdrawn: { agency: `Agency ${agency}` } }] },
    ]);
    const exported = await learner.browser.get('/api/cpd/export?body=generic');
    expect(exported.body['rows']).toEqual([]);
  });

  it('makes the certificate say that it does not count, to its owner and to anybody', async () => {
    expect(await verified()).toBe('valid');
    await correct();
    expect(await verified()).toBe('withdrawn');
    expect((await learner.browser.get(`/api/certificate/${await number()}`)).body['status']).toBe(
      'withdrawn',
    );
  });

  it('can be taken back: everything is as it was, and both corrections are kept', async () => {
    const before = await standings();
    await correct();
    expect((await correct('pass', 'It was hers after all')).status).toBe(201);
    expect(await standings()).toEqual(before);
    expect(await verified()).toBe('valid');
    expect((await learner.browser.get('/api/learning')).body['withdrawn']).toEqual([]);
    expect(await learning.rows('completion_correction', learner)).toHaveLength(2);
  });

  it('stays withdrawn on the record until every agency that withdrew it has taken it back', async () => {
    const other = await leadOf(agency + 1);
    await correct();
    await correct('withdrawn', 'We think so too', other, 1);
    await correct('pass', 'Taken back here');
    expect(await verified()).toBe('withdrawn');
    await correct('pass', 'And here', other, 1);
    expect(await verified()).toBe('valid');
  });

  it('is not recognised by an agency that the person joins afterwards', async () => {
    await correct();
    const { rows } = await learning.app.testDatabase.superuser.query(
      'select completion_withdrawal($1, $2) is not null as withdrawn',
      [learner.personId, completionId],
    );
    expect(rows).toEqual([{ withdrawn: true }]);
  });

  it('is done once, however often it is pressed, and is audited without the reason', async () => {
    await correct();
    expect(outcome(await correct())).toEqual([409, 'stale.version']);
    const { rows } = await learning.app.testDatabase.superuser.query(
      `select object, detail from audit_log where agency_id = $1 and action = 'completion.corrected'`,
      [agency],
    );
    expect(rows).toEqual([
      {
        object: `completion:${completionId}`,
        detail: {
          membershipId: learner.membershipIds[0],
          moduleId: learning.moduleId,
          result: 'withdrawn',
          isOnRecord: true,
        },
      },
    ]);
  });

  it('is told to the person by email, without the reason', async () => {
    await correct();
    const { rows } = await learning.app.testDatabase.superuser.query(
      `select kind, subject, text from email_message where agency_id = $1`,
      [agency],
    );
    expect(rows).toMatchObject([
      { kind: 'completion-corrected', subject: 'A completion on your record does not count any more' },
    ]);
    expect(rows[0].text).not.toContain('Somebody else used');
  });

  it.each([
    [{ result: 'withdrawn', reason: '  ' }, 'reason'],
    [{ result: 'withdrawn', reason: 'x'.repeat(501) }, 'reason'],
    [{ result: 'fail', reason: 'No' }, 'result'],
  ])('is refused with %j', async (body, field) => {
    const answer = await lead.post(`${address()}/correction`, body);
    expect(answer.status).toBe(422);
    expect(answer.body['errors']).toMatchObject([{ field }]);
    expect(await learning.rows('completion_correction', learner)).toEqual([]);
  });

  it('is another agency’s as little as nobody’s (A2), and not a line manager’s or the person’s own', async () => {
    const stranger = await leadOf(904);
    const body = { result: 'withdrawn', reason: 'Not mine to say' };
    for (const path of [
      address(),
      address(randomUUID()),
      address(learner.membershipIds[0], randomUUID()),
      address(learner.membershipIds[1]),
    ]) {
      expect(outcome(await stranger.get(path))).toEqual([404, 'request.not-found']);
      expect(outcome(await stranger.post(`${path}/correction`, body))).toEqual([404, 'request.not-found']);
    }
    expect(outcome(await lead.get(address(learner.membershipIds[1])))).toEqual([404, 'request.not-found']);
    expect((await learner.browser.post(`${address()}/correction`, body)).status).toBe(403);
    const email = `manager-${agency}@trust.example`;
    await learning.app.people.addPerson(email, { agencyId: agency, grants: ['line-manager'] });
    const manager = await learning.app.signIn(email);
    expect((await manager.post(`${address()}/correction`, body)).status).toBe(403);
    expect(await verified()).toBe('valid');
  });
});
