import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { z } from 'zod';
import { Public, Requires } from '../access/access.js';
import { type Submission, Submitted, WithoutKey } from '../idempotency/submission.js';
import { Answers, AnswersNothing } from './answers.js';
import { missingDeclarations } from './route-declarations.js';
import { routeTable } from './route-table.js';

const schema = z.strictObject({ minutes: z.int() });

@Controller('good')
class GoodController {
  @Get() @Public() @Answers(schema) read() {}
  @Post() @Requires('cpd.manage-own') @AnswersNothing() add(
    @Submitted() _s: Submission,
    @Body({ schema }) _b: unknown,
  ) {}
  @Post('again') @Requires('cpd.manage-own') @WithoutKey('It only reads') @AnswersNothing() again() {}
}

@Controller('bad')
class BadController {
  @Get('open') @Answers(schema) open() {}
  @Get('mute') @Public() mute() {}
  @Post('loose') @Public() @AnswersNothing() loose(@Body() _b: unknown) {}
  @Post('twice') @Requires('cpd.manage-own') @AnswersNothing() twice(@Body({ schema }) _b: unknown) {}
}

@Module({ imports: [DiscoveryModule], controllers: [GoodController, BadController] })
class RoutesModule {}

it('names every route that leaves something undeclared, and no other', async () => {
  const testing = await Test.createTestingModule({ imports: [RoutesModule] }).compile();
  expect(missingDeclarations(routeTable(testing.get(DiscoveryService, { strict: false })))).toEqual([
    'GET /api/bad/open says neither @Public() nor @Requires(…)',
    'GET /api/bad/mute says not what it answers: @Answers(…), @AnswersNothing() or @AnswersFile(…)',
    'POST /api/bad/loose takes a parameter without a schema',
    'POST /api/bad/twice takes no @Submitted() and says not why: @WithoutKey(…)',
  ]);
});
