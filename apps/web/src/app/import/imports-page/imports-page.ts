import { Component, computed, inject, signal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ImportKind } from '@learning-reviews/contracts/import.contract';
import { Button } from '@learning-reviews/ui/button';
import { MomentPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { FileInput } from '@learning-reviews/ui/file-input';
import { type FieldError, Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { Radios } from '@learning-reviews/ui/radios';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyNavigation } from '../../report/agency-navigation/agency-navigation.js';
import { ImportApi } from '../import-api.js';
import { uploadErrors } from '../upload-errors.js';
import { KIND_WORDS, KINDS, outcomeInWords, STATE_WORDS } from '../import-words.js';

/** Where a file is brought, and the files that were. */
@Component({
  selector: 'lr-imports-page',
  imports: [
    AgencyNavigation,
    Button,
    ErrorSummary,
    FileInput,
    Form,
    LoadProblem,
    Loading,
    MomentPipe,
    Radios,
    RouterLink,
    Table,
    Tag,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './imports-page.html',
})
export class ImportsPage {
  private readonly api = inject(ImportApi);
  private readonly router = inject(Router);

  protected readonly loaded = this.api.imports();
  private readonly page = latestValue(this.loaded);
  protected readonly imports = computed(() => this.page()?.imports);

  protected readonly kind = signal<ImportKind | null>('people');
  protected readonly file = signal<File | null>(null);
  protected readonly errors = signal<readonly FieldError[]>([]);
  /** How much of the file has been sent, in per cent; `null` while none is. */
  protected readonly sent = signal<number | null>(null);
  protected readonly chosenKind = computed(() => this.kind() ?? 'people');

  protected readonly kinds = KINDS.map((value) => ({ value, ...KIND_WORDS[value] }));
  protected readonly words = KIND_WORDS;
  protected readonly states = STATE_WORDS;
  protected readonly outcome = outcomeInWords;
  protected readonly template = (format: 'csv' | 'xlsx') =>
    this.api.templateAddress(this.chosenKind(), format);

  protected async send(): Promise<void> {
    const file = this.file();
    if (this.sent() !== null) return;
    if (file === null) {
      this.errors.set([{ field: 'file', message: 'Choose a file' }]);
      return;
    }
    this.sent.set(0);
    try {
      const { id } = await this.api.upload(this.chosenKind(), file, null, (percent) =>
        this.sent.set(percent),
      );
      await this.router.navigate(['/agency/import', id]);
    } catch (error) {
      this.errors.set(uploadErrors(error));
    } finally {
      this.sent.set(null);
    }
  }
}
