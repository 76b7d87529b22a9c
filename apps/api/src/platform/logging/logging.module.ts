import type { IncomingMessage, ServerResponse } from 'node:http';
import { Module } from '@nestjs/common';
import { LoggerModule, type Params } from 'nestjs-pino';
import { Configuration } from '../config/configuration.js';
import { requestIdOf } from '../http/request-id.js';
import { errorWithoutValues } from './error-without-values.js';

/**
 * Structured logs, one line of JSON each. A request is its method, its path without the query, its status and
 * how long it took: no body, no name, no cookie, no search term, and no address of anybody.
 */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [Configuration],
      useFactory: (configuration: Configuration): Params => ({
        pinoHttp: {
          level: configuration.logLevel,
          genReqId: (_request: IncomingMessage, response: ServerResponse) => requestIdOf(response),
          autoLogging: { ignore: (request: IncomingMessage) => request.url === '/api/health' },
          customLogLevel: (_request, response, error) =>
            error !== undefined || response.statusCode >= 500 ? 'error' : 'info',
          serializers: {
            req: (request: { id: string; method: string; url: string }) => ({
              id: request.id,
              method: request.method,
              path: request.url.split('?')[0],
            }),
            res: (response: { statusCode: number }) => ({ status: response.statusCode }),
            err: errorWithoutValues,
          },
        },
      }),
    }),
  ],
})
export class LoggingModule {}
