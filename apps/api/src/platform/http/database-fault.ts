/** What a driver's error says of itself; every part may be absent. */
export interface DatabaseFault {
  /** SQLSTATE, or the system's code of a broken connection. */
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  readonly table: string | undefined;
}

/** SQLSTATEs, by their beginning, after which the same request may well succeed. */
const PASSING_STATES = [
  '08', // connection exceptions
  '57P', // shut down, crash recovery, cannot connect now
  '53', // out of connections, memory or disk
  '40001', // serialization failure
  '40P01', // deadlock
  '55P03', // lock not available in time
  '57014', // statement cancelled by its time limit
  '25P03', // idle in transaction for too long
];
const BROKEN_CONNECTIONS = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
];

/** The sentences of pg and pg-pool that carry no code. */
const LOST_CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout|The server does not support SSL|Driver not Connected)/;

/** The driver's own error inside TypeORM's, or the error itself. */
function driverError(error: unknown): Record<string, unknown> {
  if (typeof error !== 'object' || error === null) return {};
  const inner = (error as { driverError?: unknown }).driverError;
  return (typeof inner === 'object' && inner !== null ? inner : error) as Record<string, unknown>;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Reads what the database driver said, without the values that its message may quote. */
export function databaseFault(error: unknown): DatabaseFault {
  const { code, constraint, table } = driverError(error);
  return { code: text(code), constraint: text(constraint), table: text(table) };
}

/** Whether the database was away or too busy, so that trying again in a moment is the right advice. */
export function isDatabaseAway(error: unknown): boolean {
  const inner = driverError(error);
  const parts = inner['errors'];
  // Node gathers the failures of IPv4 and IPv6 in one AggregateError.
  if (Array.isArray(parts)) return parts.some(isDatabaseAway);
  const code = text(inner['code']);
  if (code !== undefined) {
    const isState = /^[0-9A-Z]{5}$/.test(code) && PASSING_STATES.some((start) => code.startsWith(start));
    return isState || (BROKEN_CONNECTIONS.includes(code) && text(inner['syscall']) !== 'open');
  }
  return LOST_CONNECTION.test(text(inner['message']) ?? '');
}
