import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  AccountMerges,
  MergeLinkRequest,
  MergePreview,
  MergeRequest,
  MergeUndoRequest,
} from '@learning-reviews/contracts/account-merge.contract';
import { firstValueFrom } from 'rxjs';

const MERGE = '/api/account/merge';

/** Joining another account of one's own, and parting it again, on the server. */
@Service()
export class MergeApi {
  private readonly http = inject(HttpClient);

  /** The accounts that were joined to one's own. Call it in an injection context. */
  merges(): HttpResourceRef<AccountMerges | undefined> {
    return httpResource<AccountMerges>(() => MERGE);
  }

  /** Has a link sent to the address of the other account, if there is one. */
  async askForLink(request: MergeLinkRequest): Promise<void> {
    await firstValueFrom(this.http.post(`${MERGE}/link`, request));
  }

  /** @throws HttpErrorResponse 410 `account.link-over` */
  preview(token: string): Promise<MergePreview> {
    return firstValueFrom(this.http.post<MergePreview>(`${MERGE}/preview`, { token }));
  }

  async merge(request: MergeRequest): Promise<void> {
    await firstValueFrom(this.http.put(MERGE, request));
  }

  async undo(id: string, request: MergeUndoRequest): Promise<void> {
    await firstValueFrom(this.http.put(`${MERGE}/${id}/undone`, request));
  }
}
