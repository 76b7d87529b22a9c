import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { IMPORT_MOST_BYTES } from '@learning-reviews/contracts/import.contract';
import { Configuration } from '../platform/config/configuration.js';
import { DomainError } from '../platform/http/domain-error.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PART = '.part';

/** A file as it was received. */
export interface ReceivedFile {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/**
 * The files people bring, until they are read: `DATA_DIR/imports/<agency>/<id>`, readable by the service alone. A path
 * is made of ids that we made, never of the name that somebody gave.
 */
@Injectable()
export class ImportFolder {
  private readonly root: string;

  constructor(configuration: Configuration) {
    this.root = join(configuration.dataDir, 'imports');
  }

  /**
   * Keeps a file as it comes, and no more of it than we take.
   *
   * @throws DomainError `request.too-large`
   */
  async receive(agencyId: number, id: string, body: Readable): Promise<ReceivedFile> {
    const path = this.pathOf(agencyId, id);
    await mkdir(this.folderOf(agencyId), { recursive: true, mode: 0o700 });
    const digest = createHash('sha256');
    let bytes = 0;
    const counting = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > IMPORT_MOST_BYTES) return done(tooLarge());
        digest.update(chunk);
        done(null, chunk);
      },
    });
    try {
      await pipeline(body, counting, createWriteStream(path + PART, { mode: 0o600, flush: true }));
      await rename(path + PART, path);
    } catch (error) {
      await rm(path + PART, { force: true });
      throw error;
    }
    return { bytes, sha256: digest.digest('hex') };
  }

  /** Takes a file away, if it is there. */
  async remove(agencyId: number, id: string): Promise<void> {
    await rm(this.pathOf(agencyId, id), { force: true });
  }

  /** Takes away the files of an agency that came before an instant, but for these. */
  async removeOld(agencyId: number, kept: ReadonlySet<string>, before: Date): Promise<void> {
    const names = await readdir(this.folderOf(agencyId)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    for (const name of names) {
      const path = join(this.folderOf(agencyId), name);
      // One that is still being received has no import yet.
      const isOld = (await stat(path)).mtime < before;
      if (isOld && !kept.has(name)) await rm(path, { force: true });
    }
  }

  /** Where a file is. */
  pathOf(agencyId: number, id: string): string {
    if (!ID.test(id)) throw new RangeError('Not the id of an import');
    return join(this.folderOf(agencyId), id);
  }

  private folderOf(agencyId: number): string {
    return join(this.root, String(agencyId));
  }
}

/** Says that a file is larger than any list of staff needs. */
export const tooLarge = () =>
  new DomainError(
    'request.too-large',
    `Choose a file of ${IMPORT_MOST_BYTES / 1_000_000} MB or less. Leave out sheets, pictures and columns that are not needed, or save it as CSV`,
  );
