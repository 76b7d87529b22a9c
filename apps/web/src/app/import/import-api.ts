import { HttpClient, HttpEventType, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  ApplyImportRequest,
  ImportDecisionRequest,
  ImportDetail,
  ImportKind,
  ImportLeavers,
  ImportMappingRequest,
  ImportPage,
  ImportRows,
  NewImport,
} from '@learning-reviews/contracts/import.contract';
import { filter, firstValueFrom, map, tap } from 'rxjs';

const ADDRESS = '/api/agency/import';
const LONGEST_NAME = 200;

/** The files that the acting agency brings. Resources are called in an injection context. */
@Service()
export class ImportApi {
  private readonly http = inject(HttpClient);

  /** The latest imports, newest first. */
  imports(): HttpResourceRef<ImportPage | undefined> {
    return httpResource<ImportPage>(() => ADDRESS);
  }

  /** One import. One that is not there gives status code 404. */
  import(id: () => string): HttpResourceRef<ImportDetail | undefined> {
    return httpResource<ImportDetail>(() => `${ADDRESS}/${encodeURIComponent(id())}`);
  }

  /** Rows of an import; asked for again when `version` changes. No request while `id` is `null`. */
  rows(
    asked: () => { id: string; action: string; page: number } | null,
  ): HttpResourceRef<ImportRows | undefined> {
    return httpResource<ImportRows>(() => {
      const question = asked();
      if (question === null) return undefined;
      const { id, action, page } = question;
      return { url: `${ADDRESS}/${encodeURIComponent(id)}/row`, params: { action, page } };
    });
  }

  /** Members an import proposes as leavers. No request while `id` is `null`. */
  leavers(id: () => string | null): HttpResourceRef<ImportLeavers | undefined> {
    return httpResource<ImportLeavers>(() => {
      const asked = id();
      return asked === null ? undefined : `${ADDRESS}/${encodeURIComponent(asked)}/leaver`;
    });
  }

  /**
   * Sends a file.
   *
   * @param mends     The import whose rows with problems it replaces.
   * @param onPercent Told how much has been sent.
   */
  upload(
    kind: ImportKind,
    file: File,
    mends: string | null,
    onPercent: (percent: number) => void,
  ): Promise<NewImport> {
    const name = file.name.slice(-LONGEST_NAME);
    return firstValueFrom(
      this.http
        .post<NewImport>(ADDRESS, file, {
          params: { kind, name, ...(mends === null ? {} : { mends }) },
          // The body of a file says nothing to whoever makes the keys, so each choice of a file has its own.
          headers: { 'Content-Type': 'application/octet-stream', 'Idempotency-Key': crypto.randomUUID() },
          reportProgress: true,
          observe: 'events',
        })
        .pipe(
          tap((event) => {
            if (event.type === HttpEventType.UploadProgress && event.total)
              onPercent(Math.round((100 * event.loaded) / event.total));
          }),
          filter((event) => event.type === HttpEventType.Response),
          map((event) => event.body!),
        ),
    );
  }

  async map(id: string, request: ImportMappingRequest): Promise<void> {
    await firstValueFrom(this.http.put(`${ADDRESS}/${id}/mapping`, request));
  }

  async decide(id: string, line: number, request: ImportDecisionRequest): Promise<void> {
    await firstValueFrom(this.http.put(`${ADDRESS}/${id}/row/${line}`, request));
  }

  async check(id: string): Promise<void> {
    await firstValueFrom(this.http.post(`${ADDRESS}/${id}/check`, {}));
  }

  async apply(id: string, request: ApplyImportRequest): Promise<void> {
    await firstValueFrom(this.http.post(`${ADDRESS}/${id}/application`, request));
  }

  async cancel(id: string): Promise<void> {
    await firstValueFrom(this.http.post(`${ADDRESS}/${id}/cancellation`, {}));
  }

  async undo(id: string): Promise<void> {
    await firstValueFrom(this.http.post(`${ADDRESS}/${id}/undoing`, {}));
  }

  /** Where an empty file with the right headings is downloaded from. */
  templateAddress(kind: ImportKind, format: 'csv' | 'xlsx'): string {
    return `${ADDRESS}/template/${kind}.${format}`;
  }

  /** Where the rows to mend are downloaded from. */
  toMendAddress(id: string): string {
    return `${ADDRESS}/${id}/to-mend.csv`;
  }
}
