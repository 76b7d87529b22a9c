import { databaseFault } from '../http/database-fault.js';

/** An error as it may be logged. */
export interface LoggedError {
  readonly type: string;
  /** Absent for the database's errors: their messages quote the values of rows. */
  readonly message?: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  /** Where in the code, without the first line, which repeats the message. */
  readonly stack: string;
}

/** What may be kept of an error: enough to find the fault, nothing of the person it happened to. */
export function errorWithoutValues(thrown: unknown): LoggedError {
  // pino-http serializes once before it asks us; the error itself is then under `raw`.
  const error = (thrown as { raw?: unknown } | null)?.raw ?? thrown;
  if (!(error instanceof Error)) return { type: typeof error, stack: '' };
  const { code, constraint, table } = databaseFault(error);
  const isOfDatabase = 'driverError' in error || /^[0-9A-Z]{5}$/.test(code ?? '');
  return {
    type: error.name,
    ...(isOfDatabase ? {} : { message: error.message }),
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
    stack: framesOf(error),
  };
}

const framesOf = (error: Error) =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
