import type { CpdExport } from '@learning-reviews/contracts/cpd.contract';
import {
  addDays,
  addMonths,
  calendarDateIn,
  DEFAULT_TIME_ZONE,
} from '@learning-reviews/domain/calendar-date';
import { hours } from '@learning-reviews/domain/cpd/body-format';
import {
  registrationYear,
  SOCIAL_WORK_ENGLAND_YEAR_START,
} from '@learning-reviews/domain/cpd/registration-year';
import { withoutFormula } from '@learning-reviews/domain/export/csv-cell';
import type { Finished } from '@learning-reviews/contracts/learning.contract';
import { LearningApp, type TestLearner } from '../learning/testing/learning-app.js';
import { readCsv } from '../report/testing/read-csv.js';

const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const BODIES = ['social-work-england', 'nmc', 'hcpc', 'generic'] as const;
/** What must not run in a spreadsheet, however it begins. */
const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\tcmd', '\rcmd'];

let learning: LearningApp;
let sam: TestLearner;
let finished: Finished;
beforeAll(async () => {
  learning = await LearningApp.start();
  sam = await learning.learner({ agencyId: 50, jobRole: 'school-nurse' });
  await sam.browser.put('/api/account/registration', { body: 'nmc', number: '00A0000B' });
  await sam.doAll();
  learning.app.clock.advance({ minutes: 4 });
  finished = await sam.finish();
});
afterAll(() => learning?.close());

const outside = {
  title: 'Group supervision',
  provider: 'The trust',
  learningType: 'peer-discussion',
  completedOn: TODAY,
  minutes: 90,
  participatoryMinutes: 90,
  facilitator: 'B. Facilitator',
  groupSize: 6,
};

async function read(who: TestLearner, query: string): Promise<CpdExport> {
  const answer = await who.browser.get(`/api/cpd/export?${query}`);
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
  return answer.body as unknown as CpdExport;
}

/** The rows of an export by heading. */
const rowsOf = ({ columns, rows }: CpdExport) =>
  rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? '?'])));

describe('a personal export', () => {
  it('says 0 participatory hours for e-learning done alone, in the NMC’s own columns', async () => {
    const form = await read(sam, 'body=nmc');
    expect(rowsOf(form)).toEqual([
      {
        Dates: finished.completedOn,
        Method: 'Self-directed e-learning',
        'Topic and how it relates to your practice': expect.stringContaining(sam.words.title),
        'Link to the Code': '',
        'Number of hours': hours(finished.minutes),
        'Number of participatory hours': '0',
      },
    ]);
    expect(form).toMatchObject({
      body: 'nmc',
      person: 'learner-1',
      minutes: finished.minutes,
      participatoryMinutes: 0,
      leftToWrite: ['Topic and how it relates to your practice', 'Link to the Code'],
      gaps: [],
    });
    expect(form.note).toContain('0 participatory hours');
  });

  it('holds every fact in the generic form', async () => {
    const [row] = rowsOf(await read(sam, 'body=generic'));
    expect(row).toMatchObject({
      'Date completed': finished.completedOn,
      'Date started': finished.completedOn,
      Title: sam.words.title,
      Version: '1',
      Provider: 'Learning Reviews',
      'Learning outcomes': sam.words.outcomes.join('; '),
      Minutes: String(finished.minutes),
      'Participatory minutes': '0',
      Certificate: finished.certificateNumber,
      'Check it at': `http://localhost:3000/verify/${finished.certificateNumber}`,
      Source: 'Recorded by this platform',
      Name: 'learner-1',
      Registration: 'NMC 00A0000B',
      Agency: 'Agency 50',
      'What you learned': '',
    });
    expect(row?.['Description']).toContain(sam.words.madeFrom);
    expect(row?.['Themes']?.split('; ')).toHaveLength(sam.words.themes.length);
    expect(row?.['Role']).not.toBe('');
  });

  it('fills what only the practitioner can write from their own words, and says what is left', async () => {
    const ada = await learning.learner({ agencyId: 50 });
    const { body } = await ada.browser.post('/api/cpd', outside);
    const words = {
      learned: 'To ask who has told the child.',
      impact: '',
      peer: 'My peer asked who decides.',
      codeLinks: ['prioritise-people'],
      revision: 0,
    };
    await ada.browser.put(`/api/cpd/${String(body['id'])}/reflection`, words);

    const form = await read(ada, 'body=social-work-england');
    expect(rowsOf(form)).toEqual([
      {
        'Type of CPD': 'Peer discussion',
        'Short description and why it is relevant': 'Group supervision',
        Date: TODAY,
        'What you learned': words.learned,
        'Positive impact on your practice and on the people you work with': '',
        'What you learned from discussing it with a peer': words.peer,
      },
    ]);
    expect(form.leftToWrite).toEqual(['Positive impact on your practice and on the people you work with']);
    const nmc = await read(ada, 'body=nmc');
    expect(rowsOf(nmc)[0]).toMatchObject({
      'Link to the Code': 'Prioritise people',
      'Number of hours': '1.5',
      'Number of participatory hours': '1.5',
    });
  });

  it('covers the period the body asks about, ending today', async () => {
    const { browser } = sam;
    const period = async (body: string) => {
      const { from, to } = (await browser.get(`/api/cpd/export?body=${body}`)).body;
      return [from, to];
    };
    const swe = registrationYear(TODAY, SOCIAL_WORK_ENGLAND_YEAR_START).startsOn;
    expect(await period('social-work-england')).toEqual([swe, TODAY]);
    expect(await period('nmc')).toEqual([addDays(addMonths(TODAY, -36), 1), TODAY]);
    expect(await period('hcpc')).toEqual([addDays(addMonths(TODAY, -24), 1), TODAY]);
    expect(await period('generic')).toEqual([registrationYear(TODAY).startsOn, TODAY]);
  });

  it('holds both days of a range and none beyond, in order of date', async () => {
    const ada = await learning.learner({ agencyId: 50 });
    for (const completedOn of ['2026-03-02', '2026-03-01', '2026-03-31', '2026-02-28', '2026-04-01']) {
      await ada.browser.post('/api/cpd', { ...outside, completedOn });
    }
    const form = await read(ada, 'body=hcpc&from=2026-03-01&to=2026-03-31');
    expect(rowsOf(form).map((row) => row['Date'])).toEqual(['2026-03-01', '2026-03-02', '2026-03-31']);
    expect(form).toMatchObject({ from: '2026-03-01', to: '2026-03-31', minutes: 270 });
  });

  it('names to a registrant of the HCPC the gaps they have to explain', async () => {
    const ada = await learning.learner({ agencyId: 50 });
    await ada.browser.post('/api/cpd', { ...outside, completedOn: '2025-07-01' });
    const range = 'from=2025-01-01&to=2025-12-31';
    expect((await read(ada, `body=hcpc&${range}`)).gaps).toEqual([
      { from: '2025-01-01', to: '2025-07-01' },
      { from: '2025-07-01', to: '2025-12-31' },
    ]);
    expect((await read(ada, `body=nmc&${range}`)).gaps).toEqual([]);
  });

  it.each([
    ['no body', '', 'request.invalid', 'body'],
    ['a body we do not print for', 'body=gmc', 'request.invalid', 'body'],
    ['a day that is none', 'body=nmc&from=2026-02-30', 'request.invalid', 'from'],
    ['a day past all calendars', 'body=hcpc&to=9999-12-31', 'request.invalid', 'to'],
    [
      'a range that ends before it begins',
      'body=nmc&from=2026-02-02&to=2026-02-01',
      'export.bad-range',
      'from',
    ],
    ['somebody else', 'body=nmc&personId=x', 'request.invalid', 'personId'],
  ])('refuses %s', async (_what, query, code, field) => {
    for (const address of ['/api/cpd/export', '/api/cpd/export.csv']) {
      const refused = await sam.browser.get(`${address}?${query}`);
      expect(refused.body).toMatchObject({ status: 422, code, errors: [{ field }] });
      expect(refused.headers.get('content-disposition')).toBeNull();
    }
  });
});

