import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service, type Signal } from '@angular/core';
import type {
  CorrectCompletionRequest,
  HeldCompletion,
} from '@learning-reviews/contracts/completion-correction.contract';
import type {
  AddMemberRequest,
  AlikeMembers,
  AlikeRequest,
  ChangeMemberRequest,
  LeaveRequest,
  MadeMembership,
  MemberChoice,
  MemberRecord,
  MoveMemberRequest,
  ReturnRequest,
} from '@learning-reviews/contracts/membership.contract';
import type {
  EndRoleRequest,
  GrantRoleRequest,
  MemberRoles,
} from '@learning-reviews/contracts/role-grant.contract';
import type { AddedTeam, TeamList, TeamRequest } from '@learning-reviews/contracts/team.contract';
import { firstValueFrom } from 'rxjs';

const PEOPLE = '/api/agency/people';
const TEAM = '/api/agency/team';

/** The people, teams and roles of the acting agency, as its training lead changes them. */
@Service()
export class MembershipApi {
  private readonly http = inject(HttpClient);

  /** What can be chosen for somebody who joins. Call it in an injection context, as the next four. */
  choice(): HttpResourceRef<MemberChoice | undefined> {
    return httpResource<MemberChoice>(() => '/api/agency/membership-choice');
  }

  /** One membership as it is changed. */
  record(id: Signal<string>): HttpResourceRef<MemberRecord | undefined> {
    return httpResource<MemberRecord>(() => `${PEOPLE}/${id()}/membership`);
  }

  /** The dated roles of one member. */
  roles(id: Signal<string>): HttpResourceRef<MemberRoles | undefined> {
    return httpResource<MemberRoles>(() => `${PEOPLE}/${id()}/role`);
  }

  /** One completion as the agency holds evidence of it. */
  held(id: Signal<string>, completion: Signal<string>): HttpResourceRef<HeldCompletion | undefined> {
    return httpResource<HeldCompletion>(() => `${PEOPLE}/${id()}/completion/${completion()}`);
  }

  /** The agency's teams by name. */
  teams(): HttpResourceRef<TeamList | undefined> {
    return httpResource<TeamList>(() => TEAM);
  }

  /** Who of this agency has the same name or work email. */
  alike(request: AlikeRequest): Promise<AlikeMembers> {
    return firstValueFrom(this.http.post<AlikeMembers>(`${PEOPLE}/alike`, request));
  }

  add(request: AddMemberRequest): Promise<MadeMembership> {
    return firstValueFrom(this.http.post<MadeMembership>(PEOPLE, request));
  }

  change(id: string, request: ChangeMemberRequest): Promise<unknown> {
    return firstValueFrom(this.http.put(`${PEOPLE}/${id}`, request));
  }

  move(id: string, request: MoveMemberRequest): Promise<MadeMembership> {
    return firstValueFrom(this.http.post<MadeMembership>(`${PEOPLE}/${id}/move`, request));
  }

  leave(id: string, request: LeaveRequest): Promise<MadeMembership> {
    return firstValueFrom(this.http.post<MadeMembership>(`${PEOPLE}/${id}/leave`, request));
  }

  comeBack(id: string, request: ReturnRequest): Promise<MadeMembership> {
    return firstValueFrom(this.http.post<MadeMembership>(`${PEOPLE}/${id}/return`, request));
  }

  invite(id: string): Promise<MadeMembership> {
    return firstValueFrom(this.http.post<MadeMembership>(`${PEOPLE}/${id}/invitation`, {}));
  }

  remove(id: string): Promise<unknown> {
    return firstValueFrom(this.http.delete(`${PEOPLE}/${id}`));
  }

  grant(id: string, request: GrantRoleRequest): Promise<MemberRoles> {
    return firstValueFrom(this.http.post<MemberRoles>(`${PEOPLE}/${id}/role`, request));
  }

  endRole(id: string, request: EndRoleRequest): Promise<MemberRoles> {
    return firstValueFrom(this.http.post<MemberRoles>(`${PEOPLE}/${id}/role/end`, request));
  }

  correct(id: string, completion: string, request: CorrectCompletionRequest): Promise<HeldCompletion> {
    const address = `${PEOPLE}/${id}/completion/${completion}/correction`;
    return firstValueFrom(this.http.post<HeldCompletion>(address, request));
  }

  addTeam(request: TeamRequest): Promise<AddedTeam> {
    return firstValueFrom(this.http.post<AddedTeam>(TEAM, request));
  }

  renameTeam(id: string, request: TeamRequest): Promise<unknown> {
    return firstValueFrom(this.http.put(`${TEAM}/${id}`, request));
  }

  removeTeam(id: string): Promise<unknown> {
    return firstValueFrom(this.http.delete(`${TEAM}/${id}`));
  }
}
