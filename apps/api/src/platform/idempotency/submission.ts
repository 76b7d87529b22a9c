import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '../http/domain-error.js';

/** One press of a button, however often the network delivers it. */
export interface Submission {
  /** The uuid in `Idempotency-Key`: the browser makes one for each press and keeps it while it retries. */
  readonly key: string;
  /** Method and address, such as `POST /api/learning/kern-young-person/completion`. */
  readonly route: string;
  /** SHA-256 of the body, hexadecimal. */
  readonly bodyHash: string;
  /** HTTP status of the answer when it succeeds. */
  readonly status: number;
}

/** Where the reason is kept for which a route needs no key. */
export const WITHOUT_KEY = 'learning-reviews:without-key';

/** Declares that a POST is harmless when repeated, with the reason. */
export const WithoutKey = (reason: string) => SetMetadata(WITHOUT_KEY, reason);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads the submission from a request.
 *
 * @throws DomainError `request.key-missing`
 */
export function submissionOf(request: Request, response: Response): Submission {
  const key = request.get('idempotency-key') ?? '';
  if (!UUID.test(key)) {
    throw new DomainError('request.key-missing', 'Send a UUID in the header Idempotency-Key');
  }
  const body = JSON.stringify(request.body ?? null);
  return {
    key: key.toLowerCase(),
    route: `${request.method} ${request.path}`,
    bodyHash: createHash('sha256').update(body).digest('hex'),
    status: response.statusCode,
  };
}

/** What `Submitted` runs; by it the check of the routes knows the parameter. */
export function readSubmission(_data: unknown, context: ExecutionContext): Submission {
  const http = context.switchToHttp();
  return submissionOf(http.getRequest<Request>(), http.getResponse<Response>());
}

/**
 * Gives a controller the submission to hand on to its service, which writes through `OnceOnly`. Every POST of
 * a signed-in person has this parameter, or says why it needs none.
 */
export const Submitted = createParamDecorator(readSubmission);
