import { Body, Controller, Delete, Get, Post, Put, Req, Res } from '@nestjs/common';
import {
  type Session,
  session,
  type SignInRequest,
  signInRequest,
  type SwitchAgencyRequest,
  switchAgencyRequest,
} from '@learning-reviews/contracts/session.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Request, Response } from 'express';
import { Public, Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { WithoutKey } from '../platform/idempotency/submission.js';
import { SessionService } from './session.service.js';

/** Signing in and out, and acting for one agency or another. */
@Controller('session')
export class SessionController {
  constructor(private readonly sessionService: SessionService) {}

  /** Who is asking; answers those who are not signed in too. */
  @Get()
  @Public()
  @Answers(session)
  read(@Req() request: Request): Promise<Session> {
    return this.sessionService.read(request);
  }

  /** Signs in with an email address and a passphrase. */
  @Post()
  @Public()
  @Answers(session)
  signIn(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: signInRequest }) _credentials: SignInRequest,
  ): Promise<Session> {
    return this.sessionService.signIn(request, response);
  }

  /** Signs out; signing out twice is no mistake. */
  @Delete()
  @Public()
  @AnswersNothing('Signed out')
  signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    return this.sessionService.signOut(request, response);
  }

  /** Says "I am still here". */
  @Post('extend')
  @Requires('session.use')
  @WithoutKey('It writes nothing but the time, and twice is as good as once')
  @Answers(session)
  extend(@Req() request: Request): Promise<Session> {
    return this.sessionService.extend(request);
  }

  /** Acts for another of one's own agencies from now on. */
  @Put('agency')
  @Requires('session.use')
  @Answers(session)
  switchAgency(
    @Scope() scope: PersonScope,
    @Req() request: Request,
    @Body({ schema: switchAgencyRequest }) { agencyId }: SwitchAgencyRequest,
  ): Promise<Session> {
    return this.sessionService.switchAgency(scope, request, agencyId);
  }
}
