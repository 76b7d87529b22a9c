import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type JobHandler, kindHandledBy } from './handles-job.js';
import type { JobKind } from './job-kind.js';

/** A kind of job and what does it. */
export interface HandledKind {
  readonly kind: JobKind<object>;
  readonly handle: JobHandler<object>;
}

/** Finds the methods marked with `@HandlesJob`, in every feature. */
@Injectable()
export class JobHandlers {
  private found: readonly HandledKind[] | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /**
   * Every kind of job there is, by name.
   *
   * @throws Error when two methods handle one kind.
   */
  all(): readonly HandledKind[] {
    return (this.found ??= this.find());
  }

  private find(): HandledKind[] {
    const found = new Map<string, HandledKind>();
    for (const wrapper of this.discovery.getProviders()) {
      const instance: unknown = wrapper.isDependencyTreeStatic() ? wrapper.instance : undefined;
      if (typeof instance !== 'object' || instance === null) continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown> | null;
      if (prototype === null || prototype === Object.prototype) continue;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const kind = kindHandledBy(prototype[name]);
        if (kind === undefined) continue;
        if (found.has(kind.name)) throw new Error(`Two methods handle ${kind.name}`);
        const method = prototype[name] as JobHandler<object>;
        found.set(kind.name, { kind, handle: (data, signal) => method.call(instance, data, signal) });
      }
    }
    return [...found.values()].sort((a, b) => a.kind.name.localeCompare(b.kind.name));
  }
}
