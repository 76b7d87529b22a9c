import { Component, computed, effect, inject, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { BackLink } from '@learning-reviews/ui/back-link';
import { MomentPipe } from '@learning-reviews/ui/day';
import type { Figures } from '@learning-reviews/ui/figures';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { StackedBar } from '@learning-reviews/ui/stacked-bar';
import { Table } from '@learning-reviews/ui/table';
import { TrendLine } from '@learning-reviews/ui/trend-line';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { AgencyNavigation } from '../agency-navigation/agency-navigation.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { figure, moduleSummary, monthInWords } from '../agency-words.js';
import { Breakdown } from '../breakdown/breakdown.js';
import { FiguresFile } from '../figures-file.js';
import {
  finishedSummary,
  QUESTION_PARTS,
  questionFigures,
  questionSummary,
  questionValues,
  rightInWords,
} from '../module-words.js';
import { ReportApi } from '../report-api.js';
import { StandingStats } from '../standing-stats/standing-stats.js';

/** One module in one's own agency: who has done it, month by month, and which of its questions to talk about. */
@Component({
  selector: 'lr-module-page',
  imports: [
    AgencyNavigation,
    BackLink,
    Breakdown,
    InsetText,
    LoadProblem,
    Loading,
    MomentPipe,
    PrintButton,
    RouterLink,
    StackedBar,
    StandingStats,
    Table,
    TrendLine,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './module-page.html',
})
export class ModulePage {
  private readonly title = inject(PageTitle);
  private readonly file = inject(FiguresFile);
  private readonly session = inject(SessionStore);

  /** Slug of the module, from the address. */
  readonly module = input.required<string>();

  protected readonly loaded = inject(ReportApi).agencyModule(this.module);
  protected readonly found = latestValue(this.loaded);

  protected readonly within = computed(() => ({ module: this.module() }));
  protected readonly summary = computed(() => {
    const found = this.found();
    return found === undefined ? '' : moduleSummary(found.total, this.session.warning());
  });

  private readonly finished = computed(() => this.found()?.finished ?? []);
  protected readonly isFinishedByAnyone = computed(() =>
    this.finished().some(({ completions }) => completions > 0),
  );
  protected readonly finishedInWords = computed(() => finishedSummary(this.finished()));
  protected readonly months = computed(() =>
    this.finished().map(({ month }, index, all) =>
      index === all.length - 1 ? `${monthInWords(month)} so far` : monthInWords(month),
    ),
  );
  protected readonly lines = computed(() => [
    { label: 'Completions', values: this.finished().map(({ completions }) => completions) },
  ]);

  protected readonly questions = computed(() => this.found()?.questions?.questions ?? []);
  protected readonly questionsInWords = computed(() => questionSummary(this.questions()));
  protected readonly questionParts = QUESTION_PARTS;
  protected readonly questionBars = computed(() =>
    this.questions().map((question) => ({
      label: `Question ${question.number}: ${question.topic}`,
      values: questionValues(question),
      share: `${rightInWords(question)} of ${figure(question.answered)}`,
    })),
  );
  protected readonly questionFigures = computed(() => questionFigures(this.module(), this.questions()));
  protected readonly rightInWords = rightInWords;

  constructor() {
    effect(() => {
      const found = this.found();
      if (found !== undefined) this.title.set(found.module.title);
    });
  }

  /** Gives a chart's figures as a CSV file, with whose and of when beside each row. */
  protected save(figures: Figures): void {
    const found = this.found();
    if (found !== undefined) this.file.saveOf(found, figures);
  }
}
