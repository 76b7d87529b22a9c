import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Permission } from '@learning-reviews/contracts/permission';
import type { Scope as AnyScope } from '@learning-reviews/domain/access/scope';
import type { Request } from 'express';
import type { Caller } from './caller.js';

/** Who may call a route: anybody, or a signed-in person with one of the permissions named. */
export type RouteAccess =
  | { readonly isPublic: true }
  | {
      readonly isPublic: false;
      readonly anyOf: Permission[];
      /** Part of the path that names the agency to work in, when it is not the acting one. */
      readonly inAgency?: string;
    };

/** Where a route's `RouteAccess` is kept. A route without one stops the start. */
export const ACCESS = 'learning-reviews:access';

/** What the access guard leaves on the request for the controllers. */
export interface CheckedRequest extends Request {
  /** Whose data this request may touch. */
  scope?: AnyScope;
  /** Who asks; absent when nobody is signed in. */
  caller?: Caller;
}

/** Declares a route that anybody may call. Its scope is a `PublicScope`. */
export const Public = () => SetMetadata(ACCESS, { isPublic: true } satisfies RouteAccess);

/**
 * Declares the permission a route needs. With several, any of them opens it, and the first that the caller
 * holds decides how far the scope reaches: name the widest first.
 */
export const Requires = (...anyOf: [Permission, ...Permission[]]) =>
  SetMetadata(ACCESS, { isPublic: false, anyOf } satisfies RouteAccess);

/**
 * Declares a route of the partnership's administrators that works in the agency its path names. The permission is
 * held where the caller acts; the scope is an `AgencyScope` of the agency named, in which they are an administrator and
 * nothing else. An agency that is not there is 404.
 *
 * @param part Part of the path with the agency's number, such as `agencyId`.
 */
export const RequiresInAgency = (permission: 'agency.administer', part: string) =>
  SetMetadata(ACCESS, { isPublic: false, anyOf: [permission], inAgency: part } satisfies RouteAccess);

/**
 * Gives a controller the scope that the guard made for this request: an `AgencyScope` for `agency.…`
 * permissions, a `PartnershipScope` for `partnership.…`, a `PublicScope` for public routes, else a `PersonScope`.
 */
export const Scope = createParamDecorator((_data: unknown, context: ExecutionContext): AnyScope => {
  const { scope } = context.switchToHttp().getRequest<CheckedRequest>();
  if (scope === undefined) throw new Error('A route without a scope was reached');
  return scope;
});

/** Gives a controller who asks, with all their memberships and permissions; `undefined` when nobody is signed in. */
export const Asking = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<CheckedRequest>().caller,
);
