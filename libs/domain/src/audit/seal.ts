/** A row of the audit log. Actors and objects are ids, never names. */
export interface AuditRow {
  readonly agencyId: number;
  /** uuid v7. */
  readonly id: string;
  /** UTC, ISO 8601 with milliseconds and `Z`. */
  readonly at: string;
  /** Id of the person who acted; `null` when no person did. */
  readonly actor: string | null;
  readonly action: string;
  readonly object: string | null;
  /** Plain JSON. The order of its keys does not matter. */
  readonly detail: unknown;
}

/** One link of an agency's chain: which row was sealed as number `seq`, and the hash that binds it to the last. */
export interface AuditSeal {
  readonly agencyId: number;
  /** Counts from 1 without gaps, for each agency apart. */
  readonly seq: number;
  readonly rowId: string;
  readonly hash: string;
}

/** Where a chain ends, or where a checked part of it begins: the last number and its hash. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** Hashes a text, such as SHA-256 of its UTF-8 bytes in hexadecimal. Passed in: this library has no crypto. */
export type HashText = (text: string) => string;

/** What a check of the chain found: its new head, or the first link that is wrong. */
export type ChainCheck =
  | { readonly isIntact: true; readonly head: ChainHead }
  | {
      readonly isIntact: false;
      readonly seq: number;
      readonly rowId: string | null;
      readonly fault: 'edited' | 'deleted' | 'reordered';
    };

/** The head of a chain with no link yet. */
export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: '' };

/**
 * The one text of an audit row that is hashed. Fields stand in a fixed order and the keys of `detail` are
 * sorted at every depth, because PostgreSQL's jsonb keeps no order. Changing this text breaks every chain
 * there is: raise the number in front and keep the old form for old rows.
 */
export function canonicalText(row: AuditRow): string {
  return JSON.stringify([
    1,
    row.agencyId,
    row.id,
    row.at,
    row.actor,
    row.action,
    row.object,
    sorted(row.detail),
  ]);
}

/**
 * The text whose hash is link `head.seq + 1`: its number, the hash before it, and its row, a line each.
 * The hash before makes a change anywhere show in every link that follows.
 */
export function linkText(head: ChainHead, row: AuditRow): string {
  return `${head.seq + 1}\n${head.hash}\n${canonicalText(row)}`;
}

/** Seals rows in the order given, after `head`. */
export function sealRows(rows: readonly AuditRow[], head: ChainHead, hash: HashText): AuditSeal[] {
  let last = head;
  return rows.map((row) => {
    last = { seq: last.seq + 1, hash: hash(linkText(last, row)) };
    return { agencyId: row.agencyId, rowId: row.id, ...last };
  });
}

/**
 * Walks a chain and names the first bad link: a row edited since it was sealed, deleted (itself or its
 * seal), or moved to another place. Rows without a seal wait for the sealer and are not looked at.
 *
 * A long chain is walked in parts: each part starts from the head of the one before.
 *
 * @param rows     The rows that the seals name, in any order.
 * @param seals    One agency's seals after `from`, in any order.
 * @param from     Head before the first seal: `EMPTY_CHAIN`, or that of the last month dropped.
 * @param expected The head, where it is known from elsewhere. Without it, nobody can tell that the last
 *                 links of a chain were cut off.
 */
export function checkChain(
  rows: readonly AuditRow[],
  seals: readonly AuditSeal[],
  from: ChainHead,
  hash: HashText,
  expected: ChainHead | null = null,
): ChainCheck {
  const rowById = new Map(rows.map((row) => [row.id, row]));
  const inOrder = [...seals].sort((a, b) => a.seq - b.seq);
  let head = from;
  for (const seal of inOrder) {
    const seq = head.seq + 1;
    const row = rowById.get(seal.rowId);
    if (seal.seq !== seq) return { isIntact: false, seq, rowId: null, fault: 'deleted' };
    const bad = (fault: 'edited' | 'deleted' | 'reordered'): ChainCheck => ({
      isIntact: false,
      seq,
      rowId: seal.rowId,
      fault,
    });
    if (!row) return bad('deleted');
    if (hash(linkText(head, row)) !== seal.hash) {
      return bad(wasMoved(seal, head, rows, seals, hash) ? 'reordered' : 'edited');
    }
    head = { seq, hash: seal.hash };
  }
  if (expected !== null && expected.seq > head.seq) {
    return { isIntact: false, seq: head.seq + 1, rowId: null, fault: 'deleted' };
  }
  if (expected !== null && (expected.seq < head.seq || expected.hash !== head.hash)) {
    return { isIntact: false, seq: head.seq, rowId: inOrder.at(-1)?.rowId ?? null, fault: 'edited' };
  }
  return { isIntact: true, head };
}

/** Whether the link that belongs after `head` is still there under another number, or its row under another id. */
function wasMoved(
  seal: AuditSeal,
  head: ChainHead,
  rows: readonly AuditRow[],
  seals: readonly AuditSeal[],
  hash: HashText,
): boolean {
  const elsewhere = new Set(seals.filter((other) => other.seq !== seal.seq).map((other) => other.hash));
  return rows.some(
    (row) =>
      hash(linkText(head, { ...row, id: seal.rowId })) === seal.hash ||
      elsewhere.has(hash(linkText(head, row))),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => [key, sorted(held)]),
  );
}
