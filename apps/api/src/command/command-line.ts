import type { Writable } from 'node:stream';
import { ERROR_STATUS } from '@learning-reviews/contracts/error.contract';
import { Command, CommanderError } from 'commander';
import { ConfigurationError } from '../platform/config/configuration-error.js';
import { MigrationStopped } from '../platform/database/migrate.js';
import { isDatabaseAway } from '../platform/http/database-fault.js';
import { DomainError } from '../platform/http/domain-error.js';
import {
  type OperatorCommand,
  type Outcome,
  ServiceAway,
  WrongCall,
  type Workplace,
} from './operator-command.js';

/** How a command ends: its exit codes. */
export const EXIT = {
  done: 0,
  /** Something was found to be wrong, or a rule refused what was asked. */
  wrong: 1,
  /** The call or a setting is wrong, and nothing was done. */
  wrongCall: 2,
  /** The database is away, or a fault of ours. */
  away: 3,
  /** Ctrl-C, as shells count it. */
  stopped: 130,
} as const;

/** What the command line is typed at. */
export interface Terminal {
  readonly output: Writable;
  readonly errors: Writable;
  readonly signal: AbortSignal;
}

/** The services, once a command needs them. */
export interface Services extends Pick<Workplace, 'get'> {
  close(): Promise<void>;
}

const CODES = `
Ends with 0 when it is done, 1 when something was found wrong or refused, 2 when the
call is wrong, 3 when the database is away, 130 when it was stopped.`;

/**
 * Runs what was typed.
 *
 * @param words What follows the program's name.
 * @param open  Opens the services. A call for help, or a wrong one, needs none.
 * @returns The exit code, one of `EXIT`.
 */
export async function runCommandLine(
  words: readonly string[],
  commands: readonly OperatorCommand[],
  terminal: Terminal,
  open: () => Promise<Services>,
): Promise<number> {
  let code: number = EXIT.done;
  const program = programOf(commands, terminal, async (command, options) => {
    code = await runOne(command, options, terminal, open);
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    if (words.includes('--json')) printProblem(terminal, 'call.wrong', error.message.replace(/^error: /, ''));
    return EXIT.wrongCall;
  }
}

type Run = (command: OperatorCommand, options: Readonly<Record<string, unknown>>) => Promise<void>;

/** What is typed, as commander knows it. */
function programOf(commands: readonly OperatorCommand[], terminal: Terminal, run: Run): Command {
  const program = configured(new Command('npm run cli --'), terminal)
    .description('Does for an operator what no page does.')
    .option('--json', 'print one JSON document for programs; words for people go to standard error')
    .addHelpText('after', CODES);
  for (const command of commands) {
    const [first, second] = command.name;
    const parent = second === undefined ? program : groupOf(program, first);
    const one = parent
      .command(second ?? first)
      .summary(command.summary)
      .description(command.description);
    command.declare(one);
    const calls = command.examples.map((words) => `  npm run -s cli -- ${command.name.join(' ')} ${words}`);
    one.addHelpText('after', `\nExamples:\n${calls.map((call) => call.trimEnd()).join('\n')}`);
    one.action(() => run(command, one.optsWithGlobals()));
  }
  return program;
}

/** Settings that commander hands on to every command below. */
function configured(program: Command, { output, errors }: Terminal): Command {
  return program
    .exitOverride()
    .helpCommand(false)
    .helpOption('-h, --help', 'show this')
    .configureHelp({ showGlobalOptions: true, helpWidth: 90 })
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void errors.write(text),
      outputError: (text, write) =>
        write(text.replace(/^error: (.)/, (_, letter: string) => letter.toUpperCase())),
    });
}

/** The command that holds `agency list` and its like. */
function groupOf(program: Command, name: string): Command {
  return (
    program.commands.find((known) => known.name() === name) ??
    program.command(name).summary(GROUPS[name] ?? '')
  );
}

const GROUPS: Readonly<Record<string, string>> = {
  administrator: 'people who administer the whole site',
  agency: 'the agencies of the partnership',
  audit: 'the record of who did what',
};

async function runOne(
  command: OperatorCommand,
  options: Readonly<Record<string, unknown>>,
  terminal: Terminal,
  open: () => Promise<Services>,
): Promise<number> {
  const isJson = options['json'] === true;
  const say = (line: string) => void terminal.errors.write(`${line}\n`);
  let services: Services | undefined;
  try {
    services = await open();
    const { signal, output } = terminal;
    const opened = services;
    const place: Workplace = { get: (service) => opened.get(service), signal, output, say };
    signal.throwIfAborted();
    const outcome = await command.run(place, options);
    print(outcome, isJson, terminal);
    return outcome.isWrong === true ? EXIT.wrong : EXIT.done;
  } catch (error) {
    const { exit, code, sentence } = terminal.signal.aborted ? STOPPED : problemOf(error);
    say(sentence);
    if (isJson) printProblem(terminal, code, sentence);
    return exit;
  } finally {
    await services?.close().catch(() => undefined);
  }
}

function print({ document, lines, hasWritten = false }: Outcome, isJson: boolean, terminal: Terminal): void {
  if (isJson) terminal.output.write(`${JSON.stringify(document, null, 2)}\n`);
  else for (const line of lines) (hasWritten ? terminal.errors : terminal.output).write(`${line}\n`);
}

function printProblem({ output }: Terminal, code: string, message: string): void {
  output.write(`${JSON.stringify({ problem: { code, message } }, null, 2)}\n`);
}

interface Problem {
  readonly exit: number;
  /** For programs. */
  readonly code: string;
  readonly sentence: string;
}

const STOPPED: Problem = { exit: EXIT.stopped, code: 'stopped', sentence: 'Stopped.' };

function problemOf(error: unknown): Problem {
  if (error instanceof WrongCall)
    return { exit: EXIT.wrongCall, code: 'call.wrong', sentence: error.message };
  if (error instanceof ConfigurationError)
    return { exit: EXIT.wrongCall, code: 'setting.wrong', sentence: error.message };
  if (error instanceof ServiceAway || error instanceof MigrationStopped)
    return { exit: EXIT.away, code: 'service.unavailable', sentence: error.message };
  if (error instanceof DomainError) return refusalOf(error);
  if (isDatabaseAway(error)) {
    const sentence = 'The database is away or too busy. Nothing half done was kept; try again in a moment.';
    return { exit: EXIT.away, code: 'service.unavailable', sentence };
  }
  const sentence = (error as Error).stack ?? String(error);
  return { exit: EXIT.away, code: 'service.fault', sentence };
}

/** What a rule refused; a field that is not right is a wrong call. */
function refusalOf({ code, message, detail }: DomainError): Problem {
  const fields = (detail.errors ?? []).map((field) => `${field.field}: ${field.message}`);
  const sentence = [message, ...fields].join('\n');
  if (ERROR_STATUS[code] >= 500) return { exit: EXIT.away, code, sentence };
  return { exit: code === 'request.invalid' ? EXIT.wrongCall : EXIT.wrong, code, sentence };
}
