import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { slug } from '@learning-reviews/contracts/field';
import {
  type AnswerRequest,
  answerRequest,
  type AnswerResult,
  answerResult,
  chooseAgainRequest,
  chooseRequest,
  type Finished,
  finished,
  type FinishRequest,
  finishRequest,
  type FinishState,
  finishState,
  type LearningCheck,
  learningCheck,
  type LearningList,
  learningList,
  type LearningModule,
  learningModule,
  type LearningReflection,
  learningReflection,
  type LearningScenario,
  learningScenario,
  type LearningSection,
  learningSection,
  openSectionRequest,
  type Saved,
  saved,
  type SavedReflection,
  savedReflection,
  type SaveReflectionRequest,
  saveReflectionRequest,
} from '@learning-reviews/contracts/learning.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { z } from 'zod';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers } from '../platform/http/answers.js';
import { Submitted, type Submission } from '../platform/idempotency/submission.js';
import { CheckService } from './check.service.js';
import { FinishService } from './finish.service.js';
import { LearningListService } from './learning-list.service.js';
import { LearningService } from './learning.service.js';
import { ReflectionService } from './reflection.service.js';
import { ScenarioService } from './scenario.service.js';

const MODULE = { schema: slug };
const SECTION_NUMBER = { schema: z.coerce.number().int().min(1).max(1000) };

/** A practitioner's own learning: the list, and every page of a module. */
@Controller('learning')
export class LearningController {
  constructor(
    private readonly learningList: LearningListService,
    private readonly learning: LearningService,
    private readonly scenario: ScenarioService,
    private readonly check: CheckService,
    private readonly reflection: ReflectionService,
    private readonly finishing: FinishService,
  ) {}

  /** What the person has to do, may do and has done. */
  @Get()
  @Requires('learning.complete')
  @Answers(learningList)
  list(@Scope() scope: PersonScope): Promise<LearningList> {
    return this.learningList.list(scope);
  }

  /** One module: before you start, and where you are. */
  @Get(':module')
  @Requires('learning.complete')
  @Answers(learningModule)
  show(@Scope() scope: PersonScope, @Param('module', MODULE) module: string): Promise<LearningModule> {
    return this.learning.show(scope, module);
  }

  /** Starts the module, or goes on in the attempt that is open. */
  @Post(':module/attempt')
  @Requires('learning.complete')
  @Answers(saved, 201, 'Started')
  start(
    @Scope() scope: PersonScope,
    @Submitted() submission: Submission,
    @Param('module', MODULE) module: string,
  ): Promise<Saved> {
    return this.learning.start(scope, submission, module);
  }

  /** One section, numbered from 1. */
  @Get(':module/section/:number')
  @Requires('learning.complete')
  @Answers(learningSection)
  section(
    @Scope() scope: PersonScope,
    @Param('module', MODULE) module: string,
    @Param('number', SECTION_NUMBER) number: number,
  ): Promise<LearningSection> {
    return this.learning.section(scope, module, number);
  }

  /** Notes that a section was opened. */
  @Post(':module/section')
  @Requires('learning.complete')
  @Answers(saved, 200, 'Saved')
  openSection(
    @Scope() scope: PersonScope,
    @Submitted() submission: Submission,
    @Param('module', MODULE) module: string,
    @Body({ schema: openSectionRequest }) request: z.infer<typeof openSectionRequest>,
  ): Promise<Saved> {
    return this.learning.openSection(scope, submission, module, request.sectionId);
  }

  /** The scenario: the path so far, and the decision or ending it has led to. */
  @Get(':module/scenario')
  @Requires('learning.complete')
  @Answers(learningScenario)
  showScenario(
    @Scope() scope: PersonScope,
    @Param('module', MODULE) module: string,
  ): Promise<LearningScenario> {
    return this.scenario.show(scope, module);
  }

  /** Makes a choice. */
  @Post(':module/scenario/choice')
  @Requires('learning.complete')
  @Answers(saved, 200, 'Saved')
  choose(
    @Scope() scope: PersonScope,
    @Submitted() submission: Submission,
    @Param('module', MODULE) module: string,
    @Body({ schema: chooseRequest }) step: z.infer<typeof chooseRequest>,
  ): Promise<Saved> {
    return this.scenario.choose(scope, submission, module, step);
  }

  /** Goes back to a decision, to make it again. */
  @Post(':module/scenario/again')
  @Requires('learning.complete')
  @Answers(saved, 200, 'Saved')
  chooseAgain(
    @Scope() scope: PersonScope,
    @Submitted() submission: Submission,
    @Param('module', MODULE) module: string,
    @Body({ schema: chooseAgainRequest }) { nodeId }: z.infer<typeof chooseAgainRequest>,
  ): Promise<Saved> {
    return this.scenario.chooseAgain(scope, submission, module, nodeId);
  }

  /** Leaves the scenario out. */
  @Post(':module/scenario/skip')
  @Requires('learning.complete')
  @Answers(saved, 200, 'Saved')
  skip(
    @Scope() scope: PersonScope,
    @Submitted() submission: Submission,
    @Param('module', MODULE) module: string,
  ): Promise<Saved> {
    return this.scenario.skip(scope, submission, module);
  }

  /** The question to answer now, or that the check is passed. */
  @Get(':module/check')
  @Requires('learning.complete')
  @Answers(learningCheck)
  showCheck(@Scope() scope: PersonScope, @Param('module', MODULE) module: string): Promise<LearningCheck> {
    return this.check.show(scope, module);
  }

  /** Keeps an answer, and gives the reason for every option. */
  @Post(':module/check/answer')
  @Requires('learning.complete')
  @Answers(answerResult, 200, 'Saved')
  answer(
    @Scope() scope: PersonScope,
    @Submitted() submission: Submission,
    @Param('module', MODULE) module: string,
    @Body({ schema: answerRequest }) request: AnswerRequest,
  ): Promise<AnswerResult> {
    return this.check.answer(scope, submission, module, request);
  }

  /** The person's own words about the module. */
  @Get(':module/reflection')
  @Requires('learning.complete')
  @Answers(learningReflection)
  showReflection(
    @Scope() scope: PersonScope,
    @Param('module', MODULE) module: string,
  ): Promise<LearningReflection> {
    return this.reflection.show(scope, module);
  }

  /** Keeps the person's own words, encrypted. */
  @Put(':module/reflection')
  @Requires('learning.complete')
  @Answers(savedReflection, 200, 'Saved')
  saveReflection(
    @Scope() scope: PersonScope,
    @Param('module', MODULE) module: string,
    @Body({ schema: saveReflectionRequest }) request: SaveReflectionRequest,
  ): Promise<SavedReflection> {
    return this.reflection.save(scope, module, request);
  }

  /** What is left to do, or what was finished. */
  @Get(':module/finish')
  @Requires('learning.complete')
  @Answers(finishState)
  showFinish(@Scope() scope: PersonScope, @Param('module', MODULE) module: string): Promise<FinishState> {
    return this.finishing.show(scope, module);
  }

  /** Finishes the module, once. */
  @Post(':module/completion')
  @Requires('learning.complete')
  @Answers(finished, 201, 'Finished')
  finish(
    @Scope() scope: PersonScope,
    @Submitted() submission: Submission,
    @Param('module', MODULE) module: string,
    @Body({ schema: finishRequest }) { minutes }: FinishRequest,
  ): Promise<Finished> {
    return this.finishing.finish(scope, submission, module, minutes);
  }
}
