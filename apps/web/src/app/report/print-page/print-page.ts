import { Component, computed, inject, input, resource, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { isCalendarDate } from '@learning-reviews/domain/calendar-date';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { Loading } from '@learning-reviews/ui/loading';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { ScrollRegion } from '@learning-reviews/ui/scroll-region';
import { Table } from '@learning-reviews/ui/table';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { NotFound } from '../../platform/load-problem/not-found.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { figure } from '../agency-words.js';
import { ExportApi } from '../export-api.js';
import { EXPORT_WORDS, exportKindOf, exportTable, sha256Of } from '../export-words.js';

/** More would be a book, and slow on a phone: the file has them all. */
const MOST_ROWS = 1000;

/** Characters of a cell that stay in one line on a screen. */
const LONGEST_SHORT = 30;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** One file of an export as a page to print, with the proof of what it shows. Opening it is an export. */
@Component({
  selector: 'lr-print-page',
  imports: [
    DayPipe,
    LoadProblem,
    Loading,
    MomentPipe,
    NotFound,
    PrintButton,
    RouterLink,
    ScrollRegion,
    Table,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './print-page.html',
})
export class PrintPage {
  private readonly api = inject(ExportApi);
  protected readonly session = inject(SessionStore);

  readonly kind = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  /** Whose rows; everybody's where nothing is chosen. */
  readonly team = input<string>();
  readonly role = input<string>();
  readonly module = input<string>();

  /** What the address asks for; `null` when it names no file. */
  protected readonly asked = computed(() => {
    const kind = exportKindOf(this.kind());
    const [from, to] = [this.from(), this.to()];
    const isRange = from && to && isCalendarDate(from) && isCalendarDate(to);
    const [team, role, module] = [this.team(), this.role(), this.module()];
    return kind !== null && isRange ? { kind, from, to, team, role, module } : null;
  });
  protected readonly name = computed(() => {
    const asked = this.asked();
    return asked === null ? '' : EXPORT_WORDS[asked.kind].name;
  });
  protected readonly loaded = resource({
    params: () => this.asked() ?? undefined,
    loader: async ({ params: { kind, ...query } }) => {
      const bytes = await this.api.readFile(kind, query);
      const table = exportTable(kind, new TextDecoder().decode(bytes));
      return { ...table, sha256: await sha256Of(bytes), readAt: new Date().toISOString() };
    },
  });
  protected readonly file = computed(() => (this.loaded.hasValue() ? this.loaded.value() : undefined));
  protected readonly shown = computed(() => this.file()?.rows.slice(0, MOST_ROWS) ?? []);
  protected readonly longestShort = LONGEST_SHORT;
  protected readonly isDay = (cell: string) => DAY.test(cell);
  protected readonly figure = figure;
}
