import * as z from 'zod';
import { block, source } from './curriculum.contract.js';
import { ruleAsking, standingState } from './standing.contract.js';
import { contentId, day, freeText, id, instant, slug } from './field.js';

/** One line of the task list. */
export const learningItem = z
  .strictObject({
    module: slug,
    title: z.string(),
    minutes: z.int(),
    sensitive: z.boolean(),
    state: standingState,
    dueOn: day.nullable(),
    completedOn: day.nullable(),
    /** Last day on which the completion counts; `null` when nothing is completed. */
    validUntil: day.nullable(),
    /** Which of one's agencies asks for it: more than one for somebody with two jobs. */
    requiredBy: z.array(z.string()),
    /** The rules that ask for it, each with the agency whose member it asks; by agency, the earliest due day first. */
    askedBy: z.array(z.strictObject({ ...ruleAsking.shape, agency: z.string() })),
    certificateNumber: z.string().nullable(),
  })
  .meta({ id: 'LearningItem' });
export type LearningItem = z.infer<typeof learningItem>;

/** `GET /api/learning`: the practitioner's own list. A module stands in exactly one of the three lists. */
export const learningList = z
  .strictObject({
    carryOn: z
      .strictObject({
        module: slug,
        title: z.string(),
        place: z.string(),
        path: z.string(),
        minutesLeft: z.int(),
      })
      .nullable(),
    required: z.array(learningItem),
    recommended: z.array(learningItem),
    done: z.array(learningItem),
    /** Completions that were recorded by mistake and do not count any more, the last withdrawn first. */
    withdrawn: z.array(
      z.strictObject({
        module: slug,
        title: z.string(),
        completedOn: day,
        withdrawnOn: day,
        reason: z.string(),
        agency: z.string().nullable().describe('Whose training lead corrected it'),
        cpdEntryId: id.nullable(),
      }),
    ),
  })
  .meta({ id: 'LearningList' });
export type LearningList = z.infer<typeof learningList>;

/** Something still to do before finishing, and the page that does it. */
export const missingPart = z
  .strictObject({ label: z.string(), path: z.string() })
  .meta({ id: 'MissingPart' });
export type MissingPart = z.infer<typeof missingPart>;

/** `GET /api/learning/:module`: before you start, and where you are. */
export const learningModule = z
  .strictObject({
    module: slug,
    title: z.string(),
    minutes: z.int(),
    contentNote: z.string(),
    madeFrom: z.string(),
    outcomes: z.array(z.string()),
    passMark: z.int(),
    questionCount: z.int(),
    scenarioTitle: z.string(),
    evidence: z.strictObject({ publishedPage: z.array(z.string()), general: z.array(z.string()) }),
    localInserts: z.array(z.string()),
    /** The running attempt, pinned to its version; `null` before the start and after the finish. */
    attempt: z
      .strictObject({
        id,
        version: z.int(),
        newerVersion: z
          .strictObject({ version: z.int(), change: z.string(), note: z.string().nullable() })
          .nullable(),
        startedAt: instant,
        savedAt: instant,
        resumePath: z.string(),
        resumeLabel: z.string(),
        parts: z.array(
          z.strictObject({
            label: z.string(),
            path: z.string(),
            state: z.enum(['to-do', 'done', 'skipped', 'optional']),
          }),
        ),
        missing: z.array(missingPart),
      })
      .nullable(),
    latestCompletion: z
      .strictObject({ completedOn: day, version: z.int(), minutes: z.int(), certificateNumber: z.string() })
      .nullable(),
    withdrawn: z.boolean(),
  })
  .meta({ id: 'LearningModule' });
export type LearningModule = z.infer<typeof learningModule>;

