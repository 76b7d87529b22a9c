import { Controller, Get } from '@nestjs/common';
import { type Support, support } from '@learning-reviews/contracts/review.contract';
import type { PublicScope } from '@learning-reviews/domain/access/scope';
import { Public, Scope } from '../platform/access/access.js';
import { Answers } from '../platform/http/answers.js';
import { ReviewService } from './review.service.js';

/** Where to turn for help. Never behind a sign-in. */
@Controller('support')
export class SupportController {
  constructor(private readonly reviewService: ReviewService) {}

  /** Numbers that were checked in the last six months; 999 always. */
  @Get()
  @Public()
  @Answers(support)
  list(@Scope() scope: PublicScope): Promise<Support> {
    return this.reviewService.support(scope);
  }
}
