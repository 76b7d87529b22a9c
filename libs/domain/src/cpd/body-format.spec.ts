import { calendarDate } from '../calendar-date.js';
import { copyText, cpdForm, gapsToExplain, hours, type CpdBody } from './body-format.js';
import { NO_WORDS, type CpdEntry, type CpdFacts } from './cpd-record.js';

/** Thirty-five minutes alone with a module, nothing written yet. */
const solo: CpdFacts = {
  recordId: 'r1',
  fullName: 'Ada Learner',
  registrationBody: 'nmc',
  registrationNumber: '00A0000B',
  agency: 'Riverside Community Trust',
  roleTitle: 'School nurse',
  title: 'Kern: what young people needed',
  description: 'Supporting a young witness before, during and after a trial',
  provider: 'Learning Reviews',
  moduleVersion: 2,
  learningType: 'self-directed',
  startedOn: calendarDate('2026-11-20'),
  completedOn: calendarDate('2026-11-22'),
  minutesSolo: 35,
  minutesParticipatory: 0,
  participatoryEvidence: null,
  themes: ['Support through justice', 'Child’s voice and daily life'],
  learningOutcomes: ['Explain special measures', 'Plan a handover'],
  certificateNumber: '0123456789ABCDEFGHJK',
  verificationUrl: 'https://example.org/verify/0123456789ABCDEFGHJK',
  evidence: '',
  source: 'platform',
  attestedBy: null,
};
/** An hour with others, elsewhere, a month before. */
const together: CpdFacts = {
  ...solo,
  recordId: 'r2',
  title: 'Safeguarding supervision group',
  description: '',
  provider: 'Riverside Academy Trust',
  moduleVersion: null,
  learningType: 'peer-discussion',
  startedOn: null,
  completedOn: calendarDate('2026-10-22'),
  minutesSolo: 0,
  minutesParticipatory: 60,
  participatoryEvidence: { facilitator: 'B. Facilitator', on: calendarDate('2026-10-22'), groupSize: 6 },
  themes: [],
  learningOutcomes: [],
  certificateNumber: null,
  verificationUrl: null,
  evidence: 'Attendance list',
  source: 'imported',
  attestedBy: 'C. Lead',
};
const unwritten: CpdEntry = { facts: solo, words: NO_WORDS };
const written: CpdEntry = {
  facts: together,
  words: {
    learned: 'To ask who has told the child.',
    impact: 'I plan handovers.',
    peer: 'My peer asked who decides.',
    codeLinks: ['prioritise-people', 'preserve-safety'],
  },
};

/** One row of a form by heading. */
const fields = (body: CpdBody, entry: CpdEntry): Record<string, string> => {
  const form = cpdForm(body, [entry]);
  return Object.fromEntries(form.columns.map((column, index) => [column, form.rows[0]?.[index] ?? '?']));
};

describe('Social Work England', () => {
  it('has the fields of its form, and leaves the practitioner’s own empty', () => {
    expect(fields('social-work-england', unwritten)).toEqual({
      'Type of CPD': 'Self-directed e-learning',
      'Short description and why it is relevant':
        'Kern: what young people needed. Supporting a young witness before, during and after a trial',
      Date: '2026-11-22',
      'What you learned': '',
      'Positive impact on your practice and on the people you work with': '',
      'What you learned from discussing it with a peer': '',
    });
  });

  it('makes text to copy, with room where something is left to write', () => {
    expect(
      copyText('social-work-england', { ...unwritten, words: { ...NO_WORDS, learned: 'Ask early.' } }),
    ).toBe(
      [
        'Type of CPD:\nSelf-directed e-learning',
        'Short description and why it is relevant:\nKern: what young people needed. Supporting a young witness before, during and after a trial',
        'Date:\n2026-11-22',
        'What you learned:\nAsk early.',
        'Positive impact on your practice and on the people you work with:\n',
        'What you learned from discussing it with a peer:\n',
      ].join('\n\n'),
    );
  });

  it('never takes a discussion for a peer reflection that nobody wrote', () => {
    const entry = { facts: together, words: NO_WORDS };
    expect(fields('social-work-england', entry)['What you learned from discussing it with a peer']).toBe('');
  });
});

describe('NMC', () => {
  it('gives solo e-learning its hours and 0 participatory hours', () => {
    expect(fields('nmc', unwritten)).toEqual({
      Dates: '2026-11-20 to 2026-11-22',
      Method: 'Self-directed e-learning',
      'Topic and how it relates to your practice':
        'Kern: what young people needed. Supporting a young witness before, during and after a trial',
      'Link to the Code': '',
      'Number of hours': '0.58',
      'Number of participatory hours': '0',
    });
  });

  it('counts learning with others, and prints what was written', () => {
    expect(fields('nmc', written)).toEqual({
      Dates: '2026-10-22',
      Method: 'Peer discussion',
      'Topic and how it relates to your practice': 'Safeguarding supervision group\nI plan handovers.',
      'Link to the Code': 'Prioritise people; Preserve safety',
      'Number of hours': '1',
      'Number of participatory hours': '1',
    });
  });
});

