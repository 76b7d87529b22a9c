import { Injectable } from '@nestjs/common';
import type { ActingAgency, Session } from '@learning-reviews/contracts/session.contract';
import type { PersonScope, PublicScope } from '@learning-reviews/domain/access/scope';
import type { Request, Response } from 'express';
import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { DemonstrationService } from '../demonstration/demonstration.service.js';
import type { Caller, OpenMembership } from '../platform/access/caller.js';
import { actingThrough, Callers } from '../platform/access/callers.js';
import { endsOf } from '../platform/access/session-limits.js';
import { SESSION_COOKIE } from '../platform/access/session.middleware.js';
import { signedInSession } from '../platform/access/signed-in-session.js';
import { Clock } from '../platform/clock/clock.js';
import { Configuration } from '../platform/config/configuration.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import { findWorkforceGroups } from '../platform/setting/workforce-groups.js';
import { SignInService } from './sign-in.service.js';

/** Settings are the same for everybody, signed in or not. */
const ANYBODY: PublicScope = { brand: 'PublicScope' };

/** What a browser knows of who is using it. */
@Injectable()
export class SessionService {
  constructor(
    private readonly callers: Callers,
    private readonly signIns: SignInService,
    private readonly demonstrations: DemonstrationService,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /** Who is asking, what they may do, and when this session ends. */
  async read(request: Request): Promise<Session> {
    const caller = await this.callers.of(request);
    const today = this.clock.today(DEFAULT_TIME_ZONE);
    const settings = await this.database.read(ANYBODY, async (tx) => ({
      warning: await findWarningDays(ANYBODY, tx),
      workforceGroups: await findWorkforceGroups(ANYBODY, tx, today),
    }));
    return { ...this.describe(request, caller), ...settings };
  }

  /**
   * Signs in with the credentials in the body of the request, under a new session id.
   *
   * @throws DomainError `session.wrong-credentials`, `request.too-many` or `session.busy`
   */
  async signIn(request: Request, response: Response): Promise<Session> {
    await this.signIns.run(request, response);
    const session = await this.read(request);
    await saved(request);
    return session;
  }

  /** Ends this session and takes its cookie back. */
  async signOut(request: Request, response: Response): Promise<void> {
    const current = signedInSession(request);
    if (current === null) return;
    await this.signIns.noteSignOut(request, current.passport.user);
    await new Promise<void>((resolve, reject) => {
      current.destroy((error: unknown) => (error ? reject(error as Error) : resolve()));
    });
    const { name, ...options } = SESSION_COOKIE(this.configuration.publicUrl);
    response.clearCookie(name, options);
  }

  /** Counts as a sign of life, whatever the middleware found. */
  async extend(request: Request): Promise<Session> {
    const current = signedInSession(request);
    if (current !== null) current.seenAt = this.clock.now().getTime();
    await saved(request);
    return this.read(request);
  }

  /**
   * Acts for another agency in which the person has a membership open today.
   *
   * @throws DomainError `request.not-found` for any other agency, whether or not there is such a one.
   */
  async switchAgency(scope: PersonScope, request: Request, agencyId: number): Promise<Session> {
    const caller = await this.callers.of(request);
    const membership = caller?.memberships.find((open) => open.agencyId === agencyId);
    if (membership === undefined || caller?.personId !== scope.personId) {
      throw new DomainError('request.not-found', 'You have no open membership in that agency');
    }
    request.session.acting = actingThrough(membership);
    await saved(request);
    return this.read(request);
  }

  private describe(request: Request, caller: Caller | null): Omit<Session, 'warning' | 'workforceGroups'> {
    const offer = this.demonstrations.offer();
    const current = caller === null ? null : signedInSession(request);
    const ends = current === null ? null : endsOf(current);
    return {
      demonstration: this.configuration.demonstration,
      person: caller && { id: caller.personId, name: caller.name, email: caller.email },
      acting: caller?.acting ? actingAgency(caller.acting) : null,
      agencies: (caller?.memberships ?? []).map(actingAgency),
      roles: [...(caller?.roles ?? [])],
      permissions: [...(caller?.permissions ?? [])],
      idleEndsAt: ends && new Date(ends.idleEndsAt).toISOString(),
      absoluteEndsAt: ends && new Date(ends.absoluteEndsAt).toISOString(),
      demonstrationAccounts: [...offer.accounts],
      demonstrationPassphrase: offer.passphrase,
    };
  }
}

/**
 * Keeps what was changed in the session before the answer begins: express-session would do it between the headers
 * and the end of the body, too late for a page that asks again at once.
 */
function saved(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.save((error: unknown) => (error ? reject(error as Error) : resolve()));
  });
}

function actingAgency({ agencyId, agencyName, jobRole, membershipId }: OpenMembership): ActingAgency {
  return { agencyId, name: agencyName, jobRole, membershipId };
}
