import type { Writable } from 'node:stream';

/** Whoever downloads a file. */
export interface Reader {
  /** Aborted with a `ReaderLeft` when they have gone. */
  readonly left: AbortSignal;
  /** Gives what to write the file into; called once, when there is something to write. */
  open(fileName: string): Writable;
}

/** Whoever downloaded has gone. */
export class ReaderLeft extends Error {
  override readonly name = 'ReaderLeft';
}
