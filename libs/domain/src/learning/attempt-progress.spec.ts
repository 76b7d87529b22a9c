import {
  attemptPosition,
  isComplete,
  minutesLeft,
  placeAfter,
  placeFromPath,
  placePath,
  resumePlace,
  whatIsMissing,
  type AttemptPlan,
  type AttemptRecord,
} from './attempt-progress.js';
import type { CheckAnswer } from './check.js';

const plan: AttemptPlan = {
  sectionIds: ['why', 'what', 'how'],
  hasScenario: true,
  questionIds: ['q1', 'q2', 'q3', 'q4'], // three must be right
};

const answered = (marks: string, round = 1): CheckAnswer[] =>
  [...marks].map((mark, index) => ({ questionId: `q${index + 1}`, round, correct: mark === '+' }));

const nothing: AttemptRecord = {
  openedSectionIds: [],
  hasScenarioEnded: false,
  isScenarioSkipped: false,
  answers: [],
};
const everything: AttemptRecord = {
  openedSectionIds: ['why', 'what', 'how'],
  hasScenarioEnded: true,
  isScenarioSkipped: false,
  answers: answered('+++-'),
};

/** What is missing, in short: `section 2`, `question 4`, `pass-mark 2/3`. */
const missing = (record: AttemptRecord, of: AttemptPlan = plan): string[] =>
  whatIsMissing(of, record).map((item) => {
    if (item.kind === 'section' || item.kind === 'question') return `${item.kind} ${item.number}`;
    return item.kind === 'pass-mark' ? `pass-mark ${item.rightCount}/${item.neededCount}` : item.kind;
  });

describe('whatIsMissing', () => {
  it.each<[string, Partial<AttemptRecord>, string[]]>([
    ['everything is done, one answer wrong', {}, []],
    ['a section was never opened', { openedSectionIds: ['why', 'how'] }, ['section 2']],
    ['the scenario is not ended', { hasScenarioEnded: false }, ['scenario']],
    ['a skipped scenario counts', { hasScenarioEnded: false, isScenarioSkipped: true }, []],
    ['the last question is open, though three are right', { answers: answered('+++') }, ['question 4']],
    ['the mark is missed by one', { answers: answered('++--') }, ['pass-mark 2/3']],
    [
      'a section of another version counts for nothing',
      { openedSectionIds: ['why', 'old', 'how'] },
      ['section 2'],
    ],
  ])('%s', (_case, change, expected) => {
    const record = { ...everything, ...change };
    expect(missing(record)).toEqual(expected);
    expect(isComplete(plan, record)).toBe(expected.length === 0);
  });

  it('lists everything in the order of the pages when nothing is done', () => {
    expect(missing(nothing)).toEqual([
      'section 1',
      'section 2',
      'section 3',
      'scenario',
      'question 1',
      'question 2',
      'question 3',
      'question 4',
    ]);
  });

  it('is met in a later round', () => {
    const answers = [...answered('++--'), { questionId: 'q3', round: 2, correct: true }];
    expect(missing({ ...everything, answers })).toEqual([]);
  });

  it('asks for no scenario and no question where there is none', () => {
    const reading = { sectionIds: ['why'], hasScenario: false, questionIds: [] };
    expect(missing(nothing, reading)).toEqual(['section 1']);
    expect(missing({ ...nothing, openedSectionIds: ['why'] }, reading)).toEqual([]);
  });

  it('follows the mark of the version', () => {
    expect(missing(everything, { ...plan, passMarkPercent: 100 })).toEqual(['pass-mark 3/4']);
  });
});

describe('resumePlace', () => {
  it.each<[string, Partial<AttemptRecord>, string | null, string]>([
    ['only begun', nothing, null, 'section/1'],
    [
      'left in a section that was opened',
      { ...nothing, openedSectionIds: ['why', 'what'] },
      'section/2',
      'section/2',
    ],
    ['no place stored', { ...nothing, openedSectionIds: ['why'] }, null, 'section/2'],
    ['left in the scenario', { hasScenarioEnded: false }, 'scenario', 'scenario'],
    ['the scenario ended, the check is open', { answers: answered('+') }, 'scenario', 'check'],
    ['left in the check', { answers: answered('+') }, 'check', 'check'],
    ['left in the check below the mark', { answers: answered('++--') }, 'check', 'check'],
    ['the check is passed, a section was jumped', { openedSectionIds: ['why', 'how'] }, 'check', 'section/2'],
    ['all done, left while reflecting', {}, 'reflect', 'reflect'],
    ['reflecting too early', { hasScenarioEnded: false }, 'reflect', 'scenario'],
    ['all done', {}, 'check', 'finish'],
    ['at the finish with something missing', { answers: [] }, 'finish', 'check'],
  ])('%s', (_case, change, left, expected) => {
    const place = resumePlace(plan, { ...everything, ...change }, placeFromPath(plan, left));
    expect(placePath(place)).toBe(expected);
  });
});

describe('placeAfter', () => {
  it('walks the pages in order and stays at the finish', () => {
    const walked = ['section/1'];
    for (let step = 0; step < 7; step += 1) {
      const here = placeFromPath(plan, walked.at(-1) ?? null);
      walked.push(here ? placePath(placeAfter(plan, here)) : '?');
    }
    expect(walked).toEqual([
      'section/1',
      'section/2',
      'section/3',
      'scenario',
      'check',
      'reflect',
      'finish',
      'finish',
    ]);
  });

  it('leaves out a scenario and a check that the module does not have', () => {
    const reading = { sectionIds: ['why'], hasScenario: false, questionIds: [] };
    expect(placeAfter(reading, { kind: 'section', number: 1 })).toEqual({ kind: 'reflect' });
  });
});

describe('placeFromPath', () => {
  it.each(['section/0', 'section/4', 'section/x', 'elsewhere', '', null])('knows no page "%s"', (path) => {
    expect(placeFromPath(plan, path)).toBeNull();
  });
});

describe('minutesLeft', () => {
  it.each([
    [0, 8, 40],
    [1, 8, 35],
    [5, 8, 15],
    [7, 9, 9], // 8.9 rounds up
    [8, 8, 1], // finishing takes a moment too
    [0, 0, 1],
  ])('with %i of %i steps done, %i of 40 minutes', (stepsDone, stepCount, expected) => {
    expect(minutesLeft(40, { stepsDone, stepCount, percent: 0 })).toBe(expected);
  });
});

describe('attemptPosition', () => {
  it.each<[string, Partial<AttemptRecord>, number, number]>([
    ['nothing', nothing, 0, 0],
    ['one section of eight steps', { ...nothing, openedSectionIds: ['why'] }, 1, 12], // 12.5 rounds down
    ['all but one answer', { answers: answered('+++') }, 7, 87],
    ['answered below the mark: the steps are taken', { answers: answered('----') }, 8, 100],
    ['everything', {}, 8, 100],
  ])('%s', (_case, change, stepsDone, percent) => {
    expect(attemptPosition(plan, { ...everything, ...change })).toEqual({ stepsDone, stepCount: 8, percent });
  });
});
