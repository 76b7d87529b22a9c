import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import type { Support } from '@learning-reviews/contracts/review.contract';

/** What the public pages read that belongs to no review and no module. Call it in an injection context. */
@Service()
export class PublicApi {
  /** Support numbers that were checked in the last six months. */
  support(): HttpResourceRef<Support | undefined> {
    return httpResource<Support>(() => '/api/support');
  }
}
