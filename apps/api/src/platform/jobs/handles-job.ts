import type { JobKind } from './job-kind.js';

/** Does one job. It may be called again with the same data, and must then change nothing more. */
export type JobHandler<Data extends object> = (data: Data, signal: AbortSignal) => Promise<void>;

const handled = new WeakMap<object, JobKind<object>>();

/**
 * Marks the method of an injectable (in a `*.jobs.ts`) that does the jobs of a kind. It gets what was sent, opens its
 * own `JobScope` from it, and should give up soon after the signal is aborted, which happens when the process
 * stops, when the job has taken too long, and when it is somebody else's by now. A job whose handler throws is
 * tried again later.
 */
export function HandlesJob<Data extends object>(kind: JobKind<Data>) {
  return (
    _target: object,
    _method: string | symbol,
    { value }: { readonly value?: JobHandler<Data> },
  ): void => {
    if (value !== undefined) handled.set(value, kind as JobKind<object>);
  };
}

/** The kind a method was marked with; `undefined` when it was not. */
export function kindHandledBy(method: unknown): JobKind<object> | undefined {
  return typeof method === 'function' ? handled.get(method) : undefined;
}
