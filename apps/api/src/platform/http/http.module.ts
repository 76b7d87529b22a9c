import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { AnswerInterceptor } from './answer.interceptor.js';
import { ContractPipe } from './contract.pipe.js';
import { Drain } from './drain.js';
import { ErrorFilter } from './error.filter.js';
import { HealthController } from './health.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { OpenApiDocument } from './openapi-document.js';

/** What every request and answer has in common. */
@Module({
  imports: [DiscoveryModule, TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController, OpenApiController],
  providers: [
    Drain,
    OpenApiDocument,
    { provide: APP_FILTER, useClass: ErrorFilter },
    { provide: APP_PIPE, useClass: ContractPipe },
    { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
  ],
})
export class HttpModule {}
