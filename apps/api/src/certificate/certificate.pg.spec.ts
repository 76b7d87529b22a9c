import { inflateSync } from 'node:zlib';
import { addDays, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { lastValidDay } from '@learning-reviews/domain/learning/standing';
import type { Finished } from '@learning-reviews/contracts/learning.contract';
import { v7 as uuid } from 'uuid';
import { LearningApp, type TestLearner } from '../learning/testing/learning-app.js';

const NOBODYS = '7Q2ZK-4M7XT-0HVWN-5RDJA';
const NAME = 'Zoë Łukasz-O’Learner <b>&</b>';

let learning: LearningApp;
let sam: TestLearner;
let finished: Finished;
beforeAll(async () => {
  learning = await LearningApp.start();
  sam = await learning.learner({ agencyId: 70 });
  await learning.app.testDatabase.superuser.query('update person set name = $2 where id = $1', [
    sam.personId,
    NAME,
  ]);
  await sam.doAll();
  learning.app.clock.advance({ minutes: 4 });
  finished = await sam.finish();
});
afterAll(() => learning?.close());

const show = (who: TestLearner, number: string) =>
  who.browser.get(`/api/certificate/${encodeURIComponent(number)}`);

async function pdf(who: TestLearner, number: string): Promise<{ file: Buffer; headers: Headers }> {
  const { app } = learning;
  const cookie = `lr=${who.browser.cookie('lr') ?? ''}`;
  const response = await fetch(`${app.address}/api/certificate/${number}/pdf`, { headers: { cookie } });
  expect(response.status).toBe(200);
  return { file: Buffer.from(await response.arrayBuffer()), headers: response.headers };
}

/** What a PDF holds: its objects as they are, and every compressed stream opened. */
function opened(file: Buffer): string {
  const text = file.toString('latin1');
  const streams = [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, stream = '']) => {
    try {
      return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
    } catch {
      return stream;
    }
  });
  return [text, ...streams].join('\n');
}

describe('GET /api/certificate/:number', () => {
  it('shows its owner what they completed', async () => {
    const { body } = await show(sam, finished.certificateNumber);
    expect(body).toEqual({
      number: finished.certificateNumber,
      personName: NAME,
      module: sam.module,
      moduleTitle: sam.words.title,
      madeFrom: sam.words.madeFrom,
      outcomes: sam.words.outcomes,
      version: 1,
      completedOn: finished.completedOn,
      validUntil: lastValidDay(calendarDateIn(learning.app.clock.now().getTime(), DEFAULT_TIME_ZONE)),
      minutes: finished.minutes,
      participatoryMinutes: 0,
      status: 'valid',
      verificationUrl: `http://localhost:3000/verify/${finished.certificateNumber}`,
    });
  });

  it('reads the number as people type it', async () => {
    const typed = finished.certificateNumber.toLowerCase().replaceAll('-', ' ');
    expect((await show(sam, typed)).body['number']).toBe(finished.certificateNumber);
  });

  it('keeps the words of the version that was learned', async () => {
    await learning.publish('Another title altogether');
    expect((await show(sam, finished.certificateNumber)).body).toMatchObject({
      moduleTitle: sam.words.title,
      version: 1,
    });
  });

  it('is to anybody else what no certificate is', async () => {
    const other = await learning.learner({ agencyId: 70, grants: ['training-lead'] });
    const said = async (number: string) => {
      const { status, body } = await show(other, number);
      return { status, ...body, requestId: '' };
    };
    const theirs = await said(finished.certificateNumber);
    expect(theirs).toMatchObject({ status: 404, code: 'request.not-found' });
    for (const number of [NOBODYS, 'not-a-number', "';drop table certificate", 'x'.repeat(60)]) {
      expect(await said(number)).toEqual(theirs);
    }
    const file = await other.browser.get(`/api/certificate/${finished.certificateNumber}/pdf`);
    expect([file.status, file.body.code]).toEqual([404, 'request.not-found']);
    expect(file.headers.get('content-disposition')).toBeNull();
  });

  it('says when it has expired, and that it was corrected', async () => {
    const ada = await learning.learner({ agencyId: 70 });
    const { superuser } = learning.app.testDatabase;
    const longAgo = addDays(calendarDateIn(Date.now(), DEFAULT_TIME_ZONE), -800);
    const [attemptId, completionId] = [uuid(), uuid()];
    await superuser.query(
      `insert into attempt (person_id, id, module_id, version, state, started_at, saved_at, finished_at)
       values ($1, $2, $3, 1, 'complete', $4, $4, $4)`,
      [ada.personId, attemptId, learning.moduleId, `${longAgo}T12:00:00Z`],
    );
    await superuser.query(
      `insert into completion (person_id, id, attempt_id, module_id, version, completed_at, correct_count, question_count, minutes)
       select person_id, $3, id, module_id, version, finished_at, 7, 8, 34 from attempt where person_id = $1 and id = $2`,
      [ada.personId, attemptId, completionId],
    );
    await superuser.query(
      'insert into certificate (number, person_id, completion_id, issued_at) values ($1, $2, $3, now())',
      [NOBODYS.replaceAll('-', ''), ada.personId, completionId],
    );
    expect((await show(ada, NOBODYS)).body).toMatchObject({
      status: 'expired',
      validUntil: lastValidDay(longAgo),
    });
    await superuser.query(
      `insert into completion_correction (person_id, id, completion_id, what, reason, by, at)
       values ($1, $2, $3, '{"minutes": 30}', 'Counted twice', $1, now())`,
      [ada.personId, uuid(), completionId],
    );
    expect((await show(ada, NOBODYS)).body).toMatchObject({ status: 'corrected' });
  });
});

describe('its PDF', () => {
  it('is a file of its own name, in no cache', async () => {
    const { file, headers } = await pdf(sam, finished.certificateNumber);
    expect(file.subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(file.subarray(-6).toString().trim()).toBe('%%EOF');
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="certificate-${finished.certificateNumber}.pdf"`,
    );
    expect(headers.get('cache-control')).toContain('no-store');
    expect(file.length).toBeLessThan(100_000);
  });

  it('is tagged: a language, a title, headings, lists and a link that says where it leads', async () => {
    const inside = opened((await pdf(sam, finished.certificateNumber)).file);
    const expected = [
      '/Lang (en-GB)',
      '/Marked true',
      '/DisplayDocTitle true',
      '<pdfuaid:part>1</pdfuaid:part>',
      `Certificate ${finished.certificateNumber}`,
      `/Contents (Check certificate ${finished.certificateNumber})`,
      `/URI (http://localhost:3000/verify/${finished.certificateNumber})`,
      ...['Document', 'H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Link'].map((tag) => `/S /${tag}\n`),
      '/Artifact <<',
    ];
    // A list of what is missing: the whole file in a message would help nobody.
    expect(expected.filter((part) => !inside.includes(part))).toEqual([]);
    // Its fonts travel with it.
    expect(inside.match(/\/FontFile2/g)).toHaveLength(2);
  });

  it('is the same paper for everybody who asks at once', async () => {
    const files = await Promise.all(Array.from({ length: 8 }, () => pdf(sam, finished.certificateNumber)));
    const lengths = new Set(files.map(({ file }) => file.length));
    expect(lengths.size).toBe(1);
  });
});
