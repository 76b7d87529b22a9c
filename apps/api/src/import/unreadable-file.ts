const MIB = 1_048_576;

/** What a file for an import may have at most. */
export const LIMITS = {
  /** Of the file as it is sent. */
  bytes: 10 * MIB,
  /** Of everything in a workbook, unpacked. */
  inflatedBytes: 60 * MIB,
  /** Parts of a workbook; a real one has a few dozen. */
  parts: 2_000,
  /** Below the header, without empty ones. */
  rows: 50_000,
  columns: 100,
  /** Of one cell. */
  characters: 1_000,
} as const;

/** Why a file could not be read. */
export type UnreadableCode =
  | 'too-large'
  | 'empty'
  | 'wrong-type'
  | 'old-excel'
  | 'password'
  | 'encoding'
  | 'zip-bomb'
  | 'document-type'
  | 'damaged'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'cell-too-long'
  | 'one-column'
  | 'no-header'
  | 'no-rows'
  | 'merged-cells'
  | 'several-sheets';

/** A file that is not read. Its message is a sentence for whoever brought it, and says what to do. */
export class UnreadableFile extends Error {
  constructor(
    readonly code: UnreadableCode,
    message: string,
  ) {
    super(message);
    this.name = 'UnreadableFile';
  }
}
