import { HashQueue } from './hash-queue.js';

/** Work that ends when told to. */
function openWork() {
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  return { work: () => done, finish };
}

describe('HashQueue', () => {
  it('runs two at once, lets the next wait, and refuses past the limit', async () => {
    const queue = new HashQueue(2, 1);
    const [first, second, third] = [openWork(), openWork(), openWork()];
    const started: string[] = [];
    const run = (name: string, { work }: { work: () => Promise<void> }) =>
      queue.run(() => {
        started.push(name);
        return work();
      });

    const all = [run('first', first), run('second', second), run('third', third)];
    await expect(run('fourth', openWork())).rejects.toMatchObject({ code: 'session.busy' });
    expect(started).toEqual(['first', 'second']);

    first.finish();
    await all[0];
    expect(started).toEqual(['first', 'second', 'third']);
    second.finish();
    third.finish();
    await Promise.all(all);
  });

  it('frees its place when the work fails', async () => {
    const queue = new HashQueue(1, 0);
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(queue.run(() => Promise.resolve('yes'))).resolves.toBe('yes');
  });
});
