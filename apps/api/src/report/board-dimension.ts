import { TOTAL } from '@learning-reviews/domain/report/board-publication';

const SEPARATOR = '/';

/** What a board cell counts, as it is stored: `agency:12/module:3`, `small-organisations/total`. */
export function dimensionOf(row: string, column: string): string {
  return `${row}${SEPARATOR}${column}`;
}

/** Row and column of a stored dimension. */
export function placeOf(dimension: string): { row: string; column: string } {
  const [row = '', column = ''] = dimension.split(SEPARATOR);
  return { row, column };
}

/** Row of an agency. */
export const agencyRow = (agencyId: number) => `agency:${agencyId}`;
/** Column of a module. */
export const moduleColumn = (moduleId: number) => `module:${moduleId}`;
/** The cell that every publication has. */
export const GRAND_TOTAL = dimensionOf(TOTAL, TOTAL);
