import {
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  signal,
  ViewEncapsulation,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { MomentPipe } from '@learning-reviews/ui/day';
import { Failed } from '@learning-reviews/ui/failed';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { ProgressBar } from '@learning-reviews/ui/progress-bar';
import { Tag } from '@learning-reviews/ui/tag';
import { sentenceFor } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyNavigation } from '../../report/agency-navigation/agency-navigation.js';
import { ImportApi } from '../import-api.js';
import { ImportColumns } from '../import-columns/import-columns.js';
import { ImportResult } from '../import-result/import-result.js';
import { isUnderWay, KIND_WORDS, outcomeInWords, STATE_WORDS } from '../import-words.js';

/** How often it is asked how far an import is, while the service is at work on it. */
const ASK_AGAIN_MS = 1_000;

/** One import, from the file to what it did: the columns, the result to look at, the outcome. */
@Component({
  selector: 'lr-import-page',
  imports: [
    AgencyNavigation,
    Button,
    Failed,
    ImportColumns,
    ImportResult,
    InsetText,
    LoadProblem,
    Loading,
    MomentPipe,
    NotificationBanner,
    ProgressBar,
    RouterLink,
    Tag,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './import-page.html',
})
export class ImportPage {
  private readonly api = inject(ImportApi);

  /** From the address. */
  readonly id = input.required<string>();
  readonly action = input<string>();
  readonly page = input<string>();

  protected readonly loaded = this.api.import(this.id);
  protected readonly detail = latestValue(this.loaded);
  protected readonly isUnderWay = computed(() => isUnderWay(this.detail()?.state ?? 'checked'));
  protected readonly outcome = computed(() => {
    const detail = this.detail();
    return detail === undefined ? '' : outcomeInWords(detail);
  });
  /** Whether somebody chose to change the columns of a file that was understood. */
  protected readonly choosesColumns = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal('');

  protected readonly words = KIND_WORDS;
  protected readonly states = STATE_WORDS;

  constructor() {
    const timer = setInterval(() => {
      if (this.isUnderWay() && !this.loaded.isLoading()) this.loaded.reload();
    }, ASK_AGAIN_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
    // Another import is another page.
    effect(() => {
      this.id();
      this.choosesColumns.set(false);
    });
  }

  protected changed(): void {
    this.choosesColumns.set(false);
    this.loaded.reload();
  }

  protected stop(): Promise<void> {
    return this.ask(() => this.api.cancel(this.id()));
  }

  protected undo(): Promise<void> {
    return this.ask(() => this.api.undo(this.id()));
  }

  private async ask(send: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await send();
    } catch (error) {
      this.problem.set(sentenceFor(error));
    } finally {
      this.busy.set(false);
      this.loaded.reload();
    }
  }
}
