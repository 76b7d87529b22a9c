import { DOCUMENT } from '@angular/common';
import {
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  ViewEncapsulation,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type {
  ExportFormat,
  ExportHistory,
  ExportKind,
  ExportQuery,
} from '@learning-reviews/contracts/agency-export.contract';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Failed } from '@learning-reviews/ui/failed';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { Select } from '@learning-reviews/ui/select';
import { Table } from '@learning-reviews/ui/table';
import { FormState } from '../../platform/form/form-state.js';
import { apiErrorOf, fieldErrorsOf, sentenceFor } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyNavigation } from '../agency-navigation/agency-navigation.js';
import { figure } from '../agency-words.js';
import { ExportApi } from '../export-api.js';
import { ExportHistoryTable } from '../export-history/export-history.js';
import { EXPORT_KINDS, EXPORT_WORDS, FORMAT_WORDS, isUnderWay, reportingYearSoFar } from '../export-words.js';
import { FileCheck } from '../file-check/file-check.js';
import { PrepareExport } from '../prepare-export/prepare-export.js';
import { PreparedExports } from '../prepared-exports/prepared-exports.js';

/** A download leaves no trace on the page, so the history is asked this often, this many times. */
const ASK_AGAIN_MS = 1500;
const MOST_ASKED = 40;
/** How often it is asked how far the files in the background are, while somebody looks. */
const PROGRESS_MS = 2000;

const NO_TEAM = { value: 'none', label: 'No team' };
const FILTER_WORDS = { team: 'team', role: 'job role', module: 'module' };
const NO_ROWS = { completions: 0, 'not-completed': 0, summary: 0 };

