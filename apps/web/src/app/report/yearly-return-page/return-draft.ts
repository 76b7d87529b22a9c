import type {
  SavedYearlyReturn,
  YearlyReturn,
  YearlyReturnWords,
} from '@learning-reviews/contracts/yearly-return.contract';
import { Draft, type Held } from '../../platform/draft/draft.js';

/** What is written as it is saved, which save that was, and whose. */
export type SavedWords = YearlyReturn['draft'];

/** What a draft asks of its page. */
export interface ReturnDraftPorts {
  /** Saves; 409 `stale.version` when somebody saved since `revision`. */
  save(words: YearlyReturnWords, revision: number): Promise<SavedYearlyReturn>;
  /** The words as they are saved now. */
  load(): Promise<SavedWords>;
  /** Keeps unsaved words where a lost session cannot reach them; `null` lets go. */
  hold(held: Held<YearlyReturnWords> | null): void;
}

/** What a lead writes in a yearly return, while colleagues may write in it too. */
export class ReturnDraft extends Draft<YearlyReturnWords, SavedWords> {
  /**
   * @param saved What the server holds.
   * @param held  What this person wrote before and could not save; it goes on from there.
   */
  constructor(
    saved: SavedWords,
    held: Held<YearlyReturnWords> | undefined,
    private readonly ports: ReturnDraftPorts,
  ) {
    super(saved, saved.words, held);
  }

  /** The save that stands in the boxes: what is attested. */
  get savedRevision(): number {
    return this.revision;
  }

  protected override put(words: YearlyReturnWords, revision: number): Promise<SavedYearlyReturn> {
    return this.ports.save(words, revision);
  }

  protected override load(): Promise<SavedWords> {
    return this.ports.load();
  }

  protected override keep(held: Held<YearlyReturnWords> | null): void {
    this.ports.hold(held);
  }

  protected override wordsOf({ words }: SavedWords): YearlyReturnWords {
    return words;
  }
}
