import type { Writable } from 'node:stream';
import type { Type } from '@nestjs/common';
import type { Command } from 'commander';

/** What came of a command. */
export interface Outcome {
  /** For programs: what `--json` prints. */
  readonly document: Readonly<Record<string, unknown>>;
  /** For people: what is printed otherwise, one a line. */
  readonly lines: readonly string[];
  /** Whether something was found to be wrong, which ends the command with code 1. */
  readonly isWrong?: boolean;
  /** Whether the command has written a file to standard output: its words then go to standard error. */
  readonly hasWritten?: boolean;
}

/** What a command has to work with. */
export interface Workplace {
  /** One of the services of the modules. */
  get<Service>(service: Type<Service>): Service;
  /** Aborted by Ctrl-C, and when a supervisor asks the command to end. */
  readonly signal: AbortSignal;
  /** Standard output, for a command that writes a file there. */
  readonly output: Writable;
  /** Tells the person at the terminal how far it is, on standard error. */
  say(line: string): void;
}

/** One command of the command line. */
export interface OperatorCommand {
  /** As it is typed: one word, or a group and a word. */
  readonly name: readonly [string] | readonly [string, string];
  /** One line of the list of commands. */
  readonly summary: string;
  /** What it does and what it leaves alone, as its own `--help` says it. */
  readonly description: string;
  /** What follows its name, in calls that can be copied. */
  readonly examples: readonly string[];
  /** Declares its options; whatever it does not declare is a wrong call. */
  declare(command: Command): void;
  /**
   * Does the work.
   *
   * @param options As declared and parsed, together with `json`.
   * @throws WrongCall, DomainError, or the driver's error while the database is away.
   */
  run(place: Workplace, options: Readonly<Record<string, unknown>>): Promise<Outcome>;
}

/** The call itself is wrong: its message says in one sentence how to mend it. Code 2. */
export class WrongCall extends Error {
  override readonly name = 'WrongCall';
}

/** What a command needs is not there: its message says in one sentence what to do. Code 3. */
export class ServiceAway extends Error {
  override readonly name = 'ServiceAway';
}
