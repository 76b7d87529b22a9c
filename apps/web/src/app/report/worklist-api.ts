import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import type { WorklistFilterName, WorklistPage } from '@learning-reviews/contracts/worklist.contract';

/** What the worklist is filtered and sorted by, as it stands in the address; empty for no filter. */
export type WorklistAddress = Readonly<Record<WorklistFilterName | 'search' | 'page', string>>;

/** The server takes no longer value, and nothing that could be asked for is that long. */
const LONGEST_FILTER = 80;

/** The acting agency's worklist, or a line manager's own team's. Resources are called in an injection context. */
@Service()
export class WorklistApi {
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
}

function askedOf(filter: WorklistAddress): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, value.slice(0, LONGEST_FILTER)]),
  );
}
