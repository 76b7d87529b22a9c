import { Body, Controller, Delete, Get, Param, Put, Req } from '@nestjs/common';
import {
  type Account,
  account,
  type ChangePassphraseRequest,
  changePassphraseRequest,
  type RegistrationRequest,
  registrationRequest,
} from '@learning-reviews/contracts/account.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Request } from 'express';
import { z } from 'zod';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { AccountService } from './account.service.js';

const sessionId = z.string().regex(/^[0-9a-f]{32}$/);

/** A person's own details, and where they are signed in. */
@Controller('account')
export class AccountController {
  constructor(private readonly accountService: AccountService) {}

  /** Details, memberships, registrations and open sessions. */
  @Get()
  @Requires('account.manage-own')
  @Answers(account)
  read(@Scope() scope: PersonScope, @Req() { sessionID }: Request): Promise<Account> {
    return this.accountService.read(scope, sessionID);
  }

  /** Ends one of one's own sessions. */
  @Delete('sessions/:id')
  @Requires('account.manage-own')
  @AnswersNothing('Ended')
  endSession(@Scope() scope: PersonScope, @Param('id', { schema: sessionId }) id: string): Promise<void> {
    return this.accountService.endSession(scope, id);
  }

  /** Ends every session but this one. */
  @Delete('sessions')
  @Requires('account.manage-own')
  @AnswersNothing('Ended')
  endOtherSessions(@Scope() scope: PersonScope, @Req() { sessionID }: Request): Promise<void> {
    return this.accountService.endOtherSessions(scope, sessionID);
  }

  /** Changes the passphrase, and ends every other session. */
  @Put('passphrase')
  @Requires('account.manage-own')
  @AnswersNothing('Changed')
  changePassphrase(
    @Scope() scope: PersonScope,
    @Req() { sessionID, ip = '' }: Request,
    @Body({ schema: changePassphraseRequest }) request: ChangePassphraseRequest,
  ): Promise<void> {
    return this.accountService.changePassphrase(scope, sessionID, ip, request);
  }

  /** Records the regulator whose years the CPD record follows. */
  @Put('registration')
  @Requires('account.manage-own')
  @AnswersNothing('Saved')
  saveRegistration(
    @Scope() scope: PersonScope,
    @Body({ schema: registrationRequest }) request: RegistrationRequest,
  ): Promise<void> {
    return this.accountService.saveRegistration(scope, request);
  }
}
