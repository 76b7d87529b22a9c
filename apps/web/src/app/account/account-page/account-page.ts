import { Component, computed, inject, input, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Account } from '@learning-reviews/contracts/account.contract';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { sentenceFor } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AccountApi } from '../account-api.js';
import { BODY_WORDS, notedInWords, type RegistrationBody, yearStartInWords } from '../account-words.js';

const CHANGED: Readonly<Record<string, string>> = {
  email: 'What we email you about is changed.',
  passphrase: 'Your passphrase is changed. You are signed out everywhere else.',
  registration: 'Your regulator is saved.',
};

/** What the service knows of a person, and where they are signed in. */
@Component({
  selector: 'lr-account-page',
  imports: [
    Button,
    DayPipe,
    MomentPipe,
    ErrorSummary,
    LoadProblem,
    Loading,
    NotificationBanner,
    RouterLink,
    SummaryList,
    SummaryRow,
    Table,
    Tag,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './account-page.html',
})
export class AccountPage {
  private readonly api = inject(AccountApi);

  /** What was changed on the page one comes from: `email`, `passphrase` or `registration`. */
  readonly changed = input<string>();

  protected readonly loaded = this.api.account();
  protected readonly account = latestValue(this.loaded);
  protected readonly problem = signal('');
  protected readonly problems = computed(() =>
    this.problem() === '' ? [] : [{ field: '', message: this.problem() }],
  );
  /** What was done on this page itself; the latest only. */
  private readonly done = signal<string | null>(null);
  protected readonly news = computed(() => this.done() ?? CHANGED[this.changed() ?? ''] ?? null);
  protected readonly isEnding = signal(false);
  protected readonly regulator = computed(() => {
    const registration = this.account()?.registrations[0];
    return registration && { ...registration, ...inWords(registration) };
  });
  /** Leave, and what is asked otherwise than the rules say, of every job. */
  protected readonly noted = computed(() => (this.account()?.memberships ?? []).flatMap(notedInWords));
  protected readonly hasOthers = computed(
    () => this.account()?.sessions.some(({ current }) => !current) ?? false,
  );

  protected end(session: Account['sessions'][number]): Promise<void> {
    return this.ending(`You are signed out on ${session.device}.`, () => this.api.endSession(session.id));
  }

  protected endOthers(): Promise<void> {
    return this.ending('You are signed out everywhere else.', () => this.api.endOtherSessions());
  }

  private async ending(done: string, end: () => Promise<void>): Promise<void> {
    if (this.isEnding()) return;
    this.isEnding.set(true);
    this.problem.set('');
    this.done.set(null);
    try {
      await end();
      this.done.set(done);
    } catch (error) {
      this.problem.set(sentenceFor(error));
    } finally {
      this.isEnding.set(false);
      this.loaded.reload();
    }
  }
}

const inWords = ({ body, yearStart }: { body: string; yearStart: string }) => ({
  name: BODY_WORDS[body as RegistrationBody] ?? body,
  year: yearStartInWords(yearStart),
});
