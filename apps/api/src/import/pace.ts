import { setImmediate } from 'node:timers/promises';

/** How long a file may be worked on before others get their turn. */
const LONGEST_MS = 8;

/** Lets other requests of the process have their turn while a file is read, and ends the reading when it is given up. */
export class Pace {
  private since = performance.now();

  constructor(private readonly signal: AbortSignal) {}

  /** @throws the signal's reason when the reading was given up. */
  throwIfGivenUp(): void {
    this.signal.throwIfAborted();
  }

  /**
   * To be awaited between small pieces of work.
   *
   * @throws the signal's reason when the reading was given up.
   */
  async breathe(): Promise<void> {
    this.throwIfGivenUp();
    if (performance.now() - this.since < LONGEST_MS) return;
    await setImmediate();
    this.since = performance.now();
  }
}
