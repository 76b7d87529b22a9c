import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Public } from '../access/access.js';
import { Answers } from './answers.js';
import { type OpenApi, OpenApiDocument } from './openapi-document.js';

/** Tells outside clients what this API takes and gives. */
@Controller('openapi.json')
export class OpenApiController {
  constructor(private readonly openApi: OpenApiDocument) {}

  /** The whole API as one OpenAPI 3 document. */
  @Get()
  @Public()
  @Answers(z.looseObject({ openapi: z.string() }), 200, 'The document')
  describeApi(): Promise<OpenApi> {
    return this.openApi.read();
  }
}
