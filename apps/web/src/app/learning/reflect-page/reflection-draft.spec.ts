import { HttpErrorResponse } from '@angular/common/http';
import type {
  LearningReflection,
  SaveReflectionRequest,
} from '@learning-reviews/contracts/learning.contract';
import { jest } from '@jest/globals';
import { reflection, SAVED_AT } from '../testing/answers.js';
import { type HeldWords, ReflectionDraft, wordsOf } from './reflection-draft.js';

const PAUSE_MS = 1500;
const TRY_AGAIN_MS = 5000;

const refusal = (status: number, code: string, errors: object[] = []) =>
  new HttpErrorResponse({ status, error: { status, code, message: '', errors, requestId: 'r' } });

/** A server that keeps one reflection, and can be told to fail. */
class FakeServer {
  readonly requests: SaveReflectionRequest[] = [];
  readonly failures: unknown[] = [];
  /** When set, an answer waits for it. */
  gate: Promise<void> | undefined;
  held: HeldWords | null = null;

  constructor(public kept: LearningReflection = reflection()) {}

  draft(held?: HeldWords): ReflectionDraft {
    return new ReflectionDraft(this.kept, held, {
      save: (request) => this.save(request),
      load: () => Promise.resolve(this.kept),
      hold: (words) => (this.held = words),
    });
  }

  /** As if another tab had saved. */
  saveElsewhere(text: string): void {
    const prompts = this.kept.prompts.map((prompt, index) => (index === 0 ? { ...prompt, text } : prompt));
    this.kept = { ...this.kept, prompts, revision: this.kept.revision + 1 };
  }

  private async save(request: SaveReflectionRequest) {
    this.requests.push(request);
    await this.gate;
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    if (request.revision !== this.kept.revision) throw refusal(409, 'stale.version');
    const { texts, intention, intentionOn } = request;
    const prompts = this.kept.prompts.map((prompt, index) => ({ ...prompt, text: texts[index] ?? '' }));
    this.kept = { ...this.kept, prompts, intention, intentionOn, revision: request.revision + 1 };
    return { savedAt: SAVED_AT, revision: this.kept.revision };
  }
}

