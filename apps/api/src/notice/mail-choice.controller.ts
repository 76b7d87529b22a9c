import { Body, Controller, Get, Put } from '@nestjs/common';
import {
  type MailChoice,
  mailChoice,
  type MailChoiceRequest,
  mailChoiceRequest,
} from '@learning-reviews/contracts/mail-choice.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { MailChoiceService } from './mail-choice.service.js';

/** What somebody gets by email, and what not. */
@Controller('account/mail')
export class MailChoiceController {
  constructor(private readonly choices: MailChoiceService) {}

  /** What they may choose about. */
  @Get()
  @Requires('account.manage-own')
  @Answers(mailChoice)
  read(@Scope() scope: PersonScope): Promise<MailChoice> {
    return this.choices.read(scope);
  }

  /** Chooses. */
  @Put()
  @Requires('account.manage-own')
  @AnswersNothing('Saved')
  change(
    @Scope() scope: PersonScope,
    @Body({ schema: mailChoiceRequest }) request: MailChoiceRequest,
  ): Promise<void> {
    return this.choices.change(scope, request);
  }
}
