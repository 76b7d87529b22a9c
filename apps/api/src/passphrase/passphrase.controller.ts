import { Body, Controller, Post, Req } from '@nestjs/common';
import {
  type PassphraseLink,
  passphraseLink,
  type PassphraseLinkRequest,
  passphraseLinkRequest,
  type PassphraseResetRequest,
  passphraseResetRequest,
  type SetPassphraseRequest,
  setPassphraseRequest,
} from '@learning-reviews/contracts/passphrase.contract';
import type { PublicScope } from '@learning-reviews/domain/access/scope';
import type { Request } from 'express';
import { Public, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { PassphraseSettingService } from './passphrase-setting.service.js';
import { PassphraseService } from './passphrase.service.js';

/**
 * Setting a passphrase by a link out of an email. The link's token travels in bodies only: an address is written into
 * logs, histories and referrers, a body is not.
 */
@Controller('passphrase')
export class PassphraseController {
  constructor(
    private readonly passphraseService: PassphraseService,
    private readonly setting: PassphraseSettingService,
  ) {}

  /** Chooses a passphrase by a link, once. Signs nobody in. */
  @Post()
  @Public()
  @AnswersNothing('Set')
  set(
    @Scope() scope: PublicScope,
    @Req() request: Request,
    @Body({ schema: setPassphraseRequest }) body: SetPassphraseRequest,
  ): Promise<void> {
    return this.setting.set(scope, request, body);
  }

  /** What a link is for, while it can be used. */
  @Post('link')
  @Public()
  @Answers(passphraseLink)
  open(
    @Scope() scope: PublicScope,
    @Body({ schema: passphraseLinkRequest }) { token }: PassphraseLinkRequest,
  ): Promise<PassphraseLink> {
    return this.setting.open(scope, token);
  }

  /** Sends a link to this address if somebody signs in with it; answers the same if nobody does. */
  @Post('reset')
  @Public()
  @AnswersNothing('A link is on its way if somebody signs in with this address')
  askForReset(
    @Scope() scope: PublicScope,
    @Req() request: Request,
    @Body({ schema: passphraseResetRequest }) { email }: PassphraseResetRequest,
  ): Promise<void> {
    return this.passphraseService.askForReset(scope, request, email);
  }
}
