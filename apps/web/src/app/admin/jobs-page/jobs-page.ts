import { Component, computed, inject, signal, ViewEncapsulation } from '@angular/core';
import type { FailedJob } from '@learning-reviews/contracts/job.contract';
import { Button } from '@learning-reviews/ui/button';
import { MomentPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { WarningText } from '@learning-reviews/ui/warning-text';
import { sentenceFor } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AdminNavigation } from '../admin-navigation/admin-navigation.js';
import { JobApi } from '../job-api.js';
import { kindInWords, reasonInWords } from '../job-words.js';

/** Whether the work behind the pages gets done, and what an administrator has to see to. */
@Component({
  selector: 'lr-jobs-page',
  imports: [
    AdminNavigation,
    Button,
    ErrorSummary,
    LoadProblem,
    Loading,
    MomentPipe,
    NotificationBanner,
    Table,
    Tag,
    WarningText,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './jobs-page.html',
})
export class JobsPage {
  private readonly api = inject(JobApi);

  protected readonly loaded = this.api.status();
  protected readonly status = latestValue(this.loaded);
  protected readonly inWords = kindInWords;
  protected readonly why = reasonInWords;
  protected readonly isSending = signal(false);
  /** What was done here last. */
  protected readonly done = signal<string | null>(null);
  private readonly problem = signal('');
  protected readonly problems = computed(() =>
    this.problem() === '' ? [] : [{ field: '', message: this.problem() }],
  );

  protected look(): void {
    this.done.set(null);
    this.loaded.reload();
  }

  protected async retry(job: FailedJob): Promise<void> {
    if (this.isSending()) return;
    this.isSending.set(true);
    this.problem.set('');
    this.done.set(null);
    try {
      await this.api.retry(job.id);
      this.done.set(`“${kindInWords(job.kind)}” is tried once more. If it fails again, it comes back here.`);
    } catch (error) {
      this.problem.set(sentenceFor(error));
    } finally {
      this.isSending.set(false);
      this.loaded.reload();
    }
  }
}
