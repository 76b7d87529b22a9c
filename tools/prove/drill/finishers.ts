import { fork } from 'node:child_process';
import path from 'node:path';
import type { FinishAnswer, FinishTask, FinishWork } from './finisher.ts';

/** Client processes, and the presses each has under way. */
const PROCESSES = 4;
const AT_ONCE = 8;

/**
 * Presses Finish for every task through client processes, and tells each answer as it comes.
 *
 * @throws Error when a client process ends before its work does.
 */
export async function pressFinish(
  address: string,
  tasks: readonly FinishTask[],
  told: (answer: FinishAnswer) => void,
): Promise<void> {
  const parts = Array.from({ length: PROCESSES }, (_, part) =>
    tasks.filter((_task, index) => index % PROCESSES === part),
  );
  await Promise.all(
    parts.map(
      (part) =>
        new Promise<void>((resolve, reject) => {
          const child = fork(path.join(import.meta.dirname, 'finisher.ts'), { execArgv: ['--no-warnings'] });
          let waiting = part.length;
          child.on('message', (answer: FinishAnswer) => {
            waiting -= 1;
            told(answer);
          });
          child.once('error', reject);
          child.once('exit', () =>
            waiting === 0
              ? resolve()
              : reject(new Error(`A client process ended with ${waiting} tasks to do`)),
          );
          child.send({ address, tasks: part, atOnce: AT_ONCE } satisfies FinishWork);
        }),
    ),
  );
}
