import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { DomainError } from './domain-error.js';

const READS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses a write that another site could have sent with the person's cookie: the browser must name our own
 * origin, and the body must be JSON or a file as it is, neither of which a foreign form can send without asking first.
 *
 * @throws DomainError `request.cross-site`
 */
export function refuseCrossSite(publicUrl: string): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    if (READS.includes(request.method) || isOwnWrite(request, publicUrl)) next();
    else next(new DomainError('request.cross-site', 'This request did not come from our own pages'));
  };
}

function isOwnWrite(request: Request, publicUrl: string): boolean {
  const site = request.get('sec-fetch-site');
  const isSameSite = site === undefined || site === 'same-origin';
  return isSameSite && request.get('origin') === publicUrl && (!hasBody(request) || isOfOurs(request));
}

const hasBody = (request: Request) =>
  request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) !== 0;

const OF_OURS = ['application/json', 'application/octet-stream'];
const isOfOurs = (request: Request) => OF_OURS.includes(request.is(OF_OURS) || '');
