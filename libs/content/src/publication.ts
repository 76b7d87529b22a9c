import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import { ContentError } from './content-error.js';
import type { AuthoredModule, ModuleContent, VersionChange } from './module-content.js';

/** The version of a module that is published now. */
export interface PublishedVersion {
  readonly version: number;
  readonly contentHash: string;
  /** Its note, so that one left in the file is not taken for a new one; leave out where it is not known. */
  readonly note?: string | null;
}

/** A version to publish. */
export interface PlannedVersion {
  /** 1, 2, 3… without a gap. */
  readonly version: number;
  readonly contentHash: string;
  readonly change: 'first' | VersionChange;
  /** What changed, for people who did the version before; `null` for the first. */
  readonly note: string | null;
}

/**
 * Fingerprint of what a module says: SHA-256 in 64 hexadecimal digits. The order of keys does not count,
 * nor does anything that is said about a change.
 */
export function contentHash(content: ModuleContent): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/**
 * Decides whether the files hold a version that is not published yet.
 *
 * @param current The version published last, or `null` for a module that is new.
 * @throws ContentError when the content changed and its file does not say how, or says it in the words of
 *   the change before. (docs/rules.md, rules of learning)
 */
export function planPublication(
  current: PublishedVersion | null,
  { content, change, note }: AuthoredModule,
): 'unchanged' | PlannedVersion {
  const hash = contentHash(content);
  if (current === null) return { version: 1, contentHash: hash, change: 'first', note: null };
  if (current.contentHash === hash) return 'unchanged';
  if (change === null || note === null) {
    throw refusal(
      content.slug,
      'change',
      `The text is no longer that of version ${current.version}: add change: editorial or change: material, and a note`,
    );
  }
  if (note === current.note) {
    throw refusal(
      content.slug,
      'note',
      `This note belongs to version ${current.version} already: say what has changed since`,
    );
  }
  return { version: current.version + 1, contentHash: hash, change, note };
}

function refusal(slug: string, field: string, sentence: string): ContentError {
  return new ContentError([{ file: `modules/${slug}/module.md`, line: 1, field, sentence }]);
}
