import type {
  AnswerResult,
  Finished,
  LearningCheck,
  LearningItem,
  LearningModule,
  LearningReflection,
  LearningScenario,
  LearningSection,
} from '@learning-reviews/contracts/learning.contract';

/** Answers of the server about one module, as its contract has them; each with changes laid over it. */

export const MODULE = 'kern-young-person';
export const API = `/api/learning/${MODULE}`;
export const PAGE = `/learning/${MODULE}`;
export const TITLE = 'Before, during and after court';
export const SAVED_AT = '2026-11-22T14:05:00.000Z';

export function item(changes: Partial<LearningItem> = {}): LearningItem {
  return {
    module: MODULE,
    title: TITLE,
    minutes: 40,
    sensitive: true,
    state: 'not-started',
    dueOn: '2027-01-31',
    completedOn: null,
    validUntil: null,
    requiredBy: ['Southmoor Community Trust'],
    askedBy: [{ agency: 'Southmoor Community Trust', setBy: 'agency', dueOn: '2027-01-31' }],
    certificateNumber: null,
    ...changes,
  };
}

export function moduleAnswer(changes: Partial<LearningModule> = {}): LearningModule {
  return {
    module: MODULE,
    title: TITLE,
    minutes: 40,
    contentNote: 'This module is about giving evidence. It does not describe abuse.',
    madeFrom: 'Learning Review of Operation Kern, strand 1',
    outcomes: ['Explain why therapy should not wait for a trial.'],
    passMark: 6,
    questionCount: 8,
    scenarioTitle: 'Waiting for the date',
    evidence: { publishedPage: ['The board held a review.'], general: ['Law on special measures.'] },
    localInserts: ['Findings, in your own words.'],
    attempt: null,
    latestCompletion: null,
    withdrawn: false,
    ...changes,
  };
}

export function attempt(changes: Partial<NonNullable<LearningModule['attempt']>> = {}) {
  return {
    id: '01936d5e-0000-7000-8000-00000000000a',
    version: 1,
    newerVersion: null,
    startedAt: SAVED_AT,
    savedAt: SAVED_AT,
    resumePath: `${PAGE}/section/3`,
    resumeLabel: 'Section 3 of 7',
    parts: [
      { label: 'A child first', path: `${PAGE}/section/1`, state: 'done' as const },
      { label: 'Scenario: Waiting for the date', path: `${PAGE}/scenario`, state: 'to-do' as const },
    ],
    missing: [],
    ...changes,
  };
}

export function section(changes: Partial<LearningSection> = {}): LearningSection {
  return {
    module: MODULE,
    moduleTitle: TITLE,
    number: 3,
    count: 7,
    id: 'the-long-wait',
    heading: 'The long wait',
    contentNote: null,
    blocks: [
      {
        kind: 'paragraph',
        runs: [
          { text: 'The wait is ', style: 'plain' },
          { text: 'long', style: 'strong' },
          { text: '.', style: 'plain' },
        ],
      },
      { kind: 'list', items: [[{ text: '<b>Name</b> one worker.', style: 'plain' }]] },
    ],
    sources: [
      {
        id: 'CPS-PTT',
        citation: 'Pre-trial therapy',
        url: 'https://example.org/ptt',
        confidence: 'full-text',
      },
      { id: 'K', citation: 'Professional knowledge', url: null, confidence: 'not-yet-checked' },
    ],
    opened: false,
    finished: false,
    previousPath: `${PAGE}/section/2`,
    nextPath: `${PAGE}/section/4`,
    ...changes,
  };
}

export function scenario(changes: Partial<LearningScenario> = {}): LearningScenario {
  return {
    module: MODULE,
    moduleTitle: TITLE,
    title: 'Waiting for the date',
    intro: 'Fictional. Remi is fifteen.',
    state: 'running',
    taken: [],
    node: {
      nodeId: 'n1',
      text: 'A therapy place comes up.',
      choices: [
        { choiceId: 'a', text: 'Wait until after the trial' },
        { choiceId: 'b', text: 'Go ahead if Remi wants it' },
      ],
    },
    ending: null,
    finished: false,
    nextPath: `${PAGE}/check`,
    ...changes,
  };
}

export const RISKY_STEP = {
  nodeId: 'n1',
  text: 'A therapy place comes up.',
  choice: 'Wait until after the trial',
  quality: 'risky' as const,
  onlyWay: false,
};

export function check(changes: Partial<LearningCheck> = {}): LearningCheck {
  return {
    module: MODULE,
    moduleTitle: TITLE,
    passMark: 2,
    questionCount: 2,
    round: 1,
    questions: [
      { questionId: 'q1', number: 1, answered: false },
      { questionId: 'q2', number: 2, answered: false },
    ],
    question: question('q1', 1),
    rightCount: 0,
    outcome: 'running',
    nextPath: `${PAGE}/check`,
    ...changes,
  };
}

export function question(questionId: string, number: number) {
  return {
    questionId,
    number,
    count: 2,
    stem: `What does guidance say (${questionId})?`,
    options: [
      { optionId: 'a', text: 'Therapy should wait' },
      { optionId: 'b', text: 'Therapy should not wait' },
    ],
  };
}

export function answerResult(changes: Partial<AnswerResult> = {}): AnswerResult {
  return {
    savedAt: SAVED_AT,
    questionId: 'q1',
    chosenOptionId: 'a',
    correct: false,
    topic: 'therapy',
    options: [
      { optionId: 'a', text: 'Therapy should wait', correct: false, feedback: 'Waiting can harm health.' },
      { optionId: 'b', text: 'Therapy should not wait', correct: true, feedback: 'Yes, the child decides.' },
    ],
    sources: [],
    roundFinished: false,
    outcome: 'running',
    rightCount: 0,
    nextPath: `${PAGE}/check`,
    ...changes,
  };
}

export function reflection(changes: Partial<LearningReflection> = {}): LearningReflection {
  return {
    module: MODULE,
    moduleTitle: TITLE,
    prompts: [
      { prompt: 'What might the behaviour be telling you?', text: '' },
      { prompt: 'Where is support thinnest?', text: '' },
      { prompt: 'What would you want to say?', text: '' },
    ],
    practiceChangeIdeas: ['Put three contacts in the diary.'],
    intention: '',
    intentionOn: null,
    revision: 4,
    nextPath: `${PAGE}/finish`,
    ...changes,
  };
}

export function finished(changes: Partial<Finished> = {}): Finished {
  return {
    completionId: '01936d5e-0000-7000-8000-00000000000c',
    module: MODULE,
    moduleTitle: TITLE,
    version: 1,
    completedOn: '2026-11-22',
    validUntil: '2028-11-21',
    minutes: 31,
    statedMinutes: 40,
    participatoryMinutes: 0,
    certificateNumber: '7K3M9P2RWX4T6V8B0CDE',
    cpdEntryId: '01936d5e-0000-7000-8000-00000000000d',
    evidencedFor: ['Southmoor Community Trust', 'Hill Street Charity'],
    practiceChangeIdeas: ['Put three contacts in the diary.'],
    intention: 'ask every witness which measures they were told about',
    intentionOn: '2027-01-15',
    next: { module: 'kern-professionals', title: 'Working in long cases', minutes: 35 },
    ...changes,
  };
}
