import { ExportTurns } from './export-turns.js';

const LIMITS = { atOnce: 3, ofOneAgency: 2, waiting: 2 };
/** Long enough for no timer to be left behind. */
const PATIENT = Infinity;

/** Whether a promise has been settled by the next turn of the loop. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  const turn = new Promise((resolve) => setImmediate(resolve, pending));
  return (await Promise.race([promise.catch(() => undefined), turn])) !== pending;
}

describe('turns at the exports', () => {
  it('lets as many begin at once as there are connections', async () => {
    const turns = new ExportTurns(LIMITS);
    await turns.take(1, PATIENT);
    await turns.take(1, PATIENT);
    const end = await turns.take(2, PATIENT);
    const next = turns.take(3, PATIENT);
    expect(await isSettled(next)).toBe(false);
    end();
    expect(await isSettled(next)).toBe(true);
  });

  it('keeps room for other agencies', async () => {
    const turns = new ExportTurns(LIMITS);
    const end = await turns.take(1, PATIENT);
    await turns.take(1, PATIENT);
    const third = turns.take(1, PATIENT);
    const other = turns.take(2, PATIENT);
    expect([await isSettled(third), await isSettled(other)]).toEqual([false, true]);
    end();
    expect(await isSettled(third)).toBe(true);
  });

  it('passes over who has no room, and keeps their place', async () => {
    const turns = new ExportTurns({ atOnce: 2, ofOneAgency: 1, waiting: 9 });
    const endOne = await turns.take(1, PATIENT);
    const endTwo = await turns.take(2, PATIENT);
    const first = turns.take(1, PATIENT);
    const second = turns.take(3, PATIENT);
    endTwo();
    expect([await isSettled(first), await isSettled(second)]).toEqual([false, true]);
    endOne();
    expect(await isSettled(first)).toBe(true);
  });

  it('says that it is busy when too many wait, and when the wait is over', async () => {
    const turns = new ExportTurns({ atOnce: 1, ofOneAgency: 1, waiting: 1 });
    const end = await turns.take(1, PATIENT);
    const waiting = turns.take(2, 1);
    await expect(turns.take(3, 60_000)).rejects.toMatchObject({
      code: 'export.busy',
      detail: { retryAfterSeconds: 30 },
    });
    await expect(waiting).rejects.toMatchObject({ code: 'export.busy' });
    // Who gave up is not called when a turn ends.
    end();
    expect(await isSettled(turns.take(4, PATIENT))).toBe(true);
  });

  it('lets work of the background wait however many do', async () => {
    const turns = new ExportTurns({ atOnce: 1, ofOneAgency: 1, waiting: 0 });
    const end = await turns.take(1, PATIENT);
    const patient = turns.take(1, Infinity);
    expect(await isSettled(patient)).toBe(false);
    end();
    expect(await isSettled(patient)).toBe(true);
  });

  it('forgets who goes away while they wait', async () => {
    const turns = new ExportTurns({ atOnce: 1, ofOneAgency: 1, waiting: 1 });
    const end = await turns.take(1, PATIENT);
    const leaving = new AbortController();
    const waiting = turns.take(2, PATIENT, leaving.signal);
    leaving.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    const next = turns.take(3, PATIENT);
    end();
    expect(await isSettled(next)).toBe(true);
  });

  it('counts a turn that is ended twice once', async () => {
    const turns = new ExportTurns({ atOnce: 1, ofOneAgency: 1, waiting: 9 });
    const end = await turns.take(1, PATIENT);
    end();
    end();
    await turns.take(1, PATIENT);
    expect(await isSettled(turns.take(2, PATIENT))).toBe(false);
  });
});
