import { Component, effect, inject, signal, untracked, ViewEncapsulation } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { PassphraseLink } from '@learning-reviews/contracts/passphrase.contract';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { PassphraseInput } from '@learning-reviews/ui/passphrase-input';
import { FormState } from '../../platform/form/form-state.js';
import { apiErrorOf } from '../../platform/http/api-error.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { HeadingFocus } from '../../platform/page/heading-focus.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { PassphraseApi } from '../passphrase-api.js';

/**
 * Chooses a passphrase by the link of an email. Its token stands behind `#`, which a browser tells to no server: it is
 * in no log and no referrer. From here it travels in bodies alone, and leaves the address at once, for others use
 * this computer and its history too.
 */
@Component({
  selector: 'lr-set-page',
  imports: [Button, ErrorSummary, Form, Loading, LoadProblem, PassphraseInput, RouterLink],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './set-page.html',
})
export class SetPage {
  private readonly api = inject(PassphraseApi);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly headingFocus = inject(HeadingFocus);
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);
  private token = '';

  protected readonly link = signal<PassphraseLink | null>(null);
  /** Whether the link cannot be used: used already, too old, or not whole. */
  protected readonly isOver = signal(false);
  /** Why the link could not be looked at, when that may pass. */
  protected readonly problem = signal<unknown>(null);
  protected readonly passphrase = signal('');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/passphrase.contract')).setPassphraseRequest,
  );

  constructor() {
    this.isOver.set(!this.fragment());
    // Not once only: another link may be followed in this very tab.
    effect(() => {
      const token = this.fragment();
      if (token) untracked(() => this.follow(token));
    });
  }

  protected async open(): Promise<void> {
    this.problem.set(null);
    this.isOver.set(false);
    this.link.set(null);
    try {
      this.link.set(await this.api.open(this.token));
    } catch (error) {
      this.noteOver(error);
      if (!this.isOver()) this.problem.set(error);
    }
  }

  protected async set(): Promise<void> {
    const typed = { token: this.token, passphrase: this.passphrase() };
    const isSet = await this.form.submit(typed, (request) =>
      this.api.set(request).catch((error: unknown) => {
        this.noteOver(error);
        throw error;
      }),
    );
    if (!isSet) return;
    // Whoever was signed in here is so no longer, if it was them.
    await this.session.load().catch(() => undefined);
    await this.router.navigate(['/sign-in'], { queryParams: { changed: 'passphrase' } });
  }

  private follow(token: string): void {
    this.token = token;
    void this.open();
    // By the router, so that it forgets the token too: it names its address in others.
    void this.router.navigateByUrl('/passphrase/set', { replaceUrl: true });
  }

  private noteOver(error: unknown): void {
    if (apiErrorOf(error)?.code !== 'account.link-over') return;
    this.headingFocus.newContent();
    this.isOver.set(true);
  }
}
