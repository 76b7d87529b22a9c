import { Component, computed, effect, inject, signal, untracked, ViewEncapsulation } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type {
  AccountMerges,
  MergeLinkRequest,
  MergePreview,
  MergeRequest,
  MergeUndoRequest,
} from '@learning-reviews/contracts/account-merge.contract';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { dayInWords, MomentPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { PassphraseInput } from '@learning-reviews/ui/passphrase-input';
import { Table } from '@learning-reviews/ui/table';
import { TextInput } from '@learning-reviews/ui/text-input';
import { WarningText } from '@learning-reviews/ui/warning-text';
import { checkedByTheServer, FormState } from '../../platform/form/form-state.js';
import { apiErrorOf } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { HeadingFocus } from '../../platform/page/heading-focus.js';
import { MergeApi } from '../merge-api.js';

/**
 * Joins another account of the same person to the one they are signed in to, and parts them again. The link's secret
 * stands behind `#` and leaves the address at once, as on the page that sets a passphrase.
 */
@Component({
  selector: 'lr-merge-page',
  imports: [
    BackLink,
    Button,
    ErrorSummary,
    Form,
    InsetText,
    LoadProblem,
    MomentPipe,
    NotificationBanner,
    PassphraseInput,
    RouterLink,
    Table,
    TextInput,
    WarningText,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './merge-page.html',
})
export class MergePage {
  private readonly api = inject(MergeApi);
  private readonly router = inject(Router);
  private readonly headingFocus = inject(HeadingFocus);
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);
  private token = '';

  protected readonly loaded = this.api.merges();
  private readonly answer = latestValue(this.loaded);
  protected readonly merges = computed(() => this.answer()?.merges ?? []);

  protected readonly plan = signal<MergePreview | null>(null);
  protected readonly isOver = signal(false);
  protected readonly problem = signal<unknown>(null);
  protected readonly isAsked = signal(false);
  protected readonly news = signal('');
  protected readonly email = signal('');
  protected readonly passphrase = signal('');

  protected readonly asking = new FormState<MergeLinkRequest>(checkedByTheServer);
  protected readonly merging = new FormState<MergeRequest>(checkedByTheServer);
  protected readonly undoing = new FormState<MergeUndoRequest>(checkedByTheServer);
  protected readonly errors = computed(() => [
    ...this.asking.errors(),
    ...this.merging.errors(),
    ...this.undoing.errors(),
  ]);

  protected readonly lines = computed(() => {
    const plan = this.plan();
    if (plan === null) return [];
    const { stays, joins } = plan;
    const line = (what: string, of: (side: MergePreview['stays']) => string) => ({
      what,
      stays: of(stays),
      joins: of(joins),
    });
    return [
      line('Name', ({ name }) => name),
      line('Jobs', ({ jobs }) => jobs.map(jobInWords).join('; ') || 'None'),
      line('Completions', ({ completions }) => String(completions)),
      line('Modules begun', ({ openAttempts }) => String(openAttempts)),
      line('CPD entries', ({ cpdEntries, cpdMinutes }) => `${cpdEntries}, ${cpdMinutes} minutes`),
      line('Reflections', ({ reflections }) => String(reflections)),
    ];
  });

  constructor() {
    // Not once only: another link may be followed in this very tab.
    effect(() => {
      const token = this.fragment();
      if (token) untracked(() => this.follow(token));
    });
  }

  /** Looks at what joining by the link would do. */
  protected async open(): Promise<void> {
    this.problem.set(null);
    this.isOver.set(false);
    try {
      const plan = await this.api.preview(this.token);
      this.headingFocus.newContent();
      this.plan.set(plan);
    } catch (error) {
      if (!this.noteOver(error)) this.problem.set(error);
    }
  }

  protected async ask(): Promise<void> {
    this.news.set('');
    this.isAsked.set(
      await this.asking.submit({ email: this.email() }, (request) => this.api.askForLink(request)),
    );
  }

  protected async merge(): Promise<void> {
    const typed = { token: this.token, passphrase: this.passphrase() };
    const isMerged = await this.merging.submit(typed, (request) =>
      this.api.merge(request).catch((error: unknown) => {
        this.noteOver(error);
        throw error;
      }),
    );
    if (isMerged) this.done('The accounts are one. Both addresses get word of it.');
  }

  protected async undo(id: string): Promise<void> {
    const isParted = await this.undoing.submit({ passphrase: this.passphrase() }, (request) =>
      this.api.undo(id, request),
    );
    if (isParted) this.done('The accounts are two again, each with what it had.');
  }

  protected mayUndo({ undoUntil }: AccountMerges['merges'][number]): boolean {
    return new Date(undoUntil).getTime() > Date.now();
  }

  protected count(number: number, one: string): string {
    return `${number} ${one}${number === 1 ? '' : 's'}`;
  }

  private done(sentence: string): void {
    this.headingFocus.newContent();
    this.passphrase.set('');
    this.isAsked.set(false);
    this.plan.set(null);
    this.news.set(sentence);
    this.loaded.reload();
  }

  private follow(token: string): void {
    this.token = token;
    void this.open();
    // By the router, so that it forgets the token too: it names its address in others.
    void this.router.navigateByUrl('/account/merge', { replaceUrl: true });
  }

  private noteOver(error: unknown): boolean {
    if (apiErrorOf(error)?.code !== 'account.link-over') return false;
    this.headingFocus.newContent();
    this.plan.set(null);
    this.isOver.set(true);
    return true;
  }
}

function jobInWords({ agencyName, from, to }: MergePreview['stays']['jobs'][number]): string {
  return `${agencyName}, ${to === null ? `since ${dayInWords(from)}` : `${dayInWords(from)} to ${dayInWords(to)}`}`;
}
