import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service, type Signal } from '@angular/core';
import type {
  AddExceptionRequest,
  MemberExceptions,
} from '@learning-reviews/contracts/duty-exception.contract';
import type {
  AddLeaveRequest,
  ChangeLeaveRequest,
  MemberLeave,
} from '@learning-reviews/contracts/leave-period.contract';
import { firstValueFrom } from 'rxjs';

const PEOPLE = '/api/agency/people';

/** Leave and exceptions of the acting agency's people, which change what they owe and when. */
@Service()
export class DutyApi {
  private readonly http = inject(HttpClient);

  /** When a member is on leave. Call it in an injection context, as the next one. */
  leave(id: Signal<string>): HttpResourceRef<MemberLeave | undefined> {
    return httpResource<MemberLeave>(() => `${PEOPLE}/${id()}/leave-period`);
  }

  /** What is asked of a member otherwise than the rules say. */
  exceptions(id: Signal<string>): HttpResourceRef<MemberExceptions | undefined> {
    return httpResource<MemberExceptions>(() => `${PEOPLE}/${id()}/exception`);
  }

  addLeave(id: string, request: AddLeaveRequest): Promise<MemberLeave> {
    return firstValueFrom(this.http.post<MemberLeave>(`${PEOPLE}/${id}/leave-period`, request));
  }

  changeLeave(id: string, leaveId: string, request: ChangeLeaveRequest): Promise<unknown> {
    return firstValueFrom(this.http.put(`${PEOPLE}/${id}/leave-period/${leaveId}`, request));
  }

  removeLeave(id: string, leaveId: string): Promise<unknown> {
    return firstValueFrom(this.http.delete(`${PEOPLE}/${id}/leave-period/${leaveId}`));
  }

  addException(id: string, request: AddExceptionRequest): Promise<MemberExceptions> {
    return firstValueFrom(this.http.post<MemberExceptions>(`${PEOPLE}/${id}/exception`, request));
  }

  endException(id: string, exceptionId: string): Promise<MemberExceptions> {
    const address = `${PEOPLE}/${id}/exception/${exceptionId}/end`;
    return firstValueFrom(this.http.post<MemberExceptions>(address, {}));
  }
}
