import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  AddAgencyRequest,
  AddedAgency,
  AgencyDetail,
  AgencyList,
  AgencyTeamRequest,
  AppointMemberRequest,
  AppointPersonRequest,
  ChangeAgencyRequest,
  EndAgencyRoleRequest,
  JobRoleList,
  RenameAgencyRequest,
} from '@learning-reviews/contracts/admin-agency.contract';
import type {
  SucceedRequest,
  SuccessionPlan,
  SuccessionQuery,
} from '@learning-reviews/contracts/succession.contract';
import { firstValueFrom } from 'rxjs';

const ADDRESS = '/api/admin/agency';

/** The agencies on the server, for administrators. Resources are called in an injection context. */
@Service()
export class AgencyApi {
  private readonly http = inject(HttpClient);

  /** Every agency, with how many work there. */
  list(): HttpResourceRef<AgencyList | undefined> {
    return httpResource<AgencyList>(() => ADDRESS);
  }

  /** One agency. One that is not there gives status code 404. */
  agency(id: () => string): HttpResourceRef<AgencyDetail | undefined> {
    return httpResource<AgencyDetail>(() => `${ADDRESS}/${encodeURIComponent(id())}`);
  }

  /** Job roles that somebody new may have. */
  jobRoles(id: () => string): HttpResourceRef<JobRoleList | undefined> {
    return httpResource<JobRoleList>(() => `${ADDRESS}/${encodeURIComponent(id())}/job-role`);
  }

  /** What a succession would mean. */
  plan(id: string, query: SuccessionQuery): Promise<SuccessionPlan> {
    const address = `${ADDRESS}/${encodeURIComponent(id)}/succession`;
    return firstValueFrom(this.http.get<SuccessionPlan>(address, { params: { ...query } }));
  }

  add(request: AddAgencyRequest): Promise<AddedAgency> {
    return firstValueFrom(this.http.post<AddedAgency>(ADDRESS, request));
  }

  rename(id: string, request: RenameAgencyRequest): Promise<unknown> {
    return this.post(id, 'name', request);
  }

  change(id: string, request: ChangeAgencyRequest): Promise<unknown> {
    return firstValueFrom(this.http.put(`${ADDRESS}/${encodeURIComponent(id)}`, request));
  }

  addTeam(id: string, request: AgencyTeamRequest): Promise<unknown> {
    return this.post(id, 'team', request);
  }

  renameTeam(id: string, teamId: string, request: AgencyTeamRequest): Promise<unknown> {
    return firstValueFrom(this.http.put(`${ADDRESS}/${encodeURIComponent(id)}/team/${teamId}`, request));
  }

  removeTeam(id: string, teamId: string): Promise<unknown> {
    return firstValueFrom(this.http.delete(`${ADDRESS}/${encodeURIComponent(id)}/team/${teamId}`));
  }

  appointMember(id: string, request: AppointMemberRequest): Promise<unknown> {
    return this.post(id, 'lead', request);
  }

  appointPerson(id: string, request: AppointPersonRequest): Promise<unknown> {
    return this.post(id, 'lead/new', request);
  }

  endRole(id: string, request: EndAgencyRoleRequest): Promise<unknown> {
    return this.post(id, 'role/end', request);
  }

  succeed(id: string, request: SucceedRequest): Promise<unknown> {
    return this.post(id, 'succession', request);
  }

  callOff(id: string, version: number): Promise<unknown> {
    return this.post(id, 'succession/call-off', { version });
  }

  private post(id: string, what: string, body: object): Promise<unknown> {
    return firstValueFrom(this.http.post(`${ADDRESS}/${encodeURIComponent(id)}/${what}`, body));
  }
}