/** `GET /api/learning/:module/section/:n` (n from 1). */
export const learningSection = z
  .strictObject({
    module: slug,
    moduleTitle: z.string(),
    number: z.int(),
    count: z.int(),
    id: contentId,
    heading: z.string(),
    /** Stands before the section's text; `null` for the most, which need no note beside the module's. */
    contentNote: z.string().nullable(),
    blocks: z.array(block),
    sources: z.array(source),
    opened: z.boolean(),
    /** Whether the module is finished: it may be read again, and nothing is saved any more. */
    finished: z.boolean(),
    previousPath: z.string(),
    nextPath: z.string(),
  })
  .meta({ id: 'LearningSection' });
export type LearningSection = z.infer<typeof learningSection>;

/** Answer to every save: when it was kept, and where to go next. */
export const saved = z.strictObject({ savedAt: instant, nextPath: z.string() }).meta({ id: 'Saved' });
export type Saved = z.infer<typeof saved>;

/** Body of `POST /api/learning/:module/section`: this section was opened. */
export const openSectionRequest = z.strictObject({ sectionId: contentId }).meta({ id: 'OpenSection' });

/** How good a choice was. It leaves the server only after the choice. */
export const choiceQuality = z.enum(['strong', 'partial', 'risky']);

/** `GET /api/learning/:module/scenario`: the path so far and the decision, or the ending, that comes next. */
export const learningScenario = z
  .strictObject({
    module: slug,
    moduleTitle: z.string(),
    title: z.string(),
    intro: z.string(),
    state: z.enum(['running', 'ended', 'skipped']),
    taken: z.array(
      z.strictObject({
        nodeId: contentId,
        text: z.string(),
        choice: z.string(),
        quality: choiceQuality,
        /** Whether the page had only one way on, which is no choice of the person's. */
        onlyWay: z.boolean(),
      }),
    ),
    node: z
      .strictObject({
        nodeId: contentId,
        text: z.string(),
        choices: z.array(z.strictObject({ choiceId: contentId, text: z.string() })),
      })
      .nullable(),
    ending: z.strictObject({ endingId: contentId, text: z.string() }).nullable(),
    /** Whether the module is finished: the path may be read again, and no choice is taken any more. */
    finished: z.boolean(),
    nextPath: z.string(),
  })
  .meta({ id: 'LearningScenario' });
export type LearningScenario = z.infer<typeof learningScenario>;

/** Body of `POST …/scenario/choice`. */
export const chooseRequest = z
  .strictObject({ nodeId: contentId, choiceId: contentId })
  .meta({ id: 'Choose' });
/** Body of `POST …/scenario/again`: go back to this decision and choose again. The old path is kept as history. */
export const chooseAgainRequest = z.strictObject({ nodeId: contentId }).meta({ id: 'ChooseAgain' });

/** An option as it may be seen before answering. */
export const checkOption = z.strictObject({ optionId: contentId, text: z.string() });

/**
 * `GET /api/learning/:module/check`: the question to answer now, or that the check is passed. `not-yet` says that
 * a round has just ended below the mark: `question` is then the first of the next round, which holds those
 * still wrong.
 */
export const learningCheck = z
  .strictObject({
    module: slug,
    moduleTitle: z.string(),
    passMark: z.int(),
    questionCount: z.int(),
    round: z.int(),
    /** Questions of this round, in order, and whether each has been answered in it. */
    questions: z.array(z.strictObject({ questionId: contentId, number: z.int(), answered: z.boolean() })),
    /** `null` when the check is passed. */
    question: z
      .strictObject({
        questionId: contentId,
        number: z.int().describe('Position in this round, from 1'),
        count: z.int().describe('Questions in this round'),
        stem: z.string(),
        options: z.array(checkOption),
      })
      .nullable(),
    rightCount: z.int().describe('Questions right so far, over all rounds'),
    outcome: z.enum(['running', 'passed', 'not-yet']),
    nextPath: z.string(),
  })
  .meta({ id: 'LearningCheck' });
export type LearningCheck = z.infer<typeof learningCheck>;

