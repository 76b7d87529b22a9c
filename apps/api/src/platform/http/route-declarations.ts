import { ACCESS, type RouteAccess } from '../access/access.js';
import { readSubmission, WITHOUT_KEY } from '../idempotency/submission.js';
import type { Route } from './route-table.js';

/** Who may call a route, as it declares; `undefined` when it does not say. */
export const accessOf = ({ handler }: Route) =>
  Reflect.getMetadata(ACCESS, handler) as RouteAccess | undefined;

/** What each route fails to declare, one sentence each; empty when the API is whole. */
export function missingDeclarations(routes: readonly Route[]): string[] {
  return routes.flatMap((route) => {
    const name = `${route.method} ${route.path}`;
    return [
      accessOf(route) === undefined && `${name} says neither @Public() nor @Requires(…)`,
      route.answer === undefined &&
        `${name} says not what it answers: @Answers(…), @AnswersNothing() or @AnswersFile(…)`,
      !hasSchemas(route) && `${name} takes a parameter without a schema`,
      !isKeyed(route) && `${name} takes no @Submitted() and says not why: @WithoutKey(…)`,
    ].filter((sentence) => sentence !== false);
  });
}

const CHECKED_KINDS = ['body', 'query', 'param', 'headers'];

const hasSchemas = ({ parameters }: Route) =>
  parameters.every(({ kind, hasSchema }) => hasSchema || !CHECKED_KINDS.includes(kind));

function isKeyed(route: Route): boolean {
  if (route.method !== 'POST' || accessOf(route)?.isPublic === true) return true;
  return (
    route.parameters.some(({ factory }) => factory === readSubmission) ||
    Reflect.getMetadata(WITHOUT_KEY, route.handler) !== undefined
  );
}
