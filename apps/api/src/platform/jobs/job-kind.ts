/** When a kind of job comes up by itself. */
export interface JobSchedule {
  /** Five fields, as cron has them: `5 0 * * *` is five past midnight. */
  readonly cron: string;
  /** IANA name of the zone whose clock the fields are of, so that five past midnight stays so in summer. */
  readonly timeZone: string;
  /** Whether it also runs once whenever a process that runs jobs starts. */
  readonly atStart?: boolean;
}

/**
 * How many jobs of a kind may wait or run at once for one `singletonKey`: any number · one waiting · one running ·
 * one waiting and one running · one in all. What is one too many is not sent, and nobody is told.
 */
export type JobPolicy = 'standard' | 'short' | 'singleton' | 'stately' | 'exclusive';

/** How jobs of a kind are treated. Times are whole seconds. */
export interface JobSettings {
  readonly policy: JobPolicy;
  /** Tries after the first; then the job is failed and stays so until somebody has it retried. */
  readonly retryLimit: number;
  /** Before the first retry; doubled, with some chance, before each further one. */
  readonly retryDelay: number;
  /** The longest wait between two tries. */
  readonly retryDelayMax: number;
  /** How long one try may take before its signal is aborted and the job is given to somebody else. */
  readonly expireInSeconds: number;
  /** How many of them one process runs at once. */
  readonly atOnce: number;
  readonly schedule?: JobSchedule;
}

declare const carried: unique symbol;

/** A kind of job: its name, such as `email.send`, how it is treated, and what its jobs carry. */
export interface JobKind<Data extends object> extends JobSettings {
  readonly name: string;
  /** There for the compiler only: ties sender and handler to one form of data. */
  readonly [carried]?: Data;
}

/** Nine tries in about two hours: longer than a restart or a short outage, shorter than a working day. */
const USUAL: JobSettings = {
  policy: 'standard',
  retryLimit: 8,
  retryDelay: 5,
  retryDelayMax: 1_800,
  expireInSeconds: 900,
  atOnce: 1,
};

/**
 * Names a kind of job, for its senders and its one handler.
 *
 * @param name     Feature and verb, such as `report.fold`. It is stored: a new name is a new kind.
 * @param settings What differs from the usual treatment.
 * @throws RangeError when the name is not of that form.
 */
export function jobKind<Data extends object>(
  name: string,
  settings: Partial<JobSettings> = {},
): JobKind<Data> {
  if (!/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(name))
    throw new RangeError(`Not the name of a job: "${name}"`);
  return { ...USUAL, ...settings, name };
}
