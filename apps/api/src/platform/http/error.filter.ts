import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '@learning-reviews/contracts/error.contract';
import type { Response } from 'express';
import { CONSTRAINT_CODE } from './constraint-code.js';
import { databaseFault, isDatabaseAway } from './database-fault.js';
import { DomainError } from './domain-error.js';
import { requestIdOf } from './request-id.js';

const DATABASE_AWAY_RETRY_SECONDS = 3;

const FAULT = new DomainError(
  'service.fault',
  'Sorry, something went wrong with the service. Try again later',
);

/** What Nest, Express and the body parser refuse of themselves, by the status they chose. */
const BY_STATUS: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  400: ['request.malformed', 'The request could not be read'],
  401: ['session.required', 'Sign in to continue'],
  403: ['access.denied', 'You do not have permission to do this'],
  404: ['request.not-found', 'We could not find what you asked for'],
  405: ['request.not-found', 'We could not find what you asked for'],
  413: ['request.too-large', 'What you sent is too large'],
  415: ['request.malformed', 'The request could not be read'],
  429: ['request.too-many', 'Too many requests. Try again later'],
  503: ['service.unavailable', 'Sorry, the service is unavailable. Try again in a moment'],
};

/**
 * Answers every error, ours or not, in the one shape of `ErrorBody`. What it does not know is a fault: it is
 * logged, and nothing of it leaves the server.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const answer = answerTo(error);
    if (answer === FAULT) this.logger.error(error);

    if (response.headersSent) {
      // Half an answer has gone. Cutting the line tells the client so; a tidy end would pass for a whole one.
      response.destroy();
      return;
    }
    const status = ERROR_STATUS[answer.code];
    if (answer.detail.retryAfterSeconds !== undefined) {
      response.setHeader('Retry-After', String(answer.detail.retryAfterSeconds));
    }
    // Headers set for the answer that did not come, such as a file's type and name, do not fit this one.
    response.removeHeader('Content-Disposition');
    response.setHeader('Cache-Control', 'no-store');
    response.status(status).json(bodyOf(answer, requestIdOf(response)));
  }
}

/** The body of an answer that is not a success. */
export function bodyOf(error: DomainError, requestId: string): ErrorBody {
  const { errors = [], missing } = error.detail;
  return {
    status: ERROR_STATUS[error.code],
    code: error.code,
    message: error.message,
    errors: [...errors],
    ...(missing === undefined ? {} : { missing }),
    requestId,
  };
}

/** What is answered to an error of any kind. */
export function answerTo(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (isDatabaseAway(error)) {
    return new DomainError('service.unavailable', BY_STATUS[503]![1], {
      retryAfterSeconds: DATABASE_AWAY_RETRY_SECONDS,
    });
  }
  const refusal = CONSTRAINT_CODE[databaseFault(error).constraint ?? ''];
  if (refusal !== undefined) return new DomainError(...refusal);

  const known = BY_STATUS[statusOf(error)];
  return known === undefined ? FAULT : new DomainError(...known);
}

/** The status of an HTTP error of Nest's, or of a client's mistake found by Express or its body parser. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof URIError) return 400;
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status < 500 ? status : 500;
}
