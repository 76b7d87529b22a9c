import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Request, Response } from 'express';
import { Callers } from '../platform/access/callers.js';
import { SESSION_COOKIE } from '../platform/access/session.middleware.js';
import { SessionRegister } from '../platform/access/session-register.js';
import { signedInSession } from '../platform/access/signed-in-session.js';
import { Configuration } from '../platform/config/configuration.js';

/** Ends every session of a person whose record is gone, the one that asks included. */
@Injectable()
export class SessionEnding {
  constructor(
    private readonly sessions: SessionRegister,
    private readonly callers: Callers,
    private readonly configuration: Configuration,
  ) {}

  /** Here at once, and in other processes within two seconds. Takes the cookie back. */
  async endAll(scope: PersonScope, request: Request, response: Response): Promise<void> {
    await this.sessions.endAll(scope.personId);
    this.callers.forget(scope.personId);
    await new Promise<void>((resolve, reject) => {
      const current = signedInSession(request);
      if (current === null) return resolve();
      current.destroy((error: unknown) => (error ? reject(error as Error) : resolve()));
    });
    const { name, ...options } = SESSION_COOKIE(this.configuration.publicUrl);
    response.clearCookie(name, options);
  }
}
