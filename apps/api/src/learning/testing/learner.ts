import { readContent } from '@learning-reviews/content/read-content';
import type { ModuleContent } from '@learning-reviews/content/module-content';
import type {
  AnswerRequest,
  AnswerResult,
  Finished,
  LearningCheck,
  LearningScenario,
} from '@learning-reviews/contracts/learning.contract';
import { CONTENT_DIRECTORY } from '../../curriculum/testing/load-content.js';
import type { TestAnswer, TestClient } from '../../platform/testing/test-client.js';

/** The module that the tests learn. */
export const MODULE = 'kern-young-person';

/** The words of a module as its files hold them: what no answer may give away too early. */
export function wordsOf(slug: string): ModuleContent {
  const authored = readContent(CONTENT_DIRECTORY).modules.find(({ content }) => content.slug === slug);
  if (authored === undefined) throw new Error(`There is no module ${slug}`);
  return authored.content;
}

/** Somebody learning one module in one browser. Every method but `post` and `put` fails when the API refuses. */
export class Learner {
  /** Every body this browser was sent, as text. */
  readonly heard: string[] = [];

  constructor(
    readonly browser: TestClient,
    readonly module = MODULE,
    readonly words = wordsOf(module),
  ) {}

  /** Reads a page of the module; `''` is its first. */
  async get<Body>(page: string): Promise<Body> {
    return expectStatus(await this.read(page), 200) as Body;
  }

  /** Reads a page of the module, and takes what comes. */
  async read(page: string): Promise<TestAnswer> {
    return this.hear(await this.browser.get(this.address(page)));
  }

  /** Sends what a page sends, and takes what comes. */
  async post(page: string, body?: unknown, key?: string): Promise<TestAnswer> {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    return this.hear(await this.browser.post(this.address(page), body, { headers }));
  }

  async put(page: string, body: unknown): Promise<TestAnswer> {
    return this.hear(await this.browser.put(this.address(page), body));
  }

  async start(): Promise<void> {
    expectStatus(await this.post('attempt'), 201);
  }

  async openSections(): Promise<void> {
    for (const { id } of this.words.sections) {
      expectStatus(await this.post('section', { sectionId: id }), 200);
    }
  }

  /** Plays to an ending, each time by the first choice. */
  async playScenario(): Promise<void> {
    for (;;) {
      const { node } = await this.get<LearningScenario>('scenario');
      if (node === null) return;
      const choiceId = node.choices[0]?.choiceId;
      expectStatus(await this.post('scenario/choice', { nodeId: node.nodeId, choiceId }), 200);
    }
  }

  /** Answers the question that is open, rightly or wrongly. */
  async answer(isRight: boolean): Promise<AnswerResult> {
    const answer = await this.nextAnswer(isRight);
    return expectStatus(await this.post('check/answer', answer), 200) as unknown as AnswerResult;
  }

  /** A right or a wrong answer to the question that is open. */
  async nextAnswer(isRight: boolean): Promise<AnswerRequest> {
    const { question, round } = await this.get<LearningCheck>('check');
    const questionId = question?.questionId ?? '';
    return { questionId, optionId: this.optionOf(questionId, isRight), round };
  }

  /** Answers every question rightly. */
  async passCheck(): Promise<void> {
    while ((await this.get<LearningCheck>('check')).question !== null) await this.answer(true);
  }

  /** Everything but the finish. */
  async doAll(): Promise<void> {
    await this.start();
    await this.openSections();
    await this.playScenario();
    await this.passCheck();
  }

  async finish(body: { minutes?: number } = {}): Promise<Finished> {
    return expectStatus(await this.post('completion', body), 201) as unknown as Finished;
  }

  /** An option of a question that is right, or one that is not. */
  optionOf(questionId: string, isRight: boolean): string {
    const question = this.words.questions.find(({ id }) => id === questionId);
    return question?.options.find(({ correct }) => correct === isRight)?.id ?? '';
  }

  private hear(answer: TestAnswer): TestAnswer {
    this.heard.push(answer.text);
    return answer;
  }

  private address(page: string): string {
    return `/api/learning/${this.module}${page === '' ? '' : `/${page}`}`;
  }
}

function expectStatus(answer: TestAnswer, status: number): TestAnswer['body'] {
  if (answer.status === status) return answer.body;
  throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text}`);
}
