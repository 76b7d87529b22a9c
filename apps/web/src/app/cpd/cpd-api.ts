import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  AddOutsideLearningRequest,
  CpdEntry,
  CpdExport,
  CpdRecord,
  LowerMinutesRequest,
  SaveCpdReflectionRequest,
  SavedCpdEntry,
} from '@learning-reviews/contracts/cpd.contract';
import { firstValueFrom } from 'rxjs';

/** What a personal export is asked for: a body, and days that may be empty for the usual period. */
export interface ExportChoice {
  readonly body: string;
  readonly from: string;
  readonly to: string;
}

/**
 * A person's own CPD record. Reads are resources: call them in an injection context. Writes are promises.
 * The contracts are imported as types only, so that no page carries the schemas.
 */
@Service()
export class CpdApi {
  private readonly http = inject(HttpClient);

  /** The record by the years of a body; of the person's own regulator when it is empty. */
  record(body: () => string): HttpResourceRef<CpdRecord | undefined> {
    return httpResource<CpdRecord>(() =>
      body() === '' ? '/api/cpd' : `/api/cpd?${new URLSearchParams({ body: body() })}`,
    );
  }

  /** One entry, with what the person has written about it. */
  entry(id: () => string): HttpResourceRef<CpdEntry | undefined> {
    return httpResource<CpdEntry>(() => address(id()));
  }

  /** The same as it is saved now, for a page that holds older words. */
  entryNow(id: string): Promise<CpdEntry> {
    return firstValueFrom(this.http.get<CpdEntry>(address(id)));
  }

  /** The record as a body asks for it; nothing is asked while there is no choice. */
  export(choice: () => ExportChoice | null): HttpResourceRef<CpdExport | undefined> {
    return httpResource<CpdExport>(() => {
      const chosen = choice();
      return chosen === null ? undefined : `/api/cpd/export?${queryOf(chosen)}`;
    });
  }

  /** Where the same is to be had as a CSV file. */
  exportFileAddress(choice: ExportChoice): string {
    return `/api/cpd/export.csv?${queryOf(choice)}`;
  }

  /** Adds learning done elsewhere. 422 `cpd.in-future`. */
  add(request: AddOutsideLearningRequest): Promise<SavedCpdEntry> {
    return firstValueFrom(this.http.post<SavedCpdEntry>('/api/cpd', request));
  }

  /** Records fewer minutes. 422 `cpd.minutes-raised`, 409 `stale.version`. */
  lowerMinutes(id: string, request: LowerMinutesRequest): Promise<SavedCpdEntry> {
    return firstValueFrom(this.http.put<SavedCpdEntry>(`${address(id)}/minutes`, request));
  }

  /** Saves the private words. 409 `stale.version` when they were saved from elsewhere since. */
  saveReflection(id: string, request: SaveCpdReflectionRequest): Promise<SavedCpdEntry> {
    return firstValueFrom(this.http.put<SavedCpdEntry>(`${address(id)}/reflection`, request));
  }

  /** Takes learning done elsewhere off the record. */
  async delete(id: string): Promise<void> {
    await firstValueFrom(this.http.delete<void>(address(id)));
  }
}

function address(id: string): string {
  return `/api/cpd/${encodeURIComponent(id)}`;
}

function queryOf({ body, from, to }: ExportChoice): string {
  const query = new URLSearchParams({ body });
  if (from !== '') query.set('from', from);
  if (to !== '') query.set('to', to);
  return query.toString();
}
