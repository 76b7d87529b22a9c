import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  AddAssignmentRequest,
  AddPartnershipAssignmentRequest,
  AssignmentChoice,
  AssignmentDetail,
  AssignmentList,
  AssignmentPreview,
  ChangeAssignmentRequest,
  ChangePartnershipAssignmentRequest,
  EndAssignmentRequest,
  PartnershipAssignmentChoice,
  PartnershipAssignmentDetail,
  PartnershipAssignmentList,
  PartnershipAssignmentPreview,
  PreviewAssignmentRequest,
  PreviewPartnershipAssignmentRequest,
  RemoveAssignmentRequest,
} from '@learning-reviews/contracts/assignment.contract';
import { firstValueFrom } from 'rxjs';

/** Who sets a rule: one agency for its own people, or the partnership for kinds of agency. */
export type SetBy = 'agency' | 'partnership';

/** What is sent to look at a rule, whoever sets it. */
export type PreviewRuleRequest = PreviewAssignmentRequest | PreviewPartnershipAssignmentRequest;

/** What is sent to set or change a rule, whoever does. */
export type SaveRuleRequest =
  | AddAssignmentRequest
  | AddPartnershipAssignmentRequest
  | ChangeAssignmentRequest
  | ChangePartnershipAssignmentRequest;

const BASE: Readonly<Record<SetBy, string>> = {
  agency: '/api/agency/assignments',
  partnership: '/api/partnership/assignments',
};

/** The rules by which modules are asked of people, on the server. */
@Service()
export class AssignmentApi {
  private readonly http = inject(HttpClient);

  /** The rules of one's own agency. Call it in an injection context. */
  rules(): HttpResourceRef<AssignmentList | undefined> {
    return httpResource<AssignmentList>(() => BASE.agency);
  }

  /** The partnership's rules. Call it in an injection context. */
  partnershipRules(): HttpResourceRef<PartnershipAssignmentList | undefined> {
    return httpResource<PartnershipAssignmentList>(() => BASE.partnership);
  }

  /**
   * One rule with what it can be made of; for a new one only the latter. Call it in an injection context.
   *
   * @param id Of the rule; `undefined` for a new one.
   */
  rule(
    setBy: () => SetBy,
    id: () => string | undefined,
  ): HttpResourceRef<
    | AssignmentDetail
    | PartnershipAssignmentDetail
    | AssignmentChoice
    | PartnershipAssignmentChoice
    | undefined
  > {
    return httpResource(() => `${BASE[setBy()]}/${id() ?? 'choice'}`);
  }

  /** What a rule would do; nothing is written. */
  preview(
    setBy: SetBy,
    request: PreviewRuleRequest,
  ): Promise<AssignmentPreview | PartnershipAssignmentPreview> {
    return firstValueFrom(
      this.http.post<AssignmentPreview | PartnershipAssignmentPreview>(`${BASE[setBy]}/preview`, request),
    );
  }

  /**
   * Sets a rule, or changes one.
   *
   * @param id Of the rule; `null` for a new one.
   */
  async save(setBy: SetBy, id: string | null, request: SaveRuleRequest): Promise<void> {
    await firstValueFrom(
      id === null ? this.http.post(BASE[setBy], request) : this.http.put(`${BASE[setBy]}/${id}`, request),
    );
  }

  async end(setBy: SetBy, id: string, request: EndAssignmentRequest): Promise<void> {
    await firstValueFrom(this.http.post(`${BASE[setBy]}/${id}/end`, request));
  }

  /** Takes away a rule that has not begun. */
  async remove(setBy: SetBy, id: string, request: RemoveAssignmentRequest): Promise<void> {
    await firstValueFrom(this.http.post(`${BASE[setBy]}/${id}/remove`, request));
  }
}
