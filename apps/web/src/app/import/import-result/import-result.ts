import { Component, computed, inject, input, output, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ImportDetail, ImportRow } from '@learning-reviews/contracts/import.contract';
import { Button } from '@learning-reviews/ui/button';
import { Failed } from '@learning-reviews/ui/failed';
import { FileInput } from '@learning-reviews/ui/file-input';
import { type FieldError, Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { Pagination } from '@learning-reviews/ui/pagination';
import { sentenceFor } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { ImportApi } from '../import-api.js';
import { ImportApplication } from '../import-application/import-application.js';
import { ImportRowList } from '../import-row-list/import-row-list.js';
import { actionsOf, planInWords } from '../import-words.js';
import { uploadErrors } from '../upload-errors.js';

/** What a checked file would do: how many rows of each kind, each row, those to mend, and the button that does it. */
@Component({
  selector: 'lr-import-result',
  imports: [
    Button,
    Failed,
    FileInput,
    Form,
    ImportApplication,
    ImportRowList,
    Loading,
    Pagination,
    RouterLink,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './import-result.html',
})
export class ImportResult {
  private readonly api = inject(ImportApi);

  readonly detail = input.required<ImportDetail>();
  /** Which rows are shown, from the address; empty for those that need somebody first. */
  readonly action = input('');
  /** From the address. */
  readonly page = input('');
  /** Something was sent, and the import stands elsewhere now. */
  readonly changed = output();
  /** Somebody wants to choose the columns. */
  readonly columns = output();

  protected readonly plan = computed(() => planInWords(this.detail()));
  protected readonly tabs = computed(() => {
    const { kind, counts } = this.detail();
    return actionsOf(kind).map((tab) => ({ ...tab, count: counts?.[tab.action] ?? 0 }));
  });
  /** The kind of rows that is shown: the one asked for, else the first there are. */
  protected readonly shown = computed(
    () =>
      this.tabs().find(({ action }) => action === this.action()) ??
      this.tabs().find(({ count }) => count > 0) ??
      this.tabs()[0]!,
  );
  protected readonly loaded = this.api.rows(() => ({
    id: this.detail().id,
    action: this.shown().action,
    page: Math.max(1, Number(this.page()) || 1),
  }));
  protected readonly rows = latestValue(this.loaded);
  protected readonly decided = signal(0);
  protected readonly mended = signal<File | null>(null);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly toMend = computed(() => this.api.toMendAddress(this.detail().id));
  protected readonly sentence = sentenceFor;

  protected async decide(row: ImportRow, decision: 'same' | 'another' | 'leave-out', membershipId?: string) {
    await this.ask(async () => {
      await this.api.decide(this.detail().id, row.line, {
        decision,
        ...(membershipId === undefined ? {} : { membershipId }),
      });
      this.decided.update((count) => count + 1);
      this.loaded.reload();
    });
  }

  protected async checkAgain(): Promise<void> {
    await this.ask(async () => {
      await this.api.check(this.detail().id);
      this.decided.set(0);
      this.changed.emit();
    });
  }

  protected async sendMended(): Promise<void> {
    const file = this.mended();
    if (file === null) {
      this.errors.set([{ field: 'file', message: 'Choose the file of mended rows' }]);
      return;
    }
    if (this.busy()) return;
    this.busy.set(true);
    try {
      await this.api.upload(this.detail().kind, file, this.detail().id, () => undefined);
      this.errors.set([]);
      this.changed.emit();
    } catch (error) {
      this.errors.set(uploadErrors(error));
    } finally {
      this.busy.set(false);
    }
  }

  private async ask(work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await work();
    } catch (error) {
      this.problem.set(sentenceFor(error));
    } finally {
      this.busy.set(false);
    }
  }
}
