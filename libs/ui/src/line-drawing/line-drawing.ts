import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import { scaleLinear, scalePoint } from 'd3-scale';
import { line, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
import { type Figure, figureText } from '../figures/figures.js';

/** One line of a chart: its name, and a figure for each point. */
export interface Line {
  readonly label: string;
  readonly values: readonly Figure[];
}

/** A level that is aimed at, drawn across the chart. */
export interface Target {
  readonly label: string;
  readonly value: number;
}

/** Marks of the lines, in order: with their dashes they are told apart without colours. */
const MARKS = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond].map(
  (type) => symbol(type, 64)() ?? '',
);
const MOST_LABELS = 7;
const ROUGHLY_TICKS = 4;

/**
 * The shapes of lines over time, for eyes only: its chart says the same in a sentence and in a table. Everything
 * stands at per cents of the width, so that lines stretch and letters do not.
 */
@Component({
  selector: 'lr-line-drawing',
  encapsulation: ViewEncapsulation.None,
  templateUrl: './line-drawing.html',
})
export class LineDrawing {
  /** Names of the points from the left, such as months. */
  readonly points = input.required<readonly string[]>();
  /** Up to four. */
  readonly lines = input.required<readonly Line[]>();
  /** The highest value drawn. */
  readonly top = input.required<number>();
  /** Follows each value, such as `%`. */
  readonly suffix = input('');
  readonly target = input<Target | null>(null);
  /** Whether it is one of many small ones: low, and without letters. */
  readonly isSmall = input(false);

  private readonly x = computed(() =>
    scalePoint()
      .domain(this.points().map((_, index) => String(index)))
      .range([0, 100]),
  );
  private readonly y = computed(() => scaleLinear().domain([0, this.top()]).range([100, 0]));

  protected readonly levels = computed(() =>
    this.y()
      .ticks(ROUGHLY_TICKS)
      .map((value) => ({ value, y: percent(this.y()(value)), text: figureText(value, this.suffix()) })),
  );

  protected readonly drawn = computed(() =>
    this.lines().map(({ values }, index) => {
      const at = values.map((value, point) => ({ value, x: this.x()(String(point)) ?? 0 }));
      const known = at.flatMap(({ value, x }) =>
        typeof value === 'number' ? [{ x, y: this.y()(value) }] : [],
      );
      const path = line<{ value: Figure; x: number }>()
        // A figure that is hidden or missing leaves a gap: a line through it would say something of it.
        .defined(({ value }) => typeof value === 'number')
        .x(({ x }) => x)
        .y(({ value }) => this.y()(Number(value)));
      return {
        path: path(at),
        kind: (index % MARKS.length) + 1,
        mark: MARKS[index % MARKS.length],
        marks: (this.isSmall() ? known.slice(-1) : known).map(({ x, y }) => ({
          x: percent(x),
          y: percent(y),
        })),
      };
    }),
  );

  protected readonly targetLevel = computed(() => {
    const target = this.target();
    return target === null ? null : percent(this.y()(target.value));
  });

  /** Names below the points: few enough to be read, and on a phone only the first, the middle and the last. */
  protected readonly labels = computed(() => {
    const points = this.points();
    const last = points.length - 1;
    const step = Math.max(1, Math.ceil(last / (MOST_LABELS - 1)));
    const middle = Math.round(last / 2 / step) * step;
    return points.flatMap((text, index) => {
      const isEnd = index === 0 || index === last;
      if (!isEnd && (index % step !== 0 || last - index < step)) return [];
      return [
        {
          text,
          x: percent(this.x()(String(index)) ?? 0),
          anchor: last === 0 || !isEnd ? 'middle' : index === 0 ? 'start' : 'end',
          isForWide: !isEnd && index !== middle,
        },
      ];
    });
  });
}

/** The mark of a line in a legend, as a path round its middle. */
export function markOf(index: number): string {
  return MARKS[index % MARKS.length] ?? '';
}

/** The highest value that lines should be drawn to: 100 for per cents, else a round number above all of them. */
export function topOf(lines: readonly Line[], suffix: string, target: Target | null = null): number {
  if (suffix === '%') return 100;
  const values = lines.flatMap(({ values }) => values.filter((value) => typeof value === 'number'));
  const highest = Math.max(1, target?.value ?? 0, ...values);
  return scaleLinear().domain([0, highest]).nice(ROUGHLY_TICKS).domain()[1] ?? highest;
}

/** A place as a per cent of the drawing; finer than a hundredth nobody sees. */
function percent(place: number): string {
  return `${Math.round(place * 100) / 100}%`;
}
