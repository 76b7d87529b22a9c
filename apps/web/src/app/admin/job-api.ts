import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type { JobStatus } from '@learning-reviews/contracts/job.contract';
import { firstValueFrom } from 'rxjs';

/** The background jobs on the server. */
@Service()
export class JobApi {
  private readonly http = inject(HttpClient);

  /** How each kind stands, and what failed. Call it in an injection context. */
  status(): HttpResourceRef<JobStatus | undefined> {
    return httpResource<JobStatus>(() => '/api/job');
  }

  /** Has a failed job tried once more. */
  async retry(id: string): Promise<void> {
    await firstValueFrom(this.http.post(`/api/job/${id}/retry`, {}));
  }
}
