// One browser of many people, as a process of its own: presses Finish for each of its tasks until the product says that
// it is finished, whatever happens meanwhile. Started as a child; its parent sends the work and hears each answer.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** One press of Finish. */
export interface FinishTask {
  readonly attemptId: string;
  readonly slug: string;
  /** Value of the `Cookie` header. */
  readonly cookie: string;
  /**
   * How it is pressed: `once`; `twice` at the same moment with one key, as a double click; `again` with the same key
   * when it was answered, as an offline replay; `two-tabs` at the same moment with two keys.
   */
  readonly press: 'once' | 'twice' | 'again' | 'two-tabs';
}

/** What a finisher is to do. */
export interface FinishWork {
  readonly address: string;
  readonly tasks: readonly FinishTask[];
  /** Presses under way at the same time. */
  readonly atOnce: number;
}

/** What the product said to one task in the end. */
export interface FinishAnswer {
  readonly attemptId: string;
  /** Of each press. */
  readonly completionIds: readonly string[];
  /** Requests that got no answer or were asked to come later, and were sent again with the same key. */
  readonly retries: number;
  /** Why it gave up: an answer that no waiting mends. */
  readonly refused?: string;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

process.once('message', (work: FinishWork) => {
  const queue = work.tasks.values();
  const workers = Array.from({ length: work.atOnce }, async () => {
    for (const task of queue) process.send?.(await finish(work.address, task));
  });
  void Promise.all(workers).then(() => process.disconnect());
});
process.once('disconnect', () => process.exit(0));

async function finish(address: string, task: FinishTask): Promise<FinishAnswer> {
  let retries = 0;
  const press = (key: string) => pressUntilAnswered(address, task, key, () => (retries += 1));
  try {
    const key = randomUUID();
    const answers =
      task.press === 'once'
        ? [await press(key)]
        : task.press === 'again'
          ? [await press(key), await press(key)]
          : await Promise.all([press(key), press(task.press === 'twice' ? key : randomUUID())]);
    return { attemptId: task.attemptId, completionIds: answers, retries };
  } catch (error) {
    return { attemptId: task.attemptId, completionIds: [], retries, refused: (error as Error).message };
  }
}

/** Sends one request until it is answered; a lost connection and a busy server are no answer. */
async function pressUntilAnswered(
  address: string,
  { slug, cookie }: FinishTask,
  key: string,
  noteRetry: () => void,
): Promise<string> {
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    const answer = await post(`${address}/api/learning/${slug}/completion`, address, cookie, key);
    if (answer?.status === 201) return answer.completionId;
    if (answer !== null && answer.status < 500) throw new Error(`${answer.status} ${answer.text}`);
    noteRetry();
    await pause(wait * (0.5 + Math.random()));
  }
}

/** `null` when the answer did not come, or came in part. */
async function post(url: string, origin: string, cookie: string, key: string) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/json', 'idempotency-key': key },
      body: '{}',
    });
    const text = await response.text();
    const body = response.status === 201 ? (JSON.parse(text) as { completionId: string }) : null;
    return { status: response.status, text, completionId: body?.completionId ?? '' };
  } catch {
    return null;
  }
}
