import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../http/domain-error.js';
import { ACCESS, type CheckedRequest, type RouteAccess } from './access.js';
import { type Caller, scopeOf } from './caller.js';
import { Callers } from './callers.js';
import { NamedAgencies } from './named-agencies.js';
import type { SessionRequest } from './signed-in-session.js';

/** The header in which a page names the agency it was opened for. */
export const ACTING_AGENCY_HEADER = 'Acting-Agency';

/** Lets a request through to its route when its caller may, and makes the scope it will work in. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    private readonly agencies: NamedAgencies,
  ) {}

  /**
   * @throws DomainError `session.required`, `session.expired` or `session.access-ended` when nobody is signed in or
   * nobody any more, `access.denied` without the permission, `access.wrong-agency` for a write from a page of another agency, `request.not-found`
   * when the path names an agency that is not there.
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CheckedRequest & SessionRequest>();
    const access = this.reflector.get<RouteAccess | undefined>(ACCESS, context.getHandler());
    // The start refuses a route that declares nothing; this is for whatever got past it.
    if (access === undefined) throw new DomainError('access.denied', 'You do not have permission to do this');

    if (access.isPublic) {
      request.scope = { brand: 'PublicScope' };
      return true;
    }
    const caller = await this.callers.of(request);
    if (caller === null) throw signInFirst(request);

    const scope = access.anyOf.map((permission) => scopeOf(caller, permission)).find((made) => made !== null);
    if (scope === undefined) throw new DomainError('access.denied', 'You do not have permission to do this');
    refuseOtherAgency(request, caller);
    request.caller = caller;
    request.scope =
      access.inAgency === undefined
        ? scope
        : await this.agencies.enter(scope, String(request.params[access.inAgency] ?? ''));
    return true;
  }
}

function signInFirst({ hasEndedSession, accessEndedIn }: SessionRequest): DomainError {
  if (accessEndedIn !== undefined) {
    const sentence = `Your access to ${accessEndedIn} has ended. Sign in again to reach your own record`;
    return new DomainError('session.access-ended', sentence);
  }
  return hasEndedSession === true
    ? new DomainError(
        'session.expired',
        'You were signed out because you had not used the service for a while. Sign in again',
      )
    : new DomainError('session.required', 'Sign in to continue');
}

/** Two tabs share one session: a page still open for one agency must not write into the other. */
function refuseOtherAgency(request: CheckedRequest, caller: Caller): void {
  const named = request.get(ACTING_AGENCY_HEADER);
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
  if (isWrite && named !== undefined && named !== String(caller.acting?.agencyId ?? '')) {
    const sentence = 'You are now acting for another agency. Reload the page, or switch back, and try again';
    throw new DomainError('access.wrong-agency', sentence);
  }
}