describe('its CSV file', () => {
  it.each(BODIES)('for %s holds the same cells under the same headings', async (body) => {
    const form = await read(sam, `body=${body}`);
    const file = await sam.browser.get(`/api/cpd/export.csv?body=${body}`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="cpd-${body}-${form.from}-to-${form.to}.csv"`,
    );
    expect(file.headers.get('cache-control')).toContain('no-store');
    const { header, rows } = readCsv(file.text);
    expect(header).toEqual(form.columns);
    expect(rows).toEqual(rowsOf(form));
  });

  it('runs nothing in a spreadsheet, and loses nothing (A11)', async () => {
    const ada = await learning.learner({ agencyId: 50 });
    for (const formula of FORMULAS) {
      const text = `${formula} "quoted", with\na line`;
      const { body } = await ada.browser.post('/api/cpd', {
        ...outside,
        // Titles and providers are trimmed of what stands at their ends.
        title: text,
        facilitator: text,
        description: text,
        evidence: text,
      });
      await ada.browser.put(`/api/cpd/${String(body['id'])}/reflection`, {
        learned: text,
        impact: text,
        peer: text,
        codeLinks: [],
        revision: 0,
      });
    }
    for (const body of BODIES) {
      const { rows } = readCsv((await ada.browser.get(`/api/cpd/export.csv?body=${body}`)).text);
      const cells = rows.flatMap((row) => Object.values(row));
      expect(rows).toHaveLength(FORMULAS.length);
      expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    }
    const { rows } = readCsv((await ada.browser.get('/api/cpd/export.csv?body=generic')).text);
    expect(new Set(rows.map((row) => row['What you learned']))).toEqual(
      new Set(FORMULAS.map((formula) => withoutFormula(`${formula} "quoted", with\na line`))),
    );
  });

  it('keeps letters of every alphabet and marks up nothing', async () => {
    const ada = await learning.learner({ agencyId: 50 });
    const title = 'Zoë’s Łódź 会議 <script>alert(1)</script>';
    await ada.browser.post('/api/cpd', { ...outside, title });
    const { text } = await ada.browser.get('/api/cpd/export.csv?body=hcpc');
    expect(readCsv(text).rows[0]?.['What you did']).toBe(title);
  });
});
