import { Component, computed, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { agencyKindInWords } from '@learning-reviews/domain/agency/agency-kind';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import type { Figures } from '@learning-reviews/ui/figures';
import { Form } from '@learning-reviews/ui/form';
import { HeatmapTable, type HeatRow } from '@learning-reviews/ui/heatmap-table';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { Pagination } from '@learning-reviews/ui/pagination';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { Select } from '@learning-reviews/ui/select';
import { TrendLine } from '@learning-reviews/ui/trend-line';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import {
  BANDS,
  BLANK,
  boardSummary,
  HEADINGS,
  heatCell,
  monthInWords,
  percentages,
  shortMonth,
  trendInWords,
} from '../board-words.js';
import { FiguresFile } from '../figures-file.js';
import { PartnershipNavigation } from '../partnership-navigation/partnership-navigation.js';
import { ReportApi } from '../report-api.js';

/** So many agencies stand on one page: a browser draws them at once, and a reader finds the end. */
const ROWS_A_PAGE = 50;

/**
 * Agencies by modules, as published for a month and protected before it was stored. What stands in the address hides
 * rows and columns, and never counts anew: a figure is the same whatever stands beside it.
 */
@Component({
  selector: 'lr-board-page',
  imports: [
    Button,
    DayPipe,
    Form,
    HeatmapTable,
    InsetText,
    LoadProblem,
    Loading,
    Pagination,
    PartnershipNavigation,
    PrintButton,
    RouterLink,
    Select,
    TrendLine,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './board-page.html',
})
export class BoardPage {
  private readonly router = inject(Router);
  private readonly api = inject(ReportApi);
  private readonly file = inject(FiguresFile);

  readonly month = input<string>();
  readonly kind = input<string>();
  readonly review = input<string>();
  readonly agency = input<string>();
  readonly page = input<string>();

  protected readonly loaded = this.api.board(() => this.month() ?? '');
  protected readonly board = latestValue(this.loaded);
  private readonly loadedMonths = this.api.boardMonths();
  private readonly months = latestValue(this.loadedMonths);

  protected readonly monthOptions = computed(() =>
    (this.months()?.months ?? []).map(({ month }) => ({
      value: month,
      label: monthInWords(month).replace(/^(\w{3})\w*/, '$1'),
    })),
  );
  protected readonly kindOptions = computed(() => {
    const kinds = new Set((this.board()?.rows ?? []).flatMap(({ kind }) => kind ?? []));
    return [...kinds].map((kind) => ({ value: kind, label: agencyKindInWords(kind) })).sort(byLabel);
  });
  protected readonly reviewOptions = computed(() =>
    (this.board()?.reviews ?? []).map(({ slug, title }) => ({ value: slug, label: title })),
  );
  protected readonly agencyOptions = computed(() =>
    (this.board()?.rows ?? []).flatMap(({ code, label }) => (code === null ? [] : { value: code, label })),
  );

  protected readonly chosenMonth = linkedSignal(() => this.board()?.month ?? '');
  protected readonly chosenKind = linkedSignal(() => this.kept(this.kind(), this.kindOptions()));
  protected readonly chosenReview = linkedSignal(() => this.kept(this.review(), this.reviewOptions()));
  protected readonly chosenAgency = linkedSignal(() => this.kept(this.agency(), this.agencyOptions()));

  /** What the address asks for that is not there; the page does without it, and says so. */
  protected readonly ignored = computed(() => {
    const board = this.board();
    if (board === undefined) return [];
    const asked = [
      { name: 'published month', value: this.month(), isThere: this.month() === board.month },
      { name: 'type of agency', value: this.kind(), isThere: has(this.kindOptions(), this.kind()) },
      { name: 'review', value: this.review(), isThere: has(this.reviewOptions(), this.review()) },
      { name: 'agency', value: this.agency(), isThere: has(this.agencyOptions(), this.agency()) },
    ];
    return asked.filter(({ value, isThere }) => value && !isThere).map(({ name }) => name);
  });

  protected readonly summary = computed(() => {
    const board = this.board();
    return board === undefined ? null : boardSummary(board);
  });
  protected readonly monthName = computed(() => monthInWords(this.board()?.month ?? '2000-01'));

  /** Places of the columns that are shown; the total is always last. */
  private readonly columnPlaces = computed(() => {
    const board = this.board();
    const review = this.kept(this.review(), this.reviewOptions());
    const places = (board?.modules ?? []).flatMap(({ reviews }, index) =>
      review === '' || reviews.includes(review) ? [index] : [],
    );
    return [...places, board?.modules.length ?? 0];
  });
  protected readonly columns = computed(() => {
    const titles = (this.board()?.modules ?? []).map(({ title }) => title);
    return this.columnPlaces().map((place) => titles[place] ?? 'All modules');
  });
  private readonly foundRows = computed(() => {
    const kind = this.kept(this.kind(), this.kindOptions());
    return (this.board()?.rows ?? []).filter((row) => kind === '' || row.kind === kind);
  });
  protected readonly pages = computed(() => Math.max(1, Math.ceil(this.foundRows().length / ROWS_A_PAGE)));
  protected readonly pageNumber = computed(() => {
    const asked = Number(this.page());
    return Number.isInteger(asked) && asked >= 1 ? Math.min(asked, this.pages()) : 1;
  });
  protected readonly rows = computed<HeatRow[]>(() => {
    const from = (this.pageNumber() - 1) * ROWS_A_PAGE;
    return this.foundRows()
      .slice(from, from + ROWS_A_PAGE)
      .map((row) => ({ label: row.label, cells: this.columnPlaces().map((place) => heatCell(row, place)) }));
  });
  protected readonly totals = computed<HeatRow | null>(() => {
    const board = this.board();
    if (board === undefined) return null;
    return {
      label: 'All agencies',
      cells: this.columnPlaces().map((place) => heatCell(board.totals, place)),
    };
  });
  protected readonly shownInWords = computed(() => {
    const all = this.board()?.rows.length ?? 0;
    const found = this.foundRows().length;
    const shown = this.rows().length;
    const of = found === all ? `${all} rows` : `${found} of ${all} rows`;
    return shown === found
      ? `${of}.`
      : `${shown} of ${found} rows, page ${this.pageNumber()} of ${this.pages()}.`;
  });
  protected readonly isFiltered = computed(() => this.chosenKindOrReview());
  protected readonly hasSmallOrganisations = computed(() =>
    this.foundRows().some(({ code }) => code === null),
  );

  protected readonly trendPoints = computed(() => (this.board()?.trendMonths ?? []).map(shortMonth));
  protected readonly trendLines = computed(() => {
    const board = this.board();
    if (board === undefined) return [];
    const chosen = board.rows.find(({ code }) => code !== null && code === this.agency());
    return [
      { label: 'All agencies', values: percentages(board.totals.trend) },
      ...(chosen ? [{ label: chosen.label, values: percentages(chosen.trend) }] : []),
    ];
  });
  protected readonly trendSummary = computed(() =>
    this.trendLines()
      .map(({ label, values }) => trendInWords(label, this.board()?.trendMonths ?? [], values))
      .join(' '),
  );

  protected readonly wholeFile = computed(() => this.api.boardFileAddress(this.board()?.month ?? ''));
  protected readonly bands = BANDS;
  protected readonly blank = BLANK;
  protected readonly headings = HEADINGS;

  protected apply(): void {
    const newest = this.monthOptions()[0]?.value;
    void this.router.navigate(['/partnership'], {
      queryParams: {
        month: this.chosenMonth() === newest ? null : this.chosenMonth() || null,
        kind: this.chosenKind() || null,
        review: this.chosenReview() || null,
        agency: this.chosenAgency() || null,
      },
    });
  }

  protected save(figures: Figures): void {
    const board = this.board();
    if (board?.publishedOn) this.file.save(figures, [['Counted on', board.publishedOn]], board.publishedOn);
  }

  private chosenKindOrReview(): boolean {
    return (
      this.kept(this.kind(), this.kindOptions()) !== '' ||
      this.kept(this.review(), this.reviewOptions()) !== ''
    );
  }

  /** A filter of the address, where it exists. */
  private kept(value: string | undefined, options: readonly { value: string }[]): string {
    return has(options, value) ? (value ?? '') : '';
  }
}

function has(options: readonly { value: string }[], value: string | undefined): boolean {
  return options.some((option) => option.value === value);
}

function byLabel(a: { label: string }, b: { label: string }): number {
  return a.label.localeCompare(b.label, 'en');
}
