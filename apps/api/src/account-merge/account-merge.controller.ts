import { Body, Controller, Get, Param, Post, Put, Req } from '@nestjs/common';
import {
  type AccountMerges,
  accountMerges,
  type MergeLinkRequest,
  mergeLinkRequest,
  type MergePreview,
  mergePreview,
  type MergePreviewRequest,
  mergePreviewRequest,
  type MergeRequest,
  mergeRequest,
  type MergeUndoRequest,
  mergeUndoRequest,
} from '@learning-reviews/contracts/account-merge.contract';
import { id } from '@learning-reviews/contracts/field';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Request } from 'express';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { WithoutKey } from '../platform/idempotency/submission.js';
import { AccountMergeService } from './account-merge.service.js';
import { AccountMerging } from './account-merging.service.js';

/** Two accounts of one human being, made one and parted again. Tokens travel in bodies only (ADR 22). */
@Controller('account/merge')
export class AccountMergeController {
  constructor(
    private readonly accountMergeService: AccountMergeService,
    private readonly merging: AccountMerging,
  ) {}

  /** The accounts that were joined to one's own. */
  @Get()
  @Requires('account.manage-own')
  @Answers(accountMerges)
  read(@Scope() scope: PersonScope): Promise<AccountMerges> {
    return this.accountMergeService.read(scope);
  }

  /** Sends a link to this address if somebody signs in with it; answers the same if nobody does. */
  @Post('link')
  @Requires('account.manage-own')
  @WithoutKey('A newer link replaces the older one')
  @AnswersNothing('A link is on its way if somebody signs in with this address')
  askForLink(
    @Scope() scope: PersonScope,
    @Body({ schema: mergeLinkRequest }) { email }: MergeLinkRequest,
  ): Promise<void> {
    return this.accountMergeService.askForLink(scope, email);
  }

  /** What joining would do, for whoever asked for the link. */
  @Post('preview')
  @Requires('account.manage-own')
  @WithoutKey('It changes nothing')
  @Answers(mergePreview)
  preview(
    @Scope() scope: PersonScope,
    @Body({ schema: mergePreviewRequest }) { token }: MergePreviewRequest,
  ): Promise<MergePreview> {
    return this.accountMergeService.preview(scope, token);
  }

  /** Joins the two. */
  @Put()
  @Requires('account.manage-own')
  @AnswersNothing('Joined')
  merge(
    @Scope() scope: PersonScope,
    @Req() { ip = '' }: Request,
    @Body({ schema: mergeRequest }) body: MergeRequest,
  ): Promise<void> {
    return this.merging.merge(scope, ip, body);
  }

  /** Parts them again. */
  @Put(':id/undone')
  @Requires('account.manage-own')
  @AnswersNothing('Parted')
  undo(
    @Scope() scope: PersonScope,
    @Req() { ip = '' }: Request,
    @Param('id', { schema: id }) mergeId: string,
    @Body({ schema: mergeUndoRequest }) { passphrase }: MergeUndoRequest,
  ): Promise<void> {
    return this.merging.undo(scope, ip, mergeId, passphrase);
  }
}
