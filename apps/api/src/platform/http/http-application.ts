import type { INestApplication } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ERROR_STATUS } from '@learning-reviews/contracts/error.contract';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';
import { keepOutOfCaches, SessionMiddleware } from '../access/session.middleware.js';
import { Configuration } from '../config/configuration.js';
import { refuseCrossSite } from './cross-site.js';
import { notFound } from './domain-error.js';
import { Drain } from './drain.js';
import { bodyOf } from './error.filter.js';
import { readJsonBody } from './json-body.js';
import { OpenApiDocument } from './openapi-document.js';
import { nameRequest, requestIdOf } from './request-id.js';
import { missingDeclarations } from './route-declarations.js';
import { PREFIX, routeTable } from './route-table.js';
import { securityHeaders } from './security-headers.js';
import { serveWebApp } from './web-app.js';

/** What Nest must be told when it makes the application: we read the bodies ourselves. */
export const HTTP_OPTIONS = { bodyParser: false, bufferLogs: true } as const;

/**
 * Puts before the routes what each request meets, in this order, and starts nothing yet.
 *
 * @throws Error naming every route that leaves something undeclared.
 */
export function setUpHttp(application: NestExpressApplication): void {
  const configuration = application.get(Configuration);
  const isHttps = configuration.publicUrl.startsWith('https:');
  const api = `/${PREFIX}`;

  application.disable('x-powered-by');
  application.set('etag', false);
  // Under https a proxy of ours stands in front, on this machine or its private network; else nobody does.
  application.set('trust proxy', isHttps ? 'loopback, linklocal, uniquelocal' : 'loopback');
  application.setGlobalPrefix(PREFIX);

  application.use(application.get(Drain).closeConnections);
  application.use(nameRequest);
  application.use(securityHeaders(isHttps));
  for (const handler of serveWebApp(configuration.webDir)) application.use(handler);
  application.use(answerNotFoundOutside(api));
  application.use(api, keepOutOfCaches);
  application.use(api, refuseCrossSite(configuration.publicUrl));
  application.use(api, readJsonBody);
  application.use(api, ...application.get(SessionMiddleware).handlers);

  application.get(OpenApiDocument).describes(application);
  refuseUndeclared(application);
}

/** What is neither the API nor a page of the web app is not here, in the same words as within the API. */
const answerNotFoundOutside =
  (api: string): RequestHandler =>
  (request, response, next) => {
    if (request.path === api || request.path.startsWith(`${api}/`)) return next();
    const answer = notFound();
    response.status(ERROR_STATUS[answer.code]).json(bodyOf(answer, requestIdOf(response)));
  };

function refuseUndeclared(application: INestApplication): void {
  const missing = missingDeclarations(routeTable(application.get(DiscoveryService, { strict: false })));
  if (missing.length > 0) throw new Error(`Routes must declare what they do:\n${missing.join('\n')}`);
}
