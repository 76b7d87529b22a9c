import { databaseFault } from '../http/database-fault.js';
import { errorWithoutValues } from '../logging/error-without-values.js';

/**
 * A fault that a handler describes itself, in words an administrator reads. They name no person and quote nothing
 * that somebody else's system said.
 */
export class JobFault extends Error {
  override readonly name = 'JobFault';
}

/** What is kept of a job that failed. No message but our own: those of drivers and servers quote names and addresses. */
export interface JobFailure {
  /** What went wrong, as far as it may be told: `JobFault`, `QueryFailedError`, `Stopped`. */
  readonly type: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  /** Words of a `JobFault`. */
  readonly message?: string;
}

/** The process stopped before the job was done. */
export const STOPPED: JobFailure = { type: 'Stopped' };
/** The try took longer than its kind allows. */
export const TOOK_TOO_LONG: JobFailure = { type: 'TookTooLong' };

/** What may be kept of what a handler threw. */
export function jobFailure(thrown: unknown): JobFailure {
  const { code, constraint, table } = databaseFault(thrown);
  return {
    type: errorWithoutValues(thrown).type,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
    ...(thrown instanceof JobFault ? { message: thrown.message } : {}),
  };
}
