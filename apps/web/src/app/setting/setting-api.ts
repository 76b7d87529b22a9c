import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  ChangeRetentionRequest,
  ChangeSettingRequest,
  PlatformSetting,
} from '@learning-reviews/contracts/setting.contract';
import { firstValueFrom } from 'rxjs';

const ADDRESS = '/api/admin/setting';

/** What the partnership sets for the whole platform, on the server. Resources are called in an injection context. */
@Service()
export class SettingApi {
  private readonly http = inject(HttpClient);

  /** What is set, what is about to be deleted, and who changed what. */
  settings(): HttpResourceRef<PlatformSetting | undefined> {
    return httpResource<PlatformSetting>(() => ADDRESS);
  }

  change(request: ChangeSettingRequest): Promise<unknown> {
    return firstValueFrom(this.http.put(ADDRESS, request));
  }

  changeRetention(kind: string, request: ChangeRetentionRequest): Promise<unknown> {
    return firstValueFrom(this.http.put(`${ADDRESS}/retention/${encodeURIComponent(kind)}`, request));
  }
}
