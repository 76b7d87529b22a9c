import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import type { ModuleDetail, ModuleList } from '@learning-reviews/contracts/curriculum.contract';

/** The filters of the catalogue as they stand in the address. An empty text filters nothing. */
export interface CatalogueFilter {
  readonly role: string;
  readonly theme: string;
  readonly review: string;
  /** At most this many minutes, in digits. */
  readonly minutes: string;
}

/** The module catalogue. Call each in an injection context: the request lives as long as its caller. */
@Service()
export class CurriculumApi {
  /** Modules that match every filter given, and what may be filtered by. */
  list(filter: () => CatalogueFilter): HttpResourceRef<ModuleList | undefined> {
    return httpResource<ModuleList>(() => ({
      url: '/api/module',
      params: Object.fromEntries(Object.entries(filter()).filter(([, value]) => value !== '')),
    }));
  }

  /** One module. An unknown slug gives status code 404. */
  one(slug: () => string): HttpResourceRef<ModuleDetail | undefined> {
    return httpResource<ModuleDetail>(() => `/api/module/${encodeURIComponent(slug())}`);
  }
}
