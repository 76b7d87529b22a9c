import {
  Component,
  computed,
  DestroyRef,
  inject,
  input,
  linkedSignal,
  signal,
  ViewEncapsulation,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ExportHistory, ExportKind } from '@learning-reviews/contracts/agency-export.contract';
import { isCalendarDate } from '@learning-reviews/domain/calendar-date';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Failed } from '@learning-reviews/ui/failed';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { FormState } from '../../platform/form/form-state.js';
import { apiErrorOf, fieldErrorsOf, sentenceFor } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { AgencyNavigation } from '../agency-navigation/agency-navigation.js';
import { figure } from '../agency-words.js';
import { EXPORT_KINDS, EXPORT_WORDS, reportingYearSoFar } from '../export-words.js';
import { FileCheck } from '../file-check/file-check.js';
import { ReportApi } from '../report-api.js';

/** A download leaves no trace on the page, so the history is asked this often, this many times. */
const ASK_AGAIN_MS = 1500;
const MOST_ASKED = 40;

/** Files for returns and inspections, the proof of what was in them, and who took which. */
@Component({
  selector: 'lr-exports-page',
  imports: [
    AgencyNavigation,
    Button,
    DateInput,
    DayPipe,
    ErrorSummary,
    Failed,
    FileCheck,
    Form,
    LoadProblem,
    Loading,
    MomentPipe,
    PrintButton,
    RouterLink,
    Table,
    Tag,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './exports-page.html',
})
export class ExportsPage {
  private readonly api = inject(ReportApi);
  private readonly router = inject(Router);
  protected readonly session = inject(SessionStore);

  /** First and last day from the address; absent until they are chosen. */
  readonly from = input<string>();
  readonly to = input<string>();

  private readonly yearSoFar = reportingYearSoFar(Date.now());
  protected readonly firstDay = linkedSignal(() => this.from() ?? this.yearSoFar.from);
  protected readonly lastDay = linkedSignal(() => this.to() ?? this.yearSoFar.to);
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/agency-export.contract')).exportQuery,
  );

  /** The days whose files are offered; `null` until both are in the address. */
  protected readonly range = computed(() => {
    const [from, to] = [this.from(), this.to()];
    return from && to ? { from, to } : null;
  });
  protected readonly manifest = this.api.manifest(this.range);
  /** Errors of the form, or of an address that somebody typed. */
  protected readonly errors = computed(() => {
    const error = this.manifest.error();
    const isOfAddress = this.form.errors().length === 0 && (apiErrorOf(error)?.errors.length ?? 0) > 0;
    return isOfAddress ? fieldErrorsOf(error) : this.form.errors();
  });
  protected readonly offered = computed(() => {
    const range = this.range();
    // What stands in the address may be no day at all; the server's answer to it comes later.
    const isReal = range !== null && isCalendarDate(range.from) && isCalendarDate(range.to);
    return isReal && this.errors().length === 0 ? range : null;
  });
  protected readonly manifestProblem = computed(() => {
    const error = this.manifest.error();
    return error === undefined ? null : sentenceFor(error);
  });
  protected readonly proof = latestValue(this.manifest);

  protected readonly loaded = this.api.exportHistory();
  protected readonly history = latestValue(this.loaded);
  /** Every proof known here, for a file somebody kept. */
  protected readonly proofs = computed(() =>
    (this.history()?.exports ?? []).flatMap(({ kind, from, to, at, by, sha256 }) =>
      sha256 === null ? [] : [{ kind, from, to, at, by, sha256 }],
    ),
  );

  protected readonly kinds = EXPORT_KINDS;
  protected readonly words = EXPORT_WORDS;
  protected readonly figure = figure;
  protected readonly news = signal('');
  private watched = 0;

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.watched += 1));
  }

  /** Checks the days, and offers their files at an address of their own. */
  protected async choose(): Promise<void> {
    await this.form.submit({ from: this.firstDay(), to: this.lastDay() }, (queryParams) =>
      this.router.navigate(['/agency/exports'], { queryParams }),
    );
  }

  protected addressOf(file: ExportKind | 'manifest'): string {
    return this.api.fileAddress(file, this.range() ?? this.yearSoFar);
  }

  /** Follows a download that the browser has just begun, until its proof is there. */
  protected async watch(kind: ExportKind): Promise<void> {
    const mine = (this.watched += 1);
    const before = latestFinished(this.history(), kind);
    const { name } = EXPORT_WORDS[kind];
    this.news.set(`${name}: your browser is downloading the file.`);
    for (let asked = 0; asked < MOST_ASKED; asked += 1) {
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      if (mine !== this.watched) return;
      const history = await this.api.readExportHistory().catch(() => undefined);
      if (mine !== this.watched) return;
      const finished = latestFinished(history, kind);
      if (history === undefined || finished === undefined || finished.id === before?.id) continue;
      this.loaded.set(history);
      this.manifest.reload();
      this.news.set(`${name}: the file was sent, ${figure(finished.rows ?? 0)} rows. Its proof is below.`);
      return;
    }
    this.news.set(`${name}: the file is still being sent. Load this page again when your browser has it.`);
  }
}

function latestFinished(history: ExportHistory | undefined, kind: ExportKind) {
  return history?.exports.find((record) => record.kind === kind && record.sha256 !== null);
}
