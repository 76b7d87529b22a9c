import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import {
  type EraseRequest,
  eraseRequest,
  type OwnData,
  ownData,
} from '@learning-reviews/contracts/own-data.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Request, Response } from 'express';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersFile, AnswersNothing } from '../platform/http/answers.js';
import { WithoutKey } from '../platform/idempotency/submission.js';
import { ErasureService } from './erasure.service.js';
import { OwnDataFileService } from './own-data-file.service.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const HTML_TYPE = 'text/html; charset=utf-8';

/** Everything held about the person who asks: to take away, and to have erased. */
@Controller('account/data')
export class OwnDataController {
  constructor(
    private readonly ownDataFileService: OwnDataFileService,
    private readonly erasureService: ErasureService,
  ) {}

  /** What an erasure would take away and leave, and what stands in its way. */
  @Get()
  @Requires('account.manage-own')
  @Answers(ownData)
  read(@Scope() scope: PersonScope): Promise<OwnData> {
    return this.erasureService.read(scope);
  }

  /** All of it for machines: the format of docs/own-data.md. */
  @Get('file.json')
  @Requires('account.manage-own')
  @AnswersFile(JSON_TYPE, 'Everything held about the person')
  async sendJson(@Scope() scope: PersonScope, @Req() request: Request, @Res() response: Response) {
    const text = await this.ownDataFileService.json(scope, request);
    await send(response, JSON_TYPE, 'my-data.json', text);
  }

  /** The same to read and to print: one page that needs nothing else. */
  @Get('file.html')
  @Requires('account.manage-own')
  @AnswersFile(HTML_TYPE, 'Everything held about the person')
  async sendPage(@Scope() scope: PersonScope, @Req() request: Request, @Res() response: Response) {
    const text = await this.ownDataFileService.page(scope, request);
    await send(response, HTML_TYPE, 'my-data.html', text);
  }

  /** Erases the person's record, and with it the session that asks. */
  @Post('erasure')
  @Requires('account.manage-own')
  @WithoutKey(
    'A record that is erased stays so however often it is asked, and the key would be erased with it',
  )
  @AnswersNothing('Erased')
  erase(
    @Scope() scope: PersonScope,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: eraseRequest }) body: EraseRequest,
  ): Promise<void> {
    return this.erasureService.erase(scope, request, response, body);
  }
}

async function send(response: Response, type: string, name: string, text: AsyncIterable<string>) {
  response.set({
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
  await pipeline(Readable.from(text), response).catch((error: unknown) => {
    // Whoever goes away is no fault.
    if (!response.destroyed || !response.headersSent) throw error;
  });
}
