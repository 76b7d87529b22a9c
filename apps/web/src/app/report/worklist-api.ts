import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  NudgePreview,
  NudgeRequest,
  NudgeResult,
  WorklistFilter,
  WorklistFilterName,
  WorklistPage,
} from '@learning-reviews/contracts/worklist.contract';
import { firstValueFrom } from 'rxjs';

/** What the worklist is filtered and sorted by, as it stands in the address; empty for no filter. */
export type WorklistAddress = Readonly<Record<WorklistFilterName | 'search' | 'page', string>>;

/** The server takes no longer value, and nothing that could be asked for is that long. */
const LONGEST_FILTER = 80;

/** The acting agency's worklist, or a line manager's own team's. Resources are called in an injection context. */
@Service()
export class WorklistApi {
  private readonly http = inject(HttpClient);

  /** What is late or soon will be. Filters that do not exist are named in the answer. */
  worklist(filter: () => WorklistAddress): HttpResourceRef<WorklistPage | undefined> {
    return httpResource<WorklistPage>(() => ({ url: '/api/agency/worklist', params: askedOf(filter()) }));
  }

  /** Where the browser downloads the same list from, all pages of it. */
  fileAddress(filter: WorklistAddress): string {
    const { page: _page, ...rest } = askedOf(filter);
    const query = new URLSearchParams(rest).toString();
    return `/api/agency/worklist.csv${query === '' ? '' : `?${query}`}`;
  }

  /** What nudging would do. Nothing is sent. */
  nudgePreview(request: () => NudgeRequest): HttpResourceRef<NudgePreview | undefined> {
    return httpResource<NudgePreview>(() => ({
      url: '/api/agency/worklist/nudge/preview',
      method: 'POST',
      body: request(),
    }));
  }

  /** Sends one message to each person. */
  nudge(request: NudgeRequest): Promise<NudgeResult> {
    return firstValueFrom(this.http.post<NudgeResult>('/api/agency/worklist/nudge', request));
  }

  /** The filters that the list stands by, without those that do not exist, for a request that is about all of it. */
  filterOf(filter: WorklistAddress, ignored: readonly string[]): WorklistFilter {
    const { page: _page, sort: _sort, ...filters } = askedOf(filter);
    return Object.fromEntries(Object.entries(filters).filter(([name]) => !ignored.includes(name)));
  }
}

function askedOf(filter: WorklistAddress): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, value.slice(0, LONGEST_FILTER)]),
  );
}
