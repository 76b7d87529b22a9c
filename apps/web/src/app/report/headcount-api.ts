import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  HeadcountPage,
  HeadcountSet,
  SupplyHeadcountRequest,
} from '@learning-reviews/contracts/headcount.contract';
import { firstValueFrom } from 'rxjs';

const ADDRESS = '/api/agency/headcount';

/** The acting agency's supplied, dated denominators. */
@Service()
export class HeadcountApi {
  private readonly http = inject(HttpClient);

  /** The figures in use, those before, and the members recorded here. Call it in an injection context. */
  headcount(): HttpResourceRef<HeadcountPage | undefined> {
    return httpResource<HeadcountPage>(() => ADDRESS);
  }

  /** Supplies the figures of one day. */
  supply(request: SupplyHeadcountRequest): Promise<HeadcountSet> {
    return firstValueFrom(this.http.post<HeadcountSet>(ADDRESS, request));
  }
}
