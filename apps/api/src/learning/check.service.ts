import { Injectable } from '@nestjs/common';
import type {
  AnswerRequest,
  AnswerResult,
  LearningCheck,
} from '@learning-reviews/contracts/learning.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import {
  answerRefusal,
  checkState,
  type CheckState,
  optionOrder,
} from '@learning-reviews/domain/learning/check';
import { answeredQuestion, learnerView } from '@learning-reviews/content/learner-view';
import { CurriculumService } from '../curriculum/curriculum.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { Attempt } from './attempt.js';
import { AttemptRepository, type SavedAnswer } from './attempt.repository.js';
import { OwnAttempts } from './own-attempts.service.js';

const CHECK = { kind: 'check' } as const;
const REFLECT = { kind: 'reflect' } as const;

/** The knowledge check of an attempt. What is right, and why, leaves the server only after the answer. */
@Injectable()
export class CheckService {
  constructor(
    private readonly database: Database,
    private readonly attempts: OwnAttempts,
    private readonly answers: AttemptRepository,
    private readonly curriculum: CurriculumService,
    private readonly onceOnly: OnceOnly,
    private readonly clock: Clock,
  ) {}

  /** The question to answer now, or that the check is passed. */
  show(scope: PersonScope, slug: string): Promise<LearningCheck> {
    return this.database.read(scope, async (tx) => checkView(await this.attempts.require(scope, tx, slug)));
  }

  /**
   * Keeps an answer and gives the reason for every option. The same answer again gives the same result.
   *
   * @throws DomainError `learning.already-answered` for another answer to a question answered in this
   * round, `learning.wrong-question` for a question this round does not hold.
   */
  async answer(
    scope: PersonScope,
    submission: Submission,
    slug: string,
    request: AnswerRequest,
  ): Promise<AnswerResult> {
    // Only the outcome is kept for a repetition; the words come from the version again.
    let words: AnsweredWords | undefined;
    const kept = await this.onceOnly.write(scope, submission, async (tx) => {
      const outcome = await this.keep(scope, tx, slug, request);
      words = await this.words(scope, tx, outcome, request);
      return outcome;
    });
    words ??= await this.database.read(scope, (tx) => this.words(scope, tx, kept, request));
    const { savedAt, roundFinished, outcome, rightCount, nextPath } = kept;
    return { ...words, savedAt, roundFinished, outcome, rightCount, nextPath };
  }

  private async words(
    scope: PersonScope,
    tx: Transaction,
    { attemptId, moduleId, version }: KeptAnswer,
    { questionId, optionId }: AnswerRequest,
  ): Promise<AnsweredWords> {
    const content = await this.curriculum.content(scope, tx, moduleId, version);
    const question = answeredQuestion(content, questionId, optionId);
    const options = optionOrder(question.options, attemptId, question.id);
    return {
      questionId: question.id,
      chosenOptionId: question.chosenOptionId,
      correct: question.correct,
      topic: question.topic,
      options: options.map(({ id, text, correct, feedback }) => ({ optionId: id, text, correct, feedback })),
      sources: await this.curriculum.sources(scope, tx, question.sources),
    };
  }

  private async keep(
    scope: PersonScope,
    tx: Transaction,
    slug: string,
    request: AnswerRequest,
  ): Promise<KeptAnswer> {
    const attempt = await this.attempts.lockOpen(scope, tx, slug);
    const { questionId, round, optionId } = request;

    const refusal = answerRefusal(attempt.plan.questionIds, attempt.answers, request);
    if (refusal === 'already-answered') {
      const index = attempt.answers.findIndex(
        (given) => given.questionId === questionId && given.round === round,
      );
      const given = attempt.answers[index];
      if (given?.optionId === optionId) return keptAnswer(attempt, attempt.answers.slice(0, index + 1));
      throw new DomainError(
        'learning.already-answered',
        'You have answered this question already. Go to the next one',
      );
    }
    if (refusal !== null) {
      throw new DomainError(
        'learning.wrong-question',
        'This question is not open now. Reload the page to see which is',
      );
    }

    const question = attempt.content.questions.find(({ id }) => id === questionId);
    const option = question?.options.find(({ id }) => id === optionId);
    if (option === undefined) {
      throw new DomainError('request.invalid', 'Some of what you entered is not right', {
        errors: [{ field: 'optionId', message: 'Choose an answer' }],
      });
    }
    const now = this.clock.now();
    const answer = { questionId, round, optionId, correct: option.correct, atMs: now.getTime() };
    const answers = [...attempt.answers, answer];
    const place = checkState(attempt.plan.questionIds, answers).isPassed ? REFLECT : CHECK;
    await Promise.all([
      this.answers.addAnswer(scope, tx, attempt.id, answer, now),
      this.attempts.save(scope, tx, attempt, { kind: 'answer', detail: { questionId, round } }, place),
    ]);
    return keptAnswer(attempt, answers);
  }
}

/** What the author wrote about an answer. */
type AnsweredWords = Pick<
  AnswerResult,
  'questionId' | 'chosenOptionId' | 'correct' | 'topic' | 'options' | 'sources'
>;

/** What is told about an answer besides the words of its question, as it was when it was given. */
interface KeptAnswer {
  readonly attemptId: string;
  readonly moduleId: number;
  readonly version: number;
  readonly savedAt: string;
  readonly roundFinished: boolean;
  readonly outcome: AnswerResult['outcome'];
  readonly rightCount: number;
  readonly nextPath: string;
}

/** @param answers Up to the one that is told about, which is the last. */
function keptAnswer(attempt: Attempt, answers: readonly SavedAnswer[]): KeptAnswer {
  const state = checkState(attempt.plan.questionIds, answers);
  const outcome = outcomeOf(state);
  return {
    attemptId: attempt.id,
    moduleId: attempt.module.moduleId,
    version: attempt.module.version,
    savedAt: new Date(answers.at(-1)?.atMs ?? 0).toISOString(),
    roundFinished: outcome !== 'running',
    outcome,
    rightCount: state.rightQuestionIds.length,
    nextPath: attempt.path(state.isPassed ? REFLECT : CHECK),
  };
}

/** The check as it may be seen before the next answer. */
export function checkView(attempt: Attempt): LearningCheck {
  const { content } = attempt;
  const state = attempt.check;
  const isAnswered = (questionId: string) =>
    attempt.answers.some((answer) => answer.questionId === questionId && answer.round === state.round);
  const next = learnerView(content).questions.find(({ id }) => id === state.nextQuestionId);
  return {
    module: attempt.module.slug,
    moduleTitle: content.title,
    passMark: state.neededCount,
    questionCount: state.questionCount,
    round: state.round,
    questions: state.roundQuestionIds.map((questionId, index) => ({
      questionId,
      number: index + 1,
      answered: isAnswered(questionId),
    })),
    question:
      next === undefined
        ? null
        : {
            questionId: next.id,
            number: state.roundQuestionIds.indexOf(next.id) + 1,
            count: state.roundQuestionIds.length,
            stem: next.stem,
            options: optionOrder(next.options, attempt.id, next.id).map(({ id, text }) => ({
              optionId: id,
              text,
            })),
          },
    rightCount: attempt.rightCount,
    outcome: outcomeOf(state),
    nextPath: state.isPassed ? attempt.pathAfter(CHECK) : attempt.path(CHECK),
  };
}

/** `not-yet` while a round has ended below the mark and nothing of the next is answered. */
function outcomeOf(state: CheckState): AnswerResult['outcome'] {
  if (state.isPassed) return 'passed';
  return state.isNewRound ? 'not-yet' : 'running';
}
