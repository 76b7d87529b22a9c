import { Body, Controller, Get, Post } from '@nestjs/common';
import {
  type HeadcountPage,
  headcountPage,
  type HeadcountSet,
  headcountSet,
  type SupplyHeadcountRequest,
  supplyHeadcountRequest,
} from '@learning-reviews/contracts/headcount.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers } from '../platform/http/answers.js';
import { Submitted, type Submission } from '../platform/idempotency/submission.js';
import { HeadcountService } from './headcount.service.js';

/** The dated denominators of the acting agency. */
@Controller('agency/headcount')
export class HeadcountController {
  constructor(private readonly headcountService: HeadcountService) {}

  /** The figures in use, those before, and the members recorded here today. */
  @Get()
  @Requires('agency.manage-headcount')
  @Answers(headcountPage)
  read(@Scope() scope: AgencyScope): Promise<HeadcountPage> {
    return this.headcountService.read(scope);
  }

  /** Supplies the figures of one day. */
  @Post()
  @Requires('agency.manage-headcount')
  @Answers(headcountSet, 201, 'Supplied')
  supply(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Body({ schema: supplyHeadcountRequest }) request: SupplyHeadcountRequest,
  ): Promise<HeadcountSet> {
    return this.headcountService.supply(scope, submission, request);
  }
}
