import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, input, output, ViewEncapsulation } from '@angular/core';
import { type Params, RouterLink } from '@angular/router';
import { Chart } from '../chart/chart.js';
import { type Figures, figureText, PROTECTED } from '../figures/figures.js';
import { ProtectedKey } from '../protected-figure/protected-figure.js';
import { ScrollRegion } from '../scroll-region/scroll-region.js';
import { Table } from '../table/table.js';

/** A figure of the heatmap with what it is of, and where the people behind it are. */
export interface HeatFigure {
  readonly value: number;
  /** How many of how many, shown below the figure. */
  readonly of?: { readonly part: number; readonly whole: number };
  /** Where the figure leads; `text` says so to those who cannot see where it stands. */
  readonly link?: { readonly to: string; readonly params: Params; readonly text: string };
}

/** A cell: a figure, `[c]` where it is hidden, `null` where there is none. */
export type HeatCell = HeatFigure | typeof PROTECTED | null;

/** One row of the heatmap. */
export interface HeatRow {
  readonly label: string;
  /** One for each column. */
  readonly cells: readonly HeatCell[];
}

/** A shade: figures of `from` and above, up to the next. Up to four, from the lowest. */
export interface HeatBand {
  readonly from: number;
  readonly text: string;
}

/** Headings of the three columns that a column with "how many of how many" becomes in the file. */
export interface HeatHeadings {
  readonly value: string;
  readonly part: string;
  readonly whole: string;
}

/**
 * A table whose cells are shaded by their figures. The figure is the information: the shade, with a strip of pattern
 * where colours are taken away, only leads the eye.
 */
@Component({
  selector: 'lr-heatmap-table',
  imports: [Chart, NgTemplateOutlet, ProtectedKey, RouterLink, ScrollRegion, Table],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './heatmap-table.html',
})
export class HeatmapTable {
  /** Name of the table, and of the chart with it. */
  readonly caption = input.required<string>();
  /** One sentence: what a reader should take from the table. */
  readonly summary = input.required<string>();
  /** Heading of the first column, such as "Team". */
  readonly rowHeading = input.required<string>();
  /** Headings of the others. */
  readonly columns = input.required<readonly string[]>();
  readonly rows = input.required<readonly HeatRow[]>();
  /** A last row of totals. */
  readonly totals = input<HeatRow | null>(null);
  readonly bands = input.required<readonly HeatBand[]>();
  /** What an empty cell means, such as "the module is not required of anyone there". */
  readonly blank = input('there is no figure');
  /** Follows each figure, such as `%`. */
  readonly suffix = input('');
  /** Words for the file, where cells say how many of how many. */
  readonly headings = input<HeatHeadings>({ value: '%', part: 'of these', whole: 'all' });
  /** Name of the file without its ending. */
  readonly file = input('figures');
  /** Asked for the figures as a file. */
  readonly save = output<Figures>();

  private readonly allRows = computed(() => {
    const totals = this.totals();
    return totals === null ? this.rows() : [...this.rows(), totals];
  });
  private readonly cells = computed(() => this.allRows().flatMap(({ cells }) => cells));
  protected readonly hasHidden = computed(() => this.cells().includes(PROTECTED));
  protected readonly hasBlank = computed(() => this.cells().includes(null));

  protected readonly figures = computed<Figures>(() => {
    const { value, part, whole } = this.headings();
    const hasBases = this.cells().some((cell) => isFigure(cell) && cell.of !== undefined);
    return {
      name: this.file(),
      columns: [
        this.rowHeading(),
        ...this.columns().flatMap((column) =>
          hasBases ? [`${column}: ${value}`, `${column}: ${part}`, `${column}: ${whole}`] : [column],
        ),
      ],
      rows: this.allRows().map(({ label, cells }) => [
        label,
        ...cells.flatMap((cell) => {
          const [shown, counted, base] = isFigure(cell)
            ? [cell.value, cell.of?.part ?? null, cell.of?.whole ?? null]
            : [cell, cell, cell];
          return hasBases ? [shown, counted, base] : [shown];
        }),
      ]),
    };
  });

  /** The cells of a row as they are shown. */
  protected cellsOf({ cells }: HeatRow) {
    return cells.map((cell) => {
      if (!isFigure(cell))
        return { figure: null, isHidden: cell === PROTECTED, shade: '', text: '', base: '' };
      const { value, of } = cell;
      return {
        figure: cell,
        isHidden: false,
        // What is hidden or blank has no shade: it would say something of it.
        shade: `lr-band-${this.bands().findLastIndex(({ from }) => value >= from) + 1}`,
        text: figureText(value, this.suffix()),
        base: of === undefined ? '' : `${figureText(of.part)} of ${figureText(of.whole)}`,
      };
    });
  }
}

function isFigure(cell: HeatCell): cell is HeatFigure {
  return cell !== null && cell !== PROTECTED;
}
