import { Controller, Get } from '@nestjs/common';
import { type MemberChoice, memberChoice } from '@learning-reviews/contracts/membership.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers } from '../platform/http/answers.js';
import { MemberRecordService } from './member-record.service.js';

/** What can be chosen for somebody who joins. Not below `agency/people`, where every other word is an id. */
@Controller('agency/membership-choice')
export class MemberChoiceController {
  constructor(private readonly memberRecordService: MemberRecordService) {}

  /** Job roles, teams and managers to choose from. */
  @Get()
  @Requires('agency.manage-people')
  @Answers(memberChoice)
  read(@Scope() scope: AgencyScope): Promise<MemberChoice> {
    return this.memberRecordService.readChoice(scope);
  }
}
