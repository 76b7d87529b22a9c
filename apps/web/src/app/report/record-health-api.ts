import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import type { RecordHealth } from '@learning-reviews/contracts/record-health.contract';

/** What is wrong with the acting agency's records. Resources are called in an injection context. */
@Service()
export class RecordHealthApi {
  recordHealth(): HttpResourceRef<RecordHealth | undefined> {
    return httpResource<RecordHealth>(() => '/api/agency/record-health');
  }
}
