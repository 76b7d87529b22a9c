import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { id } from '@learning-reviews/contracts/field';
import {
  type EndRoleRequest,
  endRoleRequest,
  type GrantRoleRequest,
  grantRoleRequest,
  type MemberRoles,
  memberRoles,
} from '@learning-reviews/contracts/role-grant.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers } from '../platform/http/answers.js';
import { Submitted, type Submission } from '../platform/idempotency/submission.js';
import { StructureService } from './structure.service.js';

/** The dated roles of one member of the acting agency. */
@Controller('agency/people/:id/role')
export class RoleGrantController {
  constructor(private readonly structure: StructureService) {}

  /** Every role of the member, the latest first. */
  @Get()
  @Requires('agency.grant-roles')
  @Answers(memberRoles)
  read(@Scope() scope: AgencyScope, @Param('id', { schema: id }) membershipId: string): Promise<MemberRoles> {
    return this.structure.readRoles(scope, membershipId);
  }

  /** Grants a role for days. */
  @Post()
  @Requires('agency.grant-roles')
  @Answers(memberRoles, 201, 'Granted')
  grant(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: id }) membershipId: string,
    @Body({ schema: grantRoleRequest }) request: GrantRoleRequest,
  ): Promise<MemberRoles> {
    return this.structure.grantRole(scope, submission, membershipId, request);
  }

  /** Ends a role, at the end of a day or straight away. */
  @Post('end')
  @Requires('agency.grant-roles')
  @Answers(memberRoles, 201, 'Ended')
  end(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: id }) membershipId: string,
    @Body({ schema: endRoleRequest }) request: EndRoleRequest,
  ): Promise<MemberRoles> {
    return this.structure.endRole(scope, submission, membershipId, request);
  }
}
