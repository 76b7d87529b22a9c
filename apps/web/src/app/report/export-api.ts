import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  ExportFormat,
  ExportHistory,
  ExportKind,
  ExportManifest,
  ExportOffer,
  ExportOfferQuery,
  ExportQuery,
  NewExport,
} from '@learning-reviews/contracts/agency-export.contract';
import { firstValueFrom } from 'rxjs';
import { ONE_TRY } from '../platform/http/retry-unavailable.js';

const LONGEST_FILTER = 80;

/**
 * What the acting agency takes out. Resources are called in an injection context: a request lives as long as its
 * caller.
 */
@Service()
export class ExportApi {
  private readonly http = inject(HttpClient);

  /** Who exported what, newest first. */
  history(): HttpResourceRef<ExportHistory | undefined> {
    return httpResource<ExportHistory>(() => '/api/agency/export');
  }

  /** The same, asked once. */
  readHistory(): Promise<ExportHistory> {
    return firstValueFrom(this.http.get<ExportHistory>('/api/agency/export'));
  }

  /** How long each file would be, and what rows can be chosen by. */
  offer(query: () => ExportOfferQuery): HttpResourceRef<ExportOffer | undefined> {
    return httpResource<ExportOffer>(() => {
      const params = given(query());
      // Nothing that exists is longer; the server then says that it does not exist, and refuses nothing.
      const cut = Object.entries(params).map(([name, value]) => [name, value.slice(0, LONGEST_FILTER)]);
      return { url: '/api/agency/export/offer', params: Object.fromEntries(cut) as typeof params };
    });
  }

  /** Rows and SHA-256 of the latest files for the days and filters; asks nothing without days. */
  manifest(query: () => ExportQuery | null): HttpResourceRef<ExportManifest | undefined> {
    return httpResource<ExportManifest>(() => {
      const asked = query();
      return asked === null ? undefined : { url: '/api/agency/export/manifest', params: given(asked) };
    });
  }

  /** Where the browser downloads a file from: it streams past the page, however large it is. */
  fileAddress(file: ExportKind | 'manifest', format: ExportFormat, query: ExportQuery): string {
    return `/api/agency/export/${file}.${format}?${new URLSearchParams(given(query)).toString()}`;
  }

  /** The bytes of a file, to be shown on a page. It is an export as any other, and is kept in the history. */
  readFile(kind: ExportKind, query: ExportQuery): Promise<ArrayBuffer> {
    const context = new HttpContext().set(ONE_TRY, true);
    return firstValueFrom(
      this.http.get(this.fileAddress(kind, 'csv', query), { responseType: 'arraybuffer', context }),
    );
  }

  /** Orders a file that is written in the background. */
  async prepare(order: NewExport): Promise<void> {
    await firstValueFrom(this.http.post('/api/agency/export', order));
  }

  /** Takes an order back. One that has become ready meanwhile gives status code 409. */
  async cancel(id: string): Promise<void> {
    await firstValueFrom(this.http.post(`/api/agency/export/${encodeURIComponent(id)}/cancellation`, {}));
  }

  /** Where the browser downloads a file from that was written in the background. */
  preparedAddress(id: string): string {
    return `/api/agency/export/${encodeURIComponent(id)}/file`;
  }
}

/** A query without what was not asked. */
function given(query: ExportOfferQuery): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => (entry[1] ?? '') !== ''),
  );
}