describe('reflection draft', () => {
  let server: FakeServer;
  let draft: ReflectionDraft;
  const wait = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Math, 'random').mockReturnValue(0);
    server = new FakeServer();
    draft = server.draft();
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('saves after a pause in typing, once for many keys', async () => {
    for (const text of ['a', 'ab', 'abc']) draft.writeText(0, text);
    await wait(PAUSE_MS - 1);
    expect(server.requests).toHaveLength(0);
    expect(draft.isUnsaved()).toBe(true);
    await wait(1);
    expect(server.requests).toEqual([
      { texts: ['abc', '', ''], intention: '', intentionOn: null, revision: 4 },
    ]);
    expect(draft.state()).toBe('saved');
    expect(draft.isUnsaved()).toBe(false);
    expect(server.held).toBeNull();
  });

  it('holds every key in memory until it is saved', () => {
    draft.writeText(0, 'a');
    expect(server.held).toEqual({
      words: { texts: ['a', '', ''], intention: '', intentionOn: '' },
      revision: 4,
    });
  });

  it('names the save it was made from, and the next one its own', async () => {
    draft.writeText(0, 'a');
    await wait(PAUSE_MS);
    draft.writeText(0, 'ab');
    await wait(PAUSE_MS);
    expect(server.requests.map(({ revision }) => revision)).toEqual([4, 5]);
  });

  it('never sends two saves at once, and loses nothing typed meanwhile', async () => {
    let open: () => void = () => undefined;
    server.gate = new Promise((resolve) => (open = resolve));
    draft.writeText(0, 'first');
    await wait(PAUSE_MS);
    draft.writeText(0, 'first, second');
    await wait(PAUSE_MS);
    expect(server.requests).toHaveLength(1);
    expect(draft.isUnsaved()).toBe(true);
    open();
    await wait(PAUSE_MS);
    expect(server.requests.map(({ texts }) => texts[0])).toEqual(['first', 'first, second']);
    expect(draft.isUnsaved()).toBe(false);
  });

  it('tries again by itself while the service is away', async () => {
    server.failures.push(new HttpErrorResponse({ status: 503 }), new HttpErrorResponse({ status: 0 }));
    draft.writeText(0, 'kept');
    await wait(PAUSE_MS);
    expect(draft.state()).toBe('waiting');
    expect(server.held?.words.texts[0]).toBe('kept');
    await wait(2 * TRY_AGAIN_MS);
    expect(draft.state()).toBe('saved');
    expect(server.kept.prompts[0]?.text).toBe('kept');
  });

  it('waits for the person when the session has ended, and goes on from there afterwards', async () => {
    server.failures.push(refusal(401, 'session.expired'));
    draft.writeText(0, 'kept');
    await wait(PAUSE_MS + 10 * TRY_AGAIN_MS);
    expect(draft.state()).toBe('unsaved');
    expect(server.requests).toHaveLength(1);

    const again = server.draft(server.held!);
    expect(again.words().texts[0]).toBe('kept');
    expect(again.isUnsaved()).toBe(true);
    await wait(PAUSE_MS);
    expect(server.kept.prompts[0]?.text).toBe('kept');
    expect(again.state()).toBe('saved');
  });

  it('says what was refused, and does not send the same again', async () => {
    server.failures.push(refusal(422, 'request.invalid', [{ field: 'texts.0', message: 'Too long' }]));
    draft.writeText(0, 'x');
    await wait(PAUSE_MS + 10 * TRY_AGAIN_MS);
    expect(draft.errors()).toEqual([{ field: 'texts.0', message: 'Too long' }]);
    expect(server.requests).toHaveLength(1);
    draft.writeText(0, '');
    await wait(PAUSE_MS);
    expect(draft.errors()).toEqual([]);
  });

  it('does not let a half-typed day wipe out the one saved', async () => {
    server = new FakeServer(reflection({ intentionOn: '2027-01-15' }));
    draft = server.draft();
    draft.write({ intentionOn: '-13-01' });
    expect(draft.isDayGood()).toBe(false);
    await wait(PAUSE_MS);
    expect(server.requests.at(-1)?.intentionOn).toBe('2027-01-15');
    draft.write({ intentionOn: '2027-02-30' }); // no such day
    expect(draft.isDayGood()).toBe(false);
    draft.write({ intentionOn: '' });
    expect(draft.isDayGood()).toBe(true);
    await wait(PAUSE_MS);
    expect(server.requests.at(-1)?.intentionOn).toBeNull();
  });

  describe('when another tab has saved since', () => {
    beforeEach(async () => {
      server.saveElsewhere('theirs');
      draft.writeText(0, 'mine');
      await wait(PAUSE_MS);
    });

    it('keeps both, and sends nothing until the person chooses', async () => {
      expect(draft.words().texts[0]).toBe('mine');
      expect(draft.other()?.prompts[0]?.text).toBe('theirs');
      expect(server.held?.words.texts[0]).toBe('mine');
      draft.writeText(0, 'mine, longer');
      await wait(10 * TRY_AGAIN_MS);
      expect(server.requests).toHaveLength(1);
      expect(await draft.flush()).toBe(false);
    });

    it('saves what is in the boxes when that is chosen', async () => {
      await draft.keepMine();
      expect(server.kept.prompts[0]?.text).toBe('mine');
      expect(draft.other()).toBeNull();
      expect(draft.isUnsaved()).toBe(false);
    });

    it('takes the other version when that is chosen', () => {
      draft.takeOther();
      expect(draft.words()).toEqual(wordsOf(server.kept));
      expect(draft.isUnsaved()).toBe(false);
      expect(server.held).toBeNull();
    });
  });

  it('shows both versions when words were held from before an ended session', () => {
    const held = { words: { ...wordsOf(server.kept), intention: 'mine' }, revision: 3 };
    const again = server.draft(held);
    expect(again.words().intention).toBe('mine');
    expect(again.other()).toBe(server.kept);
  });

  it('flushes at once, and says whether everything is safe', async () => {
    draft.writeText(0, 'last words');
    expect(await draft.flush()).toBe(true);
    expect(server.kept.prompts[0]?.text).toBe('last words');
    server.failures.push(new HttpErrorResponse({ status: 0 }));
    draft.writeText(0, 'more');
    expect(await draft.flush()).toBe(false);
  });

  it('tries nothing new once its page is gone', async () => {
    draft.writeText(0, 'x');
    draft.stop();
    await wait(10 * TRY_AGAIN_MS);
    expect(server.requests).toHaveLength(0);
    expect(server.held?.words.texts[0]).toBe('x');
  });
});
