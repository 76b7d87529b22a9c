import type { Board, BoardCell } from '@learning-reviews/contracts/partnership.contract';

/** Shades of the matrix, from the lowest: `from` is the first per cent of each. */
export const BANDS = [
  { band: 1, from: 0, text: 'Under 50%' },
  { band: 2, from: 50, text: '50 to 69%' },
  { band: 3, from: 70, text: '70 to 89%' },
  { band: 4, from: 90, text: '90% or more' },
] as const;

/** The band of a whole per cent, 1 to 4. */
export function bandOf(percentage: number): number {
  return BANDS.findLast(({ from }) => percentage >= from)?.band ?? 1;
}

/** What an officer should take from the matrix: in one sentence, and in a few more. Made from what is shown alone. */
export function boardSummary({ total, totals, modules, rows }: Board): { headline: string; more: string } {
  const headline = isShown(total)
    ? `${total.done.toLocaleString('en-GB')} of ${total.required.toLocaleString('en-GB')} required modules are done across the partnership (${total.percentage}%).`
    : 'The total is hidden, because it would give a hidden figure away.';
  const shown = totals.flatMap((cell, index) =>
    isShown(cell) ? [{ title: modules[index]?.title ?? '', percentage: cell.percentage }] : [],
  );
  const hidden = rows.flatMap(({ cells }) => cells).filter((cell) => cell?.protected === true).length;
  const protection =
    hidden === 0
      ? 'No figure of an agency is hidden.'
      : `${hidden} ${hidden === 1 ? 'figure is' : 'figures are'} hidden to protect people.`;
  const [least, ...others] = [...shown].sort((a, b) => a.percentage - b.percentage);
  const most = others.at(-1);
  if (least === undefined || most === undefined || least.percentage === most.percentage) {
    return { headline, more: protection };
  }
  return {
    headline,
    more: `Most done: ${most.title} (${most.percentage}%). Least done: ${least.title} (${least.percentage}%). ${protection}`,
  };
}

/** A figure that was published. */
type ShownCell = Extract<NonNullable<BoardCell>, { protected: false }>;

function isShown(cell: BoardCell): cell is ShownCell {
  return cell !== null && !cell.protected;
}
