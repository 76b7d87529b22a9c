import { Component, computed, inject, input, linkedSignal, signal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { EditionDetail, FrameworkLevel } from '@learning-reviews/contracts/framework.contract';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Select } from '@learning-reviews/ui/select';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { sentenceFor } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { FrameworkApi } from '../framework-api.js';
import { EDITION_STATES, levelsInWords } from '../framework-words.js';

const DONE: Readonly<Record<string, string>> = {
  drafted: 'The edition is drafted. Change its names and job roles before its first day.',
  mapped: 'The levels of the job role are saved.',
};

/** One edition: what its levels are called, which are offered, and which a job role has. */
@Component({
  selector: 'lr-edition-page',
  imports: [
    Breadcrumbs,
    Button,
    DateInput,
    DayPipe,
    ErrorSummary,
    Form,
    InsetText,
    LoadProblem,
    Loading,
    NotificationBanner,
    RouterLink,
    Select,
    Table,
    Tag,
    TextInput,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './edition-page.html',
})
export class EditionPage {
  private readonly api = inject(FrameworkApi);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);

  /** Id of the edition, from the address. */
  readonly id = input.required<string>();
  /** What was just done on another page, from the address. */
  readonly done = input<string>();

  protected readonly loaded = this.api.edition(this.id);
  protected readonly edition = latestValue(this.loaded);
  protected readonly name = linkedSignal(() => this.edition()?.name ?? '');
  protected readonly from = linkedSignal<string>(() => this.edition()?.from ?? '');
  protected readonly levels = linkedSignal<readonly FrameworkLevel[]>(() => this.edition()?.levels ?? []);
  private readonly said = signal('');
  protected readonly news = computed(() => this.said() || (DONE[this.done() ?? ''] ?? ''));
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/framework.contract')).changeEditionRequest,
  );
  protected readonly states = EDITION_STATES;
  protected readonly levelsInWords = levelsInWords;
  protected readonly offers = [
    { value: 'yes', label: 'Offered' },
    { value: 'no', label: 'Retired' },
  ];
  protected readonly above = [{ text: 'Frameworks', link: '/admin/frameworks' }];

  protected write(code: string, change: Partial<FrameworkLevel>): void {
    this.levels.update((levels) =>
      levels.map((level) => (level.code === code ? { ...level, ...change } : level)),
    );
  }

  protected async save({ note, version }: EditionDetail): Promise<void> {
    const value = { name: this.name(), from: this.from(), note, levels: this.levels(), version };
    if (!(await this.form.submit(value, (request) => this.api.change(this.id(), request)))) return;
    this.said.set('The edition is saved.');
    this.loaded.reload();
    // The names of groups on every page follow the session.
    await this.session.load();
  }

  protected async remove(version: number): Promise<void> {
    try {
      await this.api.remove(this.id(), version);
      await this.router.navigate(['/admin/frameworks']);
    } catch (error) {
      this.form.refuse([{ field: '', message: sentenceFor(error) }]);
    }
  }
}