/** Body of `POST …/check/answer`. */
export const answerRequest = z
  .strictObject({
    questionId: contentId,
    optionId: z.string('Choose an answer').min(1, 'Choose an answer').max(80),
    round: z.int().min(1),
  })
  .meta({ id: 'Answer' });
export type AnswerRequest = z.infer<typeof answerRequest>;

/** What the server says once the answer is kept: a reason for every option. */
export const answerResult = z
  .strictObject({
    savedAt: instant,
    questionId: contentId,
    chosenOptionId: contentId,
    correct: z.boolean(),
    /** What the question was about. Some topics give the answer away, so it comes only with it. */
    topic: z.string(),
    options: z.array(checkOption.extend({ correct: z.boolean(), feedback: z.string() })),
    sources: z.array(source),
    roundFinished: z.boolean(),
    outcome: z.enum(['running', 'passed', 'not-yet']),
    rightCount: z.int(),
    nextPath: z.string(),
  })
  .meta({ id: 'AnswerResult' });
export type AnswerResult = z.infer<typeof answerResult>;

const REFLECTION_LENGTH = 4000;

/** `GET /api/learning/:module/reflection`: one's own words, decrypted for their owner alone. */
export const learningReflection = z
  .strictObject({
    module: slug,
    moduleTitle: z.string(),
    prompts: z.array(z.strictObject({ prompt: z.string(), text: z.string() })),
    practiceChangeIdeas: z.array(z.string()),
    intention: z.string().describe('What follows "I will…"'),
    intentionOn: day.nullable(),
    /** Counts saves; a save must name the one it was made from, so that two tabs cannot overwrite each other. */
    revision: z.int(),
    nextPath: z.string(),
  })
  .meta({ id: 'LearningReflection' });
export type LearningReflection = z.infer<typeof learningReflection>;

/** Body of `PUT …/reflection`. Private and encrypted; optional in every part. */
export const saveReflectionRequest = z
  .strictObject({
    texts: z.array(freeText('Each reflection', REFLECTION_LENGTH)).max(5),
    intention: freeText('What you will do', 1000),
    intentionOn: day.nullable(),
    revision: z.int().min(0),
  })
  .meta({ id: 'SaveReflection' });
export type SaveReflectionRequest = z.infer<typeof saveReflectionRequest>;

/** Answer to `PUT …/reflection`. */
export const savedReflection = z
  .strictObject({ savedAt: instant, revision: z.int() })
  .meta({ id: 'SavedReflection' });
export type SavedReflection = z.infer<typeof savedReflection>;

/** Body of `POST …/completion`. Minutes may be lowered by the person, never raised; leave out to take those credited. */
export const finishRequest = z.strictObject({ minutes: z.int().min(0).optional() }).meta({ id: 'Finish' });
export type FinishRequest = z.infer<typeof finishRequest>;

/** `POST …/completion` and `GET …/finish` after it: the fact that a person finished. */
export const finished = z
  .strictObject({
    completionId: id,
    module: slug,
    moduleTitle: z.string(),
    version: z.int(),
    completedOn: day,
    validUntil: day,
    minutes: z.int(),
    statedMinutes: z.int(),
    participatoryMinutes: z.int(),
    certificateNumber: z.string(),
    cpdEntryId: id,
    /** Agencies that hold this as their evidence. */
    evidencedFor: z.array(z.string()),
    practiceChangeIdeas: z.array(z.string()),
    intention: z.string(),
    intentionOn: day.nullable(),
    next: z.strictObject({ module: slug, title: z.string(), minutes: z.int() }).nullable(),
  })
  .meta({ id: 'Finished' });
export type Finished = z.infer<typeof finished>;

/** `GET …/finish`: either what is left, with the minutes that would be credited, or what was finished. */
export const finishState = z
  .strictObject({
    module: slug,
    moduleTitle: z.string(),
    missing: z.array(missingPart),
    creditableMinutes: z.int(),
    finished: finished.nullable(),
  })
  .meta({ id: 'FinishState' });
export type FinishState = z.infer<typeof finishState>;
