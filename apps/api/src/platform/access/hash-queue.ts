import { DomainError } from '../http/domain-error.js';

const RETRY_SECONDS = 5;

/**
 * Runs costly work a few at a time. Hashing a passphrase takes 46 MiB and a core: without a queue, a crowd
 * signing in at nine o'clock would take the memory of the whole process.
 */
export class HashQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mayWait: number,
  ) {}

  /** @throws DomainError `session.busy` when as many wait as may. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.running < this.atOnce) this.running += 1;
    else await this.turn();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // The place passes straight to whoever waits: freeing it first would let a newcomer slip in.
      if (next === undefined) this.running -= 1;
      else next();
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= this.mayWait) {
      const sentence = 'Many people are signing in. Wait a few seconds, then try again';
      throw new DomainError('session.busy', sentence, { retryAfterSeconds: RETRY_SECONDS });
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
