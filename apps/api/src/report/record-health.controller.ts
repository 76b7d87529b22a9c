import { Controller, Get } from '@nestjs/common';
import { type RecordHealth, recordHealth } from '@learning-reviews/contracts/record-health.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers } from '../platform/http/answers.js';
import { RecordHealthService } from './record-health.service.js';

/** What stands between the acting agency and figures it can trust. */
@Controller('agency')
export class RecordHealthController {
  constructor(private readonly recordHealthService: RecordHealthService) {}

  /** Every check, each with how many it finds. */
  @Get('record-health')
  @Requires('agency.read-people')
  @Answers(recordHealth)
  read(@Scope() scope: AgencyScope): Promise<RecordHealth> {
    return this.recordHealthService.read(scope);
  }
}
