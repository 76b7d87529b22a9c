import { Controller, Get, Param, Query } from '@nestjs/common';
import { slug } from '@learning-reviews/contracts/field';
import {
  type Review,
  review,
  type ReviewList,
  reviewList,
  type ReviewQuery,
  reviewQuery,
} from '@learning-reviews/contracts/review.contract';
import type { PublicScope } from '@learning-reviews/domain/access/scope';
import { Public, Scope } from '../platform/access/access.js';
import { Answers } from '../platform/http/answers.js';
import { ReviewService } from './review.service.js';

/** The register of published reviews. */
@Controller('review')
export class ReviewController {
  constructor(private readonly reviewService: ReviewService) {}

  /** Every review, or those under one theme. */
  @Get()
  @Public()
  @Answers(reviewList)
  list(
    @Scope() scope: PublicScope,
    @Query({ schema: reviewQuery }) { theme }: ReviewQuery,
  ): Promise<ReviewList> {
    return this.reviewService.list(scope, theme);
  }

  /** One review with what the partnership has supplied of it. */
  @Get(':slug')
  @Public()
  @Answers(review)
  one(@Scope() scope: PublicScope, @Param('slug', { schema: slug }) name: string): Promise<Review> {
    return this.reviewService.one(scope, name);
  }
}
