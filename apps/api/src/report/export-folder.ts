import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../platform/config/configuration.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Ending of a file that is not whole yet. */
const PART = '.part';

/** A file while it is being written, under a name that nobody asks for. */
export interface HalfFile {
  readonly stream: WriteStream;
  /** Gives it its name, once everything was written and is on the disk. */
  finish(): Promise<void>;
  /** Takes it away. */
  discard(): Promise<void>;
}

/**
 * The files that are kept for a while: `DATA_DIR/exports/<agency>/<id>`, readable by the service alone. A path is made
 * of ids that the database gave, never of what somebody sent.
 */
@Injectable()
export class ExportFolder {
  private readonly root: string;

  constructor(configuration: Configuration) {
    this.root = join(configuration.dataDir, 'exports');
  }

  /** Begins a file, over whatever a worker that was killed left of it. */
  async begin(agencyId: number, id: string): Promise<HalfFile> {
    const path = this.pathOf(agencyId, id);
    await mkdir(this.folderOf(agencyId), { recursive: true, mode: 0o700 });
    const half = path + PART;
    return {
      stream: createWriteStream(half, { flags: 'w', mode: 0o600, flush: true }),
      finish: () => rename(half, path),
      discard: () => rm(half, { force: true }),
    };
  }

  /** A file from its first byte; `null` when it is not there. */
  async read(agencyId: number, id: string): Promise<Readable | null> {
    try {
      return (await open(this.pathOf(agencyId, id))).createReadStream();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** Takes away a file, if it is there. */
  async remove(agencyId: number, id: string): Promise<void> {
    await rm(this.pathOf(agencyId, id), { force: true });
  }

  /** Takes away every file of an agency but these. */
  async removeAllBut(agencyId: number, kept: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.folderOf(agencyId)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    for (const name of names) {
      const isKept = kept.has(name.endsWith(PART) ? name.slice(0, -PART.length) : name);
      if (!isKept) await rm(join(this.folderOf(agencyId), name), { force: true });
    }
  }

  private folderOf(agencyId: number): string {
    return join(this.root, String(agencyId));
  }

  private pathOf(agencyId: number, id: string): string {
    if (!ID.test(id)) throw new RangeError('Not the id of an export');
    return join(this.folderOf(agencyId), id);
  }
}
