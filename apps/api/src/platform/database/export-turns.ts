import { DomainError } from '../http/domain-error.js';

/** How many may read at once, and how many may wait. */
export interface TurnLimits {
  readonly atOnce: number;
  /** Of one agency, so that none keeps the others out. */
  readonly ofOneAgency: number;
  readonly waiting: number;
}

/** One who waits for a turn. */
interface Waiter {
  readonly agencyId: number;
  readonly begin: () => void;
}

const RETRY_AFTER_SECONDS = 30;

/**
 * Decides who may read from the pool for exports. A reader takes as long as their line is slow, so without turns a few
 * of them would keep everybody out; who cannot begin soon is told so and does not wait in the dark.
 */
export class ExportTurns {
  private readonly waiters: Waiter[] = [];
  private readonly readersOf = new Map<number, number>();
  private readers = 0;

  constructor(private readonly limits: TurnLimits) {}

  /**
   * Waits for a turn: first come first served among those whose agency has room.
   *
   * @param waitMs Gives up after as long; `Infinity` for work that nobody waits for at a screen.
   * @param signal Gives up when it is aborted, with its reason.
   * @returns What ends the turn. Calling it again does nothing.
   * @throws DomainError `export.busy` when it would take too long.
   */
  async take(agencyId: number, waitMs: number, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.hasRoom(agencyId)) this.begin(agencyId);
    else await this.wait(agencyId, waitMs, signal);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.end(agencyId);
    };
  }

  private hasRoom(agencyId: number): boolean {
    const { atOnce, ofOneAgency } = this.limits;
    return this.readers < atOnce && (this.readersOf.get(agencyId) ?? 0) < ofOneAgency;
  }

  private wait(agencyId: number, waitMs: number, signal: AbortSignal | undefined): Promise<void> {
    if (waitMs !== Infinity && this.waiters.length >= this.limits.waiting) throw busy();
    return new Promise((resolve, reject) => {
      const settle = (answer: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        answer();
      };
      const onAbort = () => settle(() => reject(signal?.reason as Error));
      const timer = waitMs === Infinity ? undefined : setTimeout(() => settle(() => reject(busy())), waitMs);
      const waiter: Waiter = {
        agencyId,
        begin: () =>
          settle(() => {
            this.begin(agencyId);
            resolve();
          }),
      };
      signal?.addEventListener('abort', onAbort);
      this.waiters.push(waiter);
    });
  }

  private begin(agencyId: number): void {
    this.readers += 1;
    this.readersOf.set(agencyId, (this.readersOf.get(agencyId) ?? 0) + 1);
  }

  private end(agencyId: number): void {
    this.readers -= 1;
    const left = (this.readersOf.get(agencyId) ?? 0) - 1;
    if (left > 0) this.readersOf.set(agencyId, left);
    else this.readersOf.delete(agencyId);
    this.waiters.find((waiter) => this.hasRoom(waiter.agencyId))?.begin();
  }
}

const busy = () =>
  new DomainError('export.busy', 'Several exports are being sent at the moment. Try again in a minute', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
