import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  Account,
  ChangePassphraseRequest,
  RegistrationRequest,
} from '@learning-reviews/contracts/account.contract';
import type { MailChoice, MailChoiceRequest } from '@learning-reviews/contracts/mail-choice.contract';
import type { EraseRequest, OwnData } from '@learning-reviews/contracts/own-data.contract';
import { firstValueFrom } from 'rxjs';

/** The signed-in person's own account on the server. */
@Service()
export class AccountApi {
  private readonly http = inject(HttpClient);

  /** Details, memberships, regulator and sessions. Call it in an injection context. */
  account(): HttpResourceRef<Account | undefined> {
    return httpResource<Account>(() => '/api/account');
  }

  /** What they get by email, of what they may choose about. Call it in an injection context. */
  mailChoice(): HttpResourceRef<MailChoice | undefined> {
    return httpResource<MailChoice>(() => '/api/account/mail');
  }

  async saveMailChoice(request: MailChoiceRequest): Promise<void> {
    await firstValueFrom(this.http.put('/api/account/mail', request));
  }

  /** Ends one session elsewhere. */
  async endSession(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(`/api/account/sessions/${id}`));
  }

  /** Ends every session but this one. */
  async endOtherSessions(): Promise<void> {
    await firstValueFrom(this.http.delete('/api/account/sessions'));
  }

  /** @throws HttpErrorResponse 422 with the field that was refused. */
  async changePassphrase(request: ChangePassphraseRequest): Promise<void> {
    await firstValueFrom(this.http.put('/api/account/passphrase', request));
  }

  async saveRegistration(request: RegistrationRequest): Promise<void> {
    await firstValueFrom(this.http.put('/api/account/registration', request));
  }

  /** What an erasure would take and leave, and what stands in its way. Call it in an injection context. */
  ownData(): HttpResourceRef<OwnData | undefined> {
    return httpResource<OwnData>(() => '/api/account/data');
  }

  /** @throws HttpErrorResponse 422 with the field that was refused, 409 for the last training lead or administrator. */
  async eraseRecord(request: EraseRequest): Promise<void> {
    await firstValueFrom(this.http.post('/api/account/data/erasure', request));
  }
}
