import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  ChangeEditionRequest,
  DraftedEdition,
  DraftEditionRequest,
  EditionDetail,
  FrameworkList,
  JobRoleLevelsRequest,
} from '@learning-reviews/contracts/framework.contract';
import { firstValueFrom } from 'rxjs';

const ADDRESS = '/api/admin/framework';

/** Workforce groups and intercollegiate levels on the server. Resources are called in an injection context. */
@Service()
export class FrameworkApi {
  private readonly http = inject(HttpClient);

  /** Every framework with its editions. */
  list(): HttpResourceRef<FrameworkList | undefined> {
    return httpResource<FrameworkList>(() => ADDRESS);
  }

  /** One edition. One that is not there gives status code 404. */
  edition(id: () => string): HttpResourceRef<EditionDetail | undefined> {
    return httpResource<EditionDetail>(() => `${ADDRESS}/edition/${encodeURIComponent(id())}`);
  }

  draft(framework: string, request: DraftEditionRequest): Promise<DraftedEdition> {
    const address = `${ADDRESS}/${encodeURIComponent(framework)}/edition`;
    return firstValueFrom(this.http.post<DraftedEdition>(address, request));
  }

  change(id: string, request: ChangeEditionRequest): Promise<unknown> {
    return firstValueFrom(this.http.put(`${ADDRESS}/edition/${encodeURIComponent(id)}`, request));
  }

  remove(id: string, version: number): Promise<unknown> {
    return firstValueFrom(this.http.post(`${ADDRESS}/edition/${encodeURIComponent(id)}/remove`, { version }));
  }

  setRoleLevels(id: string, jobRole: string, request: JobRoleLevelsRequest): Promise<unknown> {
    const address = `${ADDRESS}/edition/${encodeURIComponent(id)}/job-role/${encodeURIComponent(jobRole)}`;
    return firstValueFrom(this.http.put(address, request));
  }
}
