import { Component, computed, effect, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { BackLink } from '@learning-reviews/ui/back-link';
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
import { SmallMultiples } from '@learning-reviews/ui/small-multiples';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { TrendLine } from '@learning-reviews/ui/trend-line';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { PageTitle } from '../../platform/page/page-title.js';
import {
  BANDS,
  BLANK,
  HEADINGS,
  heatCell,
  monthInWords,
  percentages,
  reachInWords,
  shortMonth,
  trendInWords,
} from '../board-words.js';
import { FiguresFile } from '../figures-file.js';
import { PartnershipNavigation } from '../partnership-navigation/partnership-navigation.js';
import { ReportApi } from '../report-api.js';

/** More small charts than this on one page are no longer seen at a glance. */
const AGENCIES_A_PAGE = 24;

/** How far the modules made from one review have come: when half and 80 % were reached, and agency by agency. */
@Component({
  selector: 'lr-review-reach-page',
  imports: [
    BackLink,
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
    SmallMultiples,
    SummaryList,
    SummaryRow,
    TrendLine,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './review-reach-page.html',
})
export class ReviewReachPage {
  private readonly router = inject(Router);
  private readonly file = inject(FiguresFile);
  private readonly title = inject(PageTitle);

  readonly slug = input.required<string>();
  readonly module = input<string>();
  readonly page = input<string>();

  protected readonly loaded = inject(ReportApi).reviewReach(this.slug);
  protected readonly review = latestValue(this.loaded);

  protected readonly moduleOptions = computed(() =>
    (this.review()?.modules ?? []).map(({ slug, title }) => ({ value: slug, label: title })),
  );
  /** Place of the module whose months are drawn: the one of the address, else the first. */
  private readonly place = computed(() =>
    Math.max(
      0,
      this.moduleOptions().findIndex(({ value }) => value === this.module()),
    ),
  );
  protected readonly drawn = computed(() => this.review()?.modules[this.place()]);
  protected readonly chosenModule = linkedSignal(() => this.drawn()?.slug ?? '');
  protected readonly isIgnored = computed(
    () =>
      this.review() !== undefined &&
      Boolean(this.module()) &&
      !this.moduleOptions().some(({ value }) => value === this.module()),
  );

  protected readonly latest = computed(() => this.review()?.months.at(-1));
  protected readonly points = computed(() =>
    (this.review()?.months ?? []).map(({ month }) => shortMonth(month)),
  );
  private readonly months = computed(() => (this.review()?.months ?? []).map(({ month }) => month));
  protected readonly totalLine = computed(() => {
    const total = this.drawn()?.total;
    return total === undefined ? [] : [{ label: 'All agencies', values: percentages(total) }];
  });
  protected readonly totalSummary = computed(() =>
    this.totalLine()
      .map(({ label, values }) => trendInWords(label, this.months(), values))
      .join(' '),
  );

  private readonly audience = computed(() =>
    (this.review()?.agencies ?? []).flatMap((agency) => {
      const line = agency.modules[this.place()];
      return line?.required.some((required) => required !== null)
        ? [{ label: agency.label, values: percentages(line) }]
        : [];
    }),
  );
  protected readonly pages = computed(() => Math.max(1, Math.ceil(this.audience().length / AGENCIES_A_PAGE)));
  protected readonly pageNumber = computed(() => {
    const asked = Number(this.page());
    return Number.isInteger(asked) && asked >= 1 ? Math.min(asked, this.pages()) : 1;
  });
  protected readonly multiples = computed(() => {
    const from = (this.pageNumber() - 1) * AGENCIES_A_PAGE;
    return this.audience().slice(from, from + AGENCIES_A_PAGE);
  });
  protected readonly multiplesSummary = computed(() => {
    const ends = this.multiples().flatMap(({ values }) => {
      const value = values.at(-1);
      return typeof value === 'number' ? value : [];
    });
    const hidden = this.multiples().length - ends.length;
    const range =
      ends.length === 0
        ? 'Every latest figure is hidden.'
        : `The latest figures that are shown lie between ${Math.min(...ends)}% and ${Math.max(...ends)}%.`;
    return hidden === 0 || ends.length === 0
      ? range
      : `${range} ${hidden} of ${this.multiples().length} are hidden or blank.`;
  });

  protected readonly columns = computed(() => (this.review()?.modules ?? []).map(({ title }) => title));
  protected readonly rows = computed<HeatRow[]>(() => {
    const from = (this.pageNumber() - 1) * AGENCIES_A_PAGE;
    const at = this.months().length - 1;
    return (this.review()?.agencies ?? [])
      .slice(from, from + AGENCIES_A_PAGE)
      .map(({ label, modules }) => ({ label, cells: modules.map((line) => heatCell(line, at)) }));
  });
  protected readonly totals = computed<HeatRow>(() => ({
    label: 'All agencies',
    cells: (this.review()?.modules ?? []).map(({ total }) => heatCell(total, this.months().length - 1)),
  }));
  protected readonly latestName = computed(() => monthInWords(this.latest()?.month ?? '2000-01'));

  protected readonly bands = BANDS;
  protected readonly blank = BLANK;
  protected readonly headings = HEADINGS;
  protected readonly reachInWords = reachInWords;

  constructor() {
    effect(() => {
      const review = this.review();
      if (review) this.title.set(`Reach of ${review.title}`);
    });
  }

  protected apply(): void {
    void this.router.navigate(['/partnership/reviews', this.slug()], {
      queryParams: { module: this.chosenModule() || null },
    });
  }

  protected save(figures: Figures): void {
    const [review, latest] = [this.review(), this.latest()];
    if (review && latest) {
      this.file.save(
        figures,
        [
          ['Review', review.title],
          ['Counted on', latest.publishedOn],
        ],
        latest.publishedOn,
      );
    }
  }
}