/** Files for returns and inspections, now or in the background; the proof of what was in them; who took which. */
@Component({
  selector: 'lr-exports-page',
  imports: [
    AgencyNavigation,
    Button,
    DateInput,
    DayPipe,
    ErrorSummary,
    ExportHistoryTable,
    Failed,
    FileCheck,
    Form,
    InsetText,
    LoadProblem,
    Loading,
    MomentPipe,
    PrepareExport,
    PreparedExports,
    PrintButton,
    RouterLink,
    Select,
    Table,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './exports-page.html',
})
export class ExportsPage {
  private readonly api = inject(ExportApi);
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);

  /** First and last day from the address; absent until they are chosen. */
  readonly from = input<string>();
  readonly to = input<string>();
  /** Whose rows, from the address; absent for everybody's. */
  readonly team = input<string>();
  readonly role = input<string>();
  readonly module = input<string>();

  private readonly yearSoFar = reportingYearSoFar(Date.now());
  protected readonly firstDay = linkedSignal(() => this.from() ?? this.yearSoFar.from);
  protected readonly lastDay = linkedSignal(() => this.to() ?? this.yearSoFar.to);
  protected readonly chosenTeam = linkedSignal(() => this.team() ?? '');
  protected readonly chosenRole = linkedSignal(() => this.role() ?? '');
  protected readonly chosenModule = linkedSignal(() => this.module() ?? '');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/agency-export.contract')).exportQuery,
  );

  /** What the address asks for; `null` until both days are in it. */
  protected readonly asked = computed(() => {
    const [from, to] = [this.from(), this.to()];
    return from && to ? { from, to, team: this.team(), role: this.role(), module: this.module() } : null;
  });
  /** Of the days in the address, or of the year so far: the lists to choose from do not depend on them. */
  protected readonly offered = this.api.offer(() => this.asked() ?? this.yearSoFar);
  private readonly offer = latestValue(this.offered);
  /** Errors of the form, or of an address that somebody typed. */
  protected readonly errors = computed(() => {
    const error = this.offered.error();
    const isOfAddress = this.form.errors().length === 0 && (apiErrorOf(error)?.errors.length ?? 0) > 0;
    return isOfAddress ? fieldErrorsOf(error) : this.form.errors();
  });
  protected readonly offerProblem = computed(() => {
    const error = this.offered.error();
    return error === undefined || this.errors().length > 0 ? null : sentenceFor(error);
  });
  /** What files are offered for: the days, and those filters that exist. */
  protected readonly query = computed<ExportQuery | null>(
    () => {
      const asked = this.asked();
      if (asked === null || this.errors().length > 0 || this.offered.isLoading() || !this.offered.hasValue())
        return null;
      const { ignored } = this.offered.value();
      const kept = Object.entries(asked).filter(
        ([name, value]) => value && !(ignored as readonly string[]).includes(name),
      );
      return Object.fromEntries(kept) as ExportQuery;
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  protected readonly ignored = computed(() => {
    const isOfAddress = this.asked() !== null;
    return isOfAddress ? (this.offer()?.ignored ?? []).map((filter) => FILTER_WORDS[filter]) : [];
  });
  protected readonly rows = computed(() => this.offer()?.rows ?? NO_ROWS);
  protected readonly mostWorkbookRows = computed(() => this.offer()?.mostWorkbookRows ?? 0);
  protected readonly teamOptions = computed(() => [
    ...(this.offer()?.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
    NO_TEAM,
  ]);
  protected readonly roleOptions = computed(() =>
    (this.offer()?.jobRoles ?? []).map(({ code, label }) => ({ value: code, label })),
  );
  protected readonly moduleOptions = computed(() =>
    (this.offer()?.modules ?? []).map(({ slug, title }) => ({ value: slug, label: title })),
  );
  protected readonly narrowedTo = computed(() => {
    const { team, role, module } = this.query() ?? {};
    const labels = [
      this.teamOptions().find(({ value }) => value === team),
      this.roleOptions().find(({ value }) => value === role),
      this.moduleOptions().find(({ value }) => value === module),
    ];
    return labels.flatMap((option) => option?.label ?? []).join(' · ');
  });

  protected readonly manifest = this.api.manifest(this.query);
  protected readonly manifestProblem = computed(() => {
    const error = this.manifest.error();
    return error === undefined ? null : sentenceFor(error);
  });
  protected readonly proof = latestValue(this.manifest);

  protected readonly loaded = this.api.history();
  protected readonly history = latestValue(this.loaded);
  /** Files in the background that somebody waits for, can fetch, or should hear of. */
  protected readonly prepared = computed(() =>
    (this.history()?.exports ?? []).filter(
      (record) => isUnderWay(record) || record.state === 'ready' || record.state === 'failed',
    ),
  );
  private readonly isWaiting = computed(() => this.prepared().some(isUnderWay));
  private readonly isSeen = signal(!this.document.hidden);
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
  protected readonly preparedNews = signal('');
  private watched = 0;

  constructor() {
    const look = () => this.isSeen.set(!this.document.hidden);
    this.document.addEventListener('visibilitychange', look);
    inject(DestroyRef).onDestroy(() => {
      this.watched += 1;
      this.document.removeEventListener('visibilitychange', look);
    });
    // Nobody looks at a page in the background: it asks nothing then, and at once when it is seen again.
    effect((onCleanup) => {
      if (!this.isWaiting() || !this.isSeen()) return;
      const timer = setInterval(() => void this.refresh(), PROGRESS_MS);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Checks the days, and offers their files at an address of their own. */
  protected async choose(): Promise<void> {
    const chosen = {
      from: this.firstDay(),
      to: this.lastDay(),
      team: this.chosenTeam() || undefined,
      role: this.chosenRole() || undefined,
      module: this.chosenModule() || undefined,
    };
    await this.form.submit(chosen, (queryParams) =>
      this.router.navigate(['/agency/exports'], { queryParams }),
    );
  }

  protected addressOf(file: ExportKind | 'manifest', format: ExportFormat): string {
    return this.api.fileAddress(file, format, this.query() ?? this.yearSoFar);
  }

  protected isTooLong(kind: ExportKind): boolean {
    return this.rows()[kind] > this.mostWorkbookRows();
  }

  protected rowsInWords(kind: ExportKind): string {
    const rows = this.rows()[kind];
    return rows === 1 ? '1 row' : `${figure(rows)} rows`;
  }

  protected async noteOrdered(name: string): Promise<void> {
    await this.refresh();
    this.preparedNews.set(`${name}: the file is being prepared. You can close this page and come back.`);
  }

  /** Asks how far the files are, and says so when one is over. */
  protected async refresh(): Promise<void> {
    const before = new Set(
      this.prepared()
        .filter(isUnderWay)
        .map(({ id }) => id),
    );
    const history = await this.api.readHistory().catch(() => undefined);
    if (history === undefined) return;
    this.loaded.set(history);
    const over = history.exports.find((record) => before.has(record.id) && !isUnderWay(record));
    if (over === undefined) return;
    const { name } = EXPORT_WORDS[over.kind];
    const became = { ready: 'is ready to download', cancelled: 'was cancelled' }[
      over.state as 'ready' | 'cancelled'
    ];
    this.preparedNews.set(`${name} ${became ?? 'could not be prepared'}.`);
    if (over.state === 'ready') this.manifest.reload();
  }

  /** Follows a download that the browser has just begun, until its proof is there. */
  protected async watch(kind: ExportKind, format: ExportFormat): Promise<void> {
    const mine = (this.watched += 1);
    const before = latestDownload(this.history(), kind, format);
    const name = `${EXPORT_WORDS[kind].name} (${FORMAT_WORDS[format]})`;
    this.news.set(`${name}: your browser is downloading the file.`);
    for (let asked = 0; asked < MOST_ASKED; asked += 1) {
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      if (mine !== this.watched) return;
      const history = await this.api.readHistory().catch(() => undefined);
      if (mine !== this.watched) return;
      const latest = latestDownload(history, kind, format);
      if (history === undefined || latest === undefined || latest.id === before?.id) continue;
      if (latest.state === 'sending') continue;
      this.loaded.set(history);
      if (latest.state !== 'sent') {
        this.news.set(
          `${name}: the download was broken off. Download the file again, or prepare it in the background.`,
        );
        return;
      }
      this.manifest.reload();
      this.news.set(`${name}: the file was sent, ${figure(latest.rows ?? 0)} rows. Its proof is below.`);
      return;
    }
    this.news.set(`${name}: the file is still being sent. Load this page again when your browser has it.`);
  }
}

function latestDownload(history: ExportHistory | undefined, kind: ExportKind, format: ExportFormat) {
  return history?.exports.find(
    (record) =>
      record.kind === kind &&
      record.format === format &&
      (record.state === 'sent' || record.state === 'sending' || record.state === 'broken-off'),
  );
}
