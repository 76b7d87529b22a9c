import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { Clock } from '../clock/clock.js';
import { Configuration } from '../config/configuration.js';
import { hasEnded, STAMP_EVERY_MS } from './session-limits.js';
import { SessionStore } from './session-store.js';
import { signedInSession, type SessionRequest } from './signed-in-session.js';
import { SignInPassport } from './sign-in-passport.js';

/** The cookie that holds the session. Under https its name itself promises that it is `Secure` and of this host alone. */
export const SESSION_COOKIE = (publicUrl: string) => {
  const secure = publicUrl.startsWith('https:');
  return { name: secure ? '__Host-lr' : 'lr', httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
};

/** Finds the session of a request, ends it when its time has come, and writes down that its person is there. */
@Injectable()
export class SessionMiddleware {
  /** What a request meets, in order. */
  readonly handlers: readonly RequestHandler[];

  constructor(
    private readonly configuration: Configuration,
    private readonly clock: Clock,
    store: SessionStore,
    passport: SignInPassport,
  ) {
    const { name, ...cookie } = SESSION_COOKIE(configuration.publicUrl);
    this.handlers = [
      session({
        name,
        secret: configuration.sessionSecret,
        store,
        resave: false,
        saveUninitialized: false,
        rolling: false,
        cookie,
      }),
      (request, response, next) => this.holdToLimits(request, response, next),
      whenThereIsASession(passport.session()),
    ];
  }

  private holdToLimits(request: SessionRequest, response: Response, next: NextFunction): void {
    const current = signedInSession(request);
    if (current === null) return next();
    const now = this.clock.now().getTime();
    if (hasEnded(current, now)) {
      request.hasEndedSession = true;
      const { name, ...cookie } = SESSION_COOKIE(this.configuration.publicUrl);
      response.clearCookie(name, cookie);
      // Not regenerated: that would keep a row and a cookie for somebody who is nobody now.
      current.destroy(next);
      return;
    }
    if (now - current.seenAt >= STAMP_EVERY_MS) current.seenAt = now;
    next();
  }
}

/** A request whose session has just ended goes on without one. */
function whenThereIsASession(handler: RequestHandler): RequestHandler {
  return (request, response, next) =>
    (request.session as Request['session'] | undefined) === undefined
      ? next()
      : handler(request, response, next);
}

/** Answers about people are kept by no cache, neither the browser's nor one on the way. */
export function keepOutOfCaches(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
