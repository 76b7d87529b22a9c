/** A cell as PostgreSQL's COPY writes it; `null` is NULL. */
export type CopyCell = string | null;

const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/**
 * Reads what COPY writes in its text format: a row a line, cells between tabs, `\N` for NULL. Line ends and tabs inside
 * a cell are escaped, so a line is always a row. Takes pieces cut anywhere, even inside a letter.
 */
export class CopyRows {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private rest = '';

  /** The rows that are whole with this piece, in order; the first of all are the names of the columns. */
  read(piece: Uint8Array): CopyCell[][] {
    const lines = (this.rest + this.decoder.decode(piece, { stream: true })).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.map((line) => line.split('\t').map(unescaped));
  }
}

function unescaped(cell: string): CopyCell {
  if (cell === '\\N') return null;
  if (!cell.includes('\\')) return cell;
  return cell.replace(/\\(.)/gs, (_pair, letter: string) => ESCAPED[letter] ?? letter);
}
