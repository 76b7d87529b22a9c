import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  AnswerRequest,
  AnswerResult,
  Finished,
  FinishRequest,
  FinishState,
  LearningCheck,
  LearningList,
  LearningModule,
  LearningReflection,
  LearningScenario,
  LearningSection,
  Saved,
  SavedReflection,
  SaveReflectionRequest,
} from '@learning-reviews/contracts/learning.contract';
import { firstValueFrom } from 'rxjs';

/**
 * What a practitioner learns, and every step of a module. Reads are resources: call them in an injection
 * context, the request lives as long as its caller. Writes are promises, and each is done once however often
 * it is sent. Every method takes the module's slug first.
 * The contracts are imported as types only, so that no page carries the schemas.
 */
@Service()
export class LearningApi {
  private readonly http = inject(HttpClient);

  /** The signed-in person's own list. */
  list(): HttpResourceRef<LearningList | undefined> {
    return httpResource<LearningList>(() => '/api/learning');
  }

  /** One module, and where the person is in it. */
  module(slug: () => string): HttpResourceRef<LearningModule | undefined> {
    return httpResource<LearningModule>(() => address(slug()));
  }

  /** One section. `number` counts from 1, in digits. 409 `learning.not-open` before the start. */
  section(slug: () => string, number: () => string): HttpResourceRef<LearningSection | undefined> {
    return httpResource<LearningSection>(() => `${address(slug())}/section/${encodeURIComponent(number())}`);
  }

  /** The scenario as far as the person has gone. 409 `learning.not-open` before the start. */
  scenario(slug: () => string): HttpResourceRef<LearningScenario | undefined> {
    return httpResource<LearningScenario>(() => `${address(slug())}/scenario`);
  }

  /** The question to answer now. 409 `learning.not-open` before the start. */
  check(slug: () => string): HttpResourceRef<LearningCheck | undefined> {
    return httpResource<LearningCheck>(() => `${address(slug())}/check`);
  }

  /** The person's own private words. 409 `learning.not-open` before the start. */
  reflection(slug: () => string): HttpResourceRef<LearningReflection | undefined> {
    return httpResource<LearningReflection>(() => `${address(slug())}/reflection`);
  }

  /** The person's own private words as they are saved now, for a page that holds older ones. */
  reflectionNow(slug: string): Promise<LearningReflection> {
    return firstValueFrom(this.http.get<LearningReflection>(`${address(slug)}/reflection`));
  }

  /** What is left to do, or what was finished. 409 `learning.not-open` before the start. */
  finishState(slug: () => string): HttpResourceRef<FinishState | undefined> {
    return httpResource<FinishState>(() => `${address(slug())}/finish`);
  }

  /** Begins an attempt on the current version, or goes on with the open one. */
  start(slug: string): Promise<Saved> {
    return this.post(slug, 'attempt', {});
  }

  /** Says that a section was opened. 409 `learning.already-complete` once the module is finished. */
  openSection(slug: string, sectionId: string): Promise<Saved> {
    return this.post(slug, 'section', { sectionId });
  }

  /** Makes a choice in the scenario. 409 `learning.wrong-choice` when the person is elsewhere by now. */
  choose(slug: string, nodeId: string, choiceId: string): Promise<Saved> {
    return this.post(slug, 'scenario/choice', { nodeId, choiceId });
  }

  /** Goes back to a decision of the path. 409 `learning.wrong-choice` when it is not on the path. */
  chooseAgain(slug: string, nodeId: string): Promise<Saved> {
    return this.post(slug, 'scenario/again', { nodeId });
  }

  /** Leaves the scenario out; it counts as done. */
  skipScenario(slug: string): Promise<Saved> {
    return this.post(slug, 'scenario/skip', {});
  }

  /**
   * Keeps an answer and brings the reason for every option.
   * 409 `learning.already-answered` for another answer than the one kept, `learning.wrong-question` for a
   * question that is not open.
   */
  answer(slug: string, request: AnswerRequest): Promise<AnswerResult> {
    return this.post(slug, 'check/answer', request);
  }

  /** Saves the private words. 409 `stale.version` when they were saved from elsewhere since. */
  saveReflection(slug: string, request: SaveReflectionRequest): Promise<SavedReflection> {
    return firstValueFrom(this.http.put<SavedReflection>(`${address(slug)}/reflection`, request));
  }

  /** Finishes the module: once, however often it is sent. 409 `learning.incomplete` with what is missing. */
  finish(slug: string, request: FinishRequest): Promise<Finished> {
    return this.post(slug, 'completion', request);
  }

  private post<Answer>(slug: string, path: string, body: object): Promise<Answer> {
    return firstValueFrom(this.http.post<Answer>(`${address(slug)}/${path}`, body));
  }
}

function address(slug: string): string {
  return `/api/learning/${encodeURIComponent(slug)}`;
}
