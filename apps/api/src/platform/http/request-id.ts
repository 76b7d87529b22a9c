import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

const HEADER = 'X-Request-Id';

/** Names each request, in its answer and in the log. A caller's own name is not taken: it could be anything. */
export function nameRequest(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader(HEADER, randomUUID());
  next();
}

/** The name of the request that this response answers. */
export function requestIdOf(response: { getHeader(name: string): unknown }): string {
  return String(response.getHeader(HEADER) ?? '');
}