describe('HCPC', () => {
  it('has the fields of its list', () => {
    expect(fields('hcpc', written)).toEqual({
      Date: '2026-10-22',
      'Type of learning': 'Work-based',
      'What you did': 'Safeguarding supervision group',
      'What you learned': 'To ask who has told the child.',
      'Benefit to your practice or service, and to service users': 'I plan handovers.',
    });
  });

  it.each([
    ['self-directed', 'Self-directed'],
    ['reading', 'Self-directed'],
    ['facilitated-group', 'Formal'],
    ['peer-discussion', 'Work-based'],
  ] as const)('calls %s %s', (learningType, expected) => {
    const entry = { ...unwritten, facts: { ...solo, learningType } };
    expect(fields('hcpc', entry)['Type of learning']).toBe(expected);
  });
});

describe('the generic form', () => {
  it('holds every fact', () => {
    expect(fields('generic', written)).toEqual({
      'Date completed': '2026-10-22',
      'Date started': '',
      Title: 'Safeguarding supervision group',
      Version: '',
      Provider: 'Riverside Academy Trust',
      'Type of learning': 'Peer discussion',
      Description: '',
      'Learning outcomes': '',
      Themes: '',
      Minutes: '60',
      'Participatory minutes': '60',
      'Evidence of learning together': 'Facilitator: B. Facilitator; Date: 2026-10-22; Group of 6',
      'Evidence held': 'Attendance list',
      Certificate: '',
      'Check it at': '',
      Source: 'Imported, and attested (attested by C. Lead)',
      Name: 'Ada Learner',
      Registration: 'nmc 00A0000B',
      Agency: 'Riverside Community Trust',
      Role: 'School nurse',
      'What you learned': 'To ask who has told the child.',
      'The difference it makes': 'I plan handovers.',
      'What you learned from discussing it with a peer': 'My peer asked who decides.',
    });
    expect(fields('generic', unwritten)).toMatchObject({
      Version: '2',
      Themes: 'Support through justice; Child’s voice and daily life',
      'Learning outcomes': 'Explain special measures; Plan a handover',
      Certificate: '0123456789ABCDEFGHJK',
      Source: 'Recorded by this platform',
    });
  });
});

describe('every form', () => {
  it.each(['social-work-england', 'nmc', 'hcpc', 'generic'] as const)(
    '%s is in order of date and adds up',
    (body) => {
      const form = cpdForm(body, [unwritten, written]);
      const day = form.columns.findIndex((column) => column.startsWith('Date'));
      expect(form.rows.map((row) => row[day]?.slice(0, 10))).toEqual(
        ['2026-10-22', '2026-11-20'].map((text, index) =>
          body === 'nmc' || index === 0 ? text : '2026-11-22',
        ),
      );
      for (const row of form.rows) expect(row).toHaveLength(form.columns.length);
      expect(form).toMatchObject({ minutes: 95, participatoryMinutes: 60 });
    },
  );

  it.each([
    [
      'social-work-england',
      [
        'What you learned',
        'Positive impact on your practice and on the people you work with',
        'What you learned from discussing it with a peer',
      ],
    ],
    ['nmc', ['Topic and how it relates to your practice', 'Link to the Code']],
    ['hcpc', ['What you learned', 'Benefit to your practice or service, and to service users']],
    [
      'generic',
      ['What you learned', 'The difference it makes', 'What you learned from discussing it with a peer'],
    ],
  ] as const)('%s says what is left to write', (body, expected) => {
    expect(cpdForm(body, [written, unwritten]).leftToWrite).toEqual(expected);
    expect(cpdForm(body, [written]).leftToWrite).toEqual([]);
    expect(cpdForm(body, []).leftToWrite).toEqual([]);
  });
});

describe('hours', () => {
  it.each([
    [0, '0'],
    [1, '0.02'],
    [35, '0.58'],
    [40, '0.67'],
    [45, '0.75'],
    [60, '1'],
    [90, '1.5'],
    [2100, '35'],
  ])('%i minutes are %s', (minutes, expected) => {
    expect(hours(minutes)).toBe(expected);
  });
});

describe('gapsToExplain', () => {
  const period = { from: calendarDate('2024-11-22'), to: calendarDate('2026-11-22') };
  const gaps = (...days: string[]) =>
    gapsToExplain(days.map(calendarDate), period).map((gap) => `${gap.from} ${gap.to}`);

  it('is the whole period when nothing was learned', () => {
    expect(gaps()).toEqual(['2024-11-22 2026-11-22']);
  });

  it('counts three months to the day as a gap, and a day less as none', () => {
    const monthly = Array.from({ length: 23 }, (_, index) => {
      const month = (index + 11) % 12;
      return `${2024 + Math.floor((index + 11) / 12)}-${String(month + 1).padStart(2, '0')}-22`;
    });
    expect(gaps(...monthly)).toEqual([]);
    const longer = monthly.filter((day) => day !== '2025-05-22' && day !== '2025-06-22');
    expect(gaps(...longer)).toEqual(['2025-04-22 2025-07-22']);
    expect(gaps(...longer.map((day) => (day === '2025-07-22' ? '2025-07-21' : day)))).toEqual([]);
  });

  it('leaves out days beyond the period', () => {
    expect(gaps('2024-11-21', '2026-11-23')).toHaveLength(1);
  });
});
