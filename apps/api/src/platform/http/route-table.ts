import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ANSWER, type Answer } from './answers.js';

/** A parameter of a route's method that takes something from the request. */
export interface RouteParameter {
  readonly kind: 'body' | 'query' | 'param' | 'headers' | 'custom' | 'other';
  /** The part it takes, such as `slug`; `undefined` for the whole. */
  readonly part: string | undefined;
  readonly hasSchema: boolean;
  /** What a custom decorator runs. */
  readonly factory: unknown;
}

/** One route as it is really served. */
export interface Route {
  readonly method: string;
  /** As Express reads it, with the prefix: `/api/learning/:module`. */
  readonly path: string;
  readonly controller: Type;
  /** Name of the method on the controller. */
  readonly name: string;
  readonly handler: (...args: never[]) => unknown;
  readonly answer: Answer | undefined;
  readonly parameters: readonly RouteParameter[];
}

/** Under which the whole API stands. */
export const PREFIX = 'api';

/** Numbers that Nest gives to the decorators of parameters (`RouteParamtypes`). */
const KINDS: Readonly<Record<string, RouteParameter['kind']>> = {
  '3': 'body',
  '4': 'query',
  '5': 'param',
  '6': 'headers',
};

/** Every route of the application, in the order of the modules. A route has one address and one method. */
export function routeTable(discovery: DiscoveryService): Route[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ instance, metatype }) => {
    const controller = metatype as Type;
    const prototype = Object.getPrototypeOf(instance) as object;
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = (prototype as Record<string, Route['handler']>)[name]!;
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      return [
        {
          method: RequestMethod[method],
          path: joinPath(PREFIX, pathOf(controller), pathOf(handler)),
          controller,
          name,
          handler,
          answer: Reflect.getMetadata(ANSWER, handler) as Answer | undefined,
          parameters: parametersOf(controller, name),
        },
      ];
    });
  });
}

const pathOf = (declared: object) => Reflect.getMetadata(PATH_METADATA, declared) as string;

/** Joins parts of a path, each with or without slashes at its ends. */
function joinPath(...parts: string[]): string {
  return `/${parts.flatMap((part) => part.split('/').filter(Boolean)).join('/')}`;
}

function parametersOf(controller: Type, name: string): RouteParameter[] {
  const metadata = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { data?: unknown; schema?: unknown; factory?: unknown }
  >;
  return Object.entries(metadata).map(([key, { data, schema, factory }]) => ({
    kind: factory === undefined ? (KINDS[key.split(':')[0]!] ?? 'other') : 'custom',
    part: typeof data === 'string' ? data : undefined,
    hasSchema: schema !== undefined,
    factory,
  }));
}
