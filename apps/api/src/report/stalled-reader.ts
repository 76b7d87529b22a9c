import type { Writable } from 'node:stream';

/** How long a reader may take nothing before the download is cut. */
export const STALL_LIMIT_MS = 60_000;

/** Whoever downloads has taken nothing for too long. */
export class ReaderStalled extends Error {
  override readonly name = 'ReaderStalled';
}

/** A watch over one download. */
export interface StallWatch {
  /** Aborted with a `ReaderStalled`. */
  readonly signal: AbortSignal;
  stop(): void;
}

/**
 * Watches whether a reader goes on taking what there is: a connection of the database waits for them. A pause of ours,
 * while PostgreSQL has nothing to send, is none of theirs.
 */
export function watchReader(download: Writable, limitMs = STALL_LIMIT_MS): StallWatch {
  const stalled = new AbortController();
  let lastTaken = performance.now();
  const noteTaken = () => (lastTaken = performance.now());
  const timer = setInterval(() => {
    if (!download.writableNeedDrain) noteTaken();
    else if (performance.now() - lastTaken >= limitMs)
      stalled.abort(new ReaderStalled('The reader took nothing'));
  }, limitMs / 10);
  download.on('drain', noteTaken);
  return {
    signal: stalled.signal,
    stop() {
      clearInterval(timer);
      download.off('drain', noteTaken);
    },
  };
}
