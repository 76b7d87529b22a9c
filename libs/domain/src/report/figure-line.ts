import { partnershipFigure, type Count, type ProtectedFigure } from './small-numbers.js';

/** Stands in a line of figures where one is hidden. No count is negative, so it cannot be mistaken for one. */
export const HIDDEN = -1;

/**
 * Many figures in two short lists, place by place: how many of how many are done. `null` where nobody is
 * required to, `HIDDEN` where the figure is protected: in both lists then.
 */
export interface FigureLine {
  readonly done: readonly (number | null)[];
  readonly required: readonly (number | null)[];
}

/** A published figure as it is stored: no numbers where it is hidden, `undefined` where there is none at all. */
export type StoredFigure = { readonly n: number | null; readonly d: number | null } | undefined;

/** A line just made: nobody else holds its lists. */
interface NewLine extends FigureLine {
  readonly done: (number | null)[];
  readonly required: (number | null)[];
}

/** Published figures as a line, in their order. */
export function figureLine(figures: readonly StoredFigure[]): NewLine {
  return {
    done: figures.map((figure) => (isBlank(figure) ? null : (figure?.n ?? HIDDEN))),
    required: figures.map((figure) => (isBlank(figure) ? null : (figure?.d ?? HIDDEN))),
  };
}

/** The figure at a place of a line; `null` where nobody is required to, and beyond its end. */
export function figureAt({ done, required }: FigureLine, index: number): ProtectedFigure {
  const count = { n: done[index] ?? null, d: required[index] ?? null };
  if (count.n === null || count.d === null) return null;
  return partnershipFigure(count as Count, count.n === HIDDEN || count.d === HIDDEN);
}

const isBlank = (figure: StoredFigure) => figure === undefined || figure.d === 0;
