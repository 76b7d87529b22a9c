import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ReaderLeft } from '../report/export-reader.js';
import { WrongCall } from './operator-command.js';

/** Where a file goes that a command writes. */
export interface ExportTarget {
  readonly stream: Writable;
  /** Aborted with a `ReaderLeft` when nobody takes the rest. */
  readonly left: AbortSignal;
  /** Keeps what was written, once all of it is. */
  keep(): Promise<void>;
  /** Throws away what was written. */
  discard(): Promise<void>;
}

const FOR_ITS_OWNER = 0o600;

/**
 * A file that has its name only when it is whole, and that its owner alone may read, since it holds names. One of
 * that name is replaced.
 *
 * @throws WrongCall when nothing can be written there.
 */
export async function fileTarget(path: string): Promise<ExportTarget> {
  const half = `${path}.half`;
  const stream = createWriteStream(half, { mode: FOR_ITS_OWNER });
  // A full disk breaks the writing off, which tells of it; what comes after that is of no interest.
  stream.on('error', () => undefined);
  await once(stream, 'open').catch((error: NodeJS.ErrnoException) => {
    throw new WrongCall(`${path} cannot be written (${error.code}). Choose another --out`);
  });
  return {
    stream,
    left: new AbortController().signal,
    async keep() {
      await finished(stream);
      await rename(half, path);
    },
    async discard() {
      stream.destroy();
      await rm(half, { force: true });
    },
  };
}

/** Standard output, which stays open. Whoever reads it may stop, as `head` does. */
export function outputTarget(output: Writable): ExportTarget {
  const left = new AbortController();
  const note = () => left.abort(new ReaderLeft('Nobody reads standard output any more'));
  output.on('error', note);
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) =>
      void output.write(chunk, () => {
        // A write that failed has been noted as the reader's going, which ends the export by itself.
        done();
      }),
  });
  return {
    stream,
    left: left.signal,
    keep: () => finished(stream),
    discard: () => Promise.resolve(void stream.destroy()),
  };
}
