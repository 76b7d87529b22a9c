import type { RowProblem } from './import-row.js';

/** A row with its line in the file. */
export interface NumberedRow<Row> {
  readonly line: number;
  readonly row: Row;
}

/** Problems by the line they are on. */
export class LineProblems {
  readonly byLine = new Map<number, RowProblem[]>();

  add(line: number, column: string | null, message: string): void {
    const problems = this.byLine.get(line);
    if (problems === undefined) this.byLine.set(line, [{ column, message }]);
    else problems.push({ column, message });
  }
}
