import type {
  CpdReflection,
  SaveCpdReflectionRequest,
  SavedCpdEntry,
} from '@learning-reviews/contracts/cpd.contract';
import { Draft, type Held } from '../../platform/draft/draft.js';

/** The words of an entry as they are saved, and which save that was. */
export interface SavedWords extends CpdReflection {
  readonly revision: number;
}

/** What a draft asks of its page. */
export interface EntryDraftPorts {
  /** Saves; 409 `stale.version` when somebody saved since `revision`. */
  save(request: SaveCpdReflectionRequest): Promise<SavedCpdEntry>;
  /** The words as they are saved now. */
  load(): Promise<SavedWords>;
  /** Keeps unsaved words where a lost session cannot reach them; `null` lets go. */
  hold(held: Held<CpdReflection> | null): void;
}

/** A person's own words about one entry while they write them. */
export class EntryDraft extends Draft<CpdReflection, SavedWords> {
  /**
   * @param saved What the server holds.
   * @param held  What this person wrote before and could not save; it goes on from there.
   */
  constructor(
    saved: SavedWords,
    held: Held<CpdReflection> | undefined,
    private readonly ports: EntryDraftPorts,
  ) {
    super(saved, wordsOf(saved), held);
  }

  protected override put(words: CpdReflection, revision: number): Promise<SavedCpdEntry> {
    return this.ports.save({ ...words, revision });
  }

  protected override load(): Promise<SavedWords> {
    return this.ports.load();
  }

  protected override keep(held: Held<CpdReflection> | null): void {
    this.ports.hold(held);
  }

  protected override wordsOf(saved: SavedWords): CpdReflection {
    return wordsOf(saved);
  }
}

function wordsOf({ learned, impact, peer, codeLinks }: SavedWords): CpdReflection {
  return { learned, impact, peer, codeLinks };
}
