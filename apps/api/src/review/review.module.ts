import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { ReviewController } from './review.controller.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewService } from './review.service.js';
import { SupportController } from './support.controller.js';
import { ThemeController } from './theme.controller.js';

/** Published reviews, themes and support numbers. */
@Module({
  imports: [CurriculumModule],
  controllers: [ReviewController, SupportController, ThemeController],
  providers: [ReviewRepository, ReviewService],
})
export class ReviewModule {}
