import { HttpClient, HttpContext } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  PassphraseLink,
  PassphraseResetRequest,
  SetPassphraseRequest,
} from '@learning-reviews/contracts/passphrase.contract';
import { firstValueFrom } from 'rxjs';
import { ONE_TRY } from '../platform/http/retry-unavailable.js';

/** Passphrases and the links by which they are chosen, on the server. */
@Service()
export class PassphraseApi {
  private readonly http = inject(HttpClient);

  /** Has a link sent to this address, if somebody signs in with it. */
  async askForReset(request: PassphraseResetRequest): Promise<void> {
    await firstValueFrom(this.http.post('/api/passphrase/reset', request));
  }

  /** @throws HttpErrorResponse 410 `account.link-over` when it cannot be used any more. */
  open(token: string): Promise<PassphraseLink> {
    return firstValueFrom(this.http.post<PassphraseLink>('/api/passphrase/link', { token }));
  }

  /**
   * Tried once: a second try after a lost answer would find the link used, and could not say by whom.
   *
   * @throws HttpErrorResponse 410 as `open`, 422 with the field that was refused.
   */
  async set(request: SetPassphraseRequest): Promise<void> {
    const context = new HttpContext().set(ONE_TRY, true);
    await firstValueFrom(this.http.post('/api/passphrase', request, { context }));
  }
}
