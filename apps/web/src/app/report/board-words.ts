import type { Board, ReviewReachState } from '@learning-reviews/contracts/partnership.contract';
import { figureAt, type FigureLine } from '@learning-reviews/domain/report/figure-line';
import { dayInWords } from '@learning-reviews/ui/day';
import { type Figure, PROTECTED } from '@learning-reviews/ui/figures';
import type { HeatBand, HeatCell } from '@learning-reviews/ui/heatmap-table';

/** Shades of the matrix, from the lowest: `from` is the first per cent of each. */
export const BANDS: readonly HeatBand[] = [
  { from: 0, text: 'Under 50%' },
  { from: 50, text: '50 to 69%' },
  { from: 70, text: '70 to 89%' },
  { from: 90, text: '90% or more' },
];

/** What an empty cell of the matrix means. */
export const BLANK = 'the module is not required of anyone there';

/** Words for the three columns that a column of the matrix becomes in its file. */
export const HEADINGS = { value: '%', part: 'done', whole: 'required' } as const;

/** `2026-11` as people write it: November 2026. */
export function monthInWords(month: string): string {
  return dayInWords(`${month}-01`).replace(/^1 /, '');
}

/** A month of a chart, where there is little room: Nov 26. */
export function shortMonth(month: string): string {
  const [name = '', year = ''] = monthInWords(month).split(' ');
  return `${name.slice(0, 3)} ${year.slice(2)}`;
}

/** A figure as a cell of the matrix. */
export function heatCell(line: FigureLine, index: number): HeatCell {
  const figure = figureAt(line, index);
  if (figure === null) return null;
  if (figure.isProtected) return PROTECTED;
  return { value: figure.percentage ?? 0, of: { part: figure.n, whole: figure.d } };
}

/** Each figure of a line as a per cent for a chart. */
export function percentages(line: FigureLine): Figure[] {
  return line.done.map((_, index) => {
    const cell = heatCell(line, index);
    return cell === null || cell === PROTECTED ? cell : cell.value;
  });
}

/** What an officer should take from the matrix: in one sentence, and in a few more. Made from what is shown alone. */
export function boardSummary({ totals, modules, rows }: Board): { headline: string; more: string } {
  const total = figureAt(totals, modules.length);
  const headline =
    total === null || total.isProtected
      ? 'The total is hidden, because it would give a hidden figure away.'
      : `${count(total.n)} of ${count(total.d)} required modules are done across the partnership (${total.percentage}%).`;
  const shown = modules.flatMap(({ title }, index) => {
    const figure = figureAt(totals, index);
    return figure === null || figure.isProtected ? [] : [{ title, percentage: figure.percentage ?? 0 }];
  });
  const hidden = rows
    .flatMap((row) => modules.map((_, index) => figureAt(row, index)))
    .filter((figure) => figure?.isProtected === true).length;
  const protection =
    hidden === 0
      ? 'No figure of an agency is hidden.'
      : `${count(hidden)} ${hidden === 1 ? 'figure is' : 'figures are'} hidden to protect people.`;
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

/** How a line went, from the first figure that is shown to the last. */
export function trendInWords(label: string, months: readonly string[], values: readonly Figure[]): string {
  const shown = months.flatMap((month, index) => {
    const value = values[index];
    return typeof value === 'number' ? [{ month, value }] : [];
  });
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) return `${label}: the figures are hidden.`;
  if (first === last) return `${label}: ${first.value}% in ${monthInWords(first.month)}.`;
  return `${label}: ${first.value}% in ${monthInWords(first.month)}, ${last.value}% in ${monthInWords(last.month)}.`;
}

/** When a share of the audience was reached, and no more exactly than figures of once a month can say. */
export function reachInWords(reach: ReviewReachState): string {
  switch (reach.state) {
    case 'reached': {
      const day = dayInWords(reach.countedOn);
      const after = reach.days === null || reach.days === 0 ? '' : `, ${aboutMonths(reach.days)} after`;
      return reach.exact
        ? `In the month ending ${day}${after}`
        : `By ${day} at the latest${after}: the figure before is hidden, or there is none`;
    }
    case 'not-yet':
      return 'Not yet reached';
    case 'hidden':
      return 'Cannot be said: the figures that would tell are hidden to protect people';
    case 'none':
      return 'Not required of anyone yet';
  }
}

const DAYS_OF_A_MONTH = 30.44;

function aboutMonths(days: number): string {
  const months = Math.max(1, Math.round(days / DAYS_OF_A_MONTH));
  return `about ${months} ${months === 1 ? 'month' : 'months'}`;
}

const count = (value: number) => value.toLocaleString('en-GB');
