import { Controller, Get, Param } from '@nestjs/common';
import {
  type Theme,
  theme,
  themeCode,
  type ThemeList,
  themeList,
} from '@learning-reviews/contracts/review.contract';
import type { PublicScope } from '@learning-reviews/domain/access/scope';
import { Public, Scope } from '../platform/access/access.js';
import { Answers } from '../platform/http/answers.js';
import { ReviewService } from './review.service.js';

/** Themes: lenses on learning across reviews and years. */
@Controller('theme')
export class ThemeController {
  constructor(private readonly reviewService: ReviewService) {}

  /** Every theme, with how much stands under it. */
  @Get()
  @Public()
  @Answers(themeList)
  list(@Scope() scope: PublicScope): Promise<ThemeList> {
    return this.reviewService.themes(scope);
  }

  /** One theme across reviews. */
  @Get(':code')
  @Public()
  @Answers(theme)
  one(@Scope() scope: PublicScope, @Param('code', { schema: themeCode }) code: string): Promise<Theme> {
    return this.reviewService.theme(scope, code);
  }
}
