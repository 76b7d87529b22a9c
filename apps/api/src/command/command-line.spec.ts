import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { ConfigurationError } from '../platform/config/configuration-error.js';
import { MigrationStopped } from '../platform/database/migrate.js';
import { DomainError } from '../platform/http/domain-error.js';
import { runCommandLine } from './command-line.js';
import { COMMANDS } from './commands.js';
import { type OperatorCommand, type Outcome, ServiceAway, WrongCall } from './operator-command.js';

/** What was printed, and how it ended. */
interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
  readonly opened: number;
  readonly closed: number;
}

async function run(words: readonly string[], commands = COMMANDS, stopped = false): Promise<Ended> {
  const texts = { output: '', errors: '' };
  const into = (name: keyof typeof texts) =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        texts[name] += chunk.toString();
        done();
      },
    });
  const stopping = new AbortController();
  if (stopped) stopping.abort();
  let [opened, closed] = [0, 0];
  const code = await runCommandLine(
    words,
    commands,
    { output: into('output'), errors: into('errors'), signal: stopping.signal },
    () => {
      opened += 1;
      return Promise.resolve({
        get: () => {
          throw new Error('Not in this test');
        },
        close: () => Promise.resolve(void (closed += 1)),
      });
    },
  );
  return { code, ...texts, opened, closed };
}

/** A command `try` that ends as it is told to. */
const trying = (work: OperatorCommand['run']): OperatorCommand[] => [
  {
    name: ['try'],
    summary: 'tries',
    description: 'Tries.',
    examples: [''],
    declare: (command) => void command.option('--agency <code>', 'one agency'),
    run: work,
  },
];
const answering = (outcome: Partial<Outcome>) =>
  trying(() => Promise.resolve({ document: { rows: 3 }, lines: ['3 rows'], ...outcome }));

const NAMES = COMMANDS.map(({ name }) => name.join(' '));
const GROUPS = new Set(
  COMMANDS.flatMap(({ name: [group, second] }) => (second === undefined ? [] : [group])),
);

describe('--help', () => {
  it.each(['', ...GROUPS, ...NAMES])('of "%s" is as it was agreed, and needs no database', async (name) => {
    const words = name.split(' ').filter((word) => word !== '');
    const { code, output, errors, opened } = await run([...words, '--help']);
    const file = join(__dirname, 'golden', `${['help', ...words].join('-')}.golden.txt`);
    if (process.env['RENEW'] === 'yes') writeFileSync(file, output);
    expect(output).toBe(readFileSync(file, 'utf8'));
    expect({ code, errors, opened }).toEqual({ code: 0, errors: '', opened: 0 });
  });

  it.each(COMMANDS.map((command) => [command.name.join(' '), command] as const))(
    'of %s has an example that can be called',
    async (_name, command) => {
      for (const example of command.examples) {
        const [words = ''] = example.split(' | ');
        let isCalled = false;
        const noted = {
          ...command,
          run: () => {
            isCalled = true;
            return Promise.resolve({ document: {}, lines: [] });
          },
        };
        const typed = [...command.name, ...words.split(' ').filter((word) => word !== '')];
        const { code, errors } = await run(typed, [noted]);
        expect({ example, code, errors, isCalled }).toEqual({ example, code: 0, errors: '', isCalled: true });
      }
    },
  );
});

describe('a wrong call', () => {
  it.each([
    [
      'an unknown option',
      ['recompute', '--agenzy', 'x'],
      "Unknown option '--agenzy'\n(Did you mean --agency?)\n",
    ],
    ['an unknown command', ['recompuet'], "Unknown command 'recompuet'\n(Did you mean recompute?)\n"],
    ['an unknown word in a group', ['audit', 'verfy'], "Unknown command 'verfy'\n(Did you mean verify?)\n"],
    [
      'a word too many',
      ['recompute', 'now'],
      "Too many arguments for 'recompute'. Expected 0 arguments but got 1.\n",
    ],
    [
      'a missing option',
      ['export', '--kind', 'summary'],
      "Required option '--agency <code>' not specified\n",
    ],
    ['an option without its value', ['recompute', '--agency'], "Option '--agency <code>' argument missing\n"],
  ])('with %s ends with 2, says what is wrong, and opens nothing', async (_what, words, sentence) => {
    const { code, output, errors, opened } = await run(words);
    expect({ code, output, errors, opened }).toEqual({ code: 2, output: '', errors: sentence, opened: 0 });
  });

  it('without a command shows the commands on standard error', async () => {
    const { code, output, errors } = await run([]);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain('Commands:');
  });

  it('with --json is told to the program too', async () => {
    const { code, output, errors } = await run(['recompute', '--json', '--agenzy']);
    expect(code).toBe(2);
    expect(JSON.parse(output)).toEqual({
      problem: { code: 'call.wrong', message: "unknown option '--agenzy'\n(Did you mean --agency?)" },
    });
    expect(errors).toMatch(/^Unknown option/);
  });
});

describe('a command', () => {
  it('prints its lines, ends with 0 and closes the services', async () => {
    expect(await run(['try'], answering({}))).toEqual({
      code: 0,
      output: '3 rows\n',
      errors: '',
      opened: 1,
      closed: 1,
    });
  });

  it.each([[['try', '--json']], [['--json', 'try']]])(
    'prints one document and nothing else for %j',
    async (words) => {
      const { output, errors } = await run(words, answering({}));
      expect(output).toBe('{\n  "rows": 3\n}\n');
      expect(errors).toBe('');
    },
  );

  it('ends with 1 when it found something wrong', async () => {
    expect(await run(['try'], answering({ isWrong: true }))).toMatchObject({ code: 1, output: '3 rows\n' });
  });

  it('says its words beside a file on standard output on standard error', async () => {
    expect(await run(['try'], answering({ hasWritten: true }))).toMatchObject({
      output: '',
      errors: '3 rows\n',
    });
  });

  it('gets its options', async () => {
    const seen = trying((_place, options) => Promise.resolve({ document: { ...options }, lines: [] }));
    const { output } = await run(['try', '--agency', 'southmoor', '--json'], seen);
    expect(JSON.parse(output)).toEqual({ agency: 'southmoor', json: true });
  });

  const FIELD = { errors: [{ field: 'team', message: 'There is no such team' }] };
  it.each([
    [2, 'call.wrong', 'the call turns out to be wrong', new WrongCall('There is no agency "x".')],
    [2, 'setting.wrong', 'a setting is wrong', new ConfigurationError('PORT must be a whole number')],
    [
      2,
      'request.invalid',
      'a field is not right',
      new DomainError('request.invalid', 'Some is not right', FIELD),
    ],
    [1, 'export.too-long', 'a rule refuses it', new DomainError('export.too-long', 'A workbook holds fewer')],
    [3, 'export.busy', 'the service has no time', new DomainError('export.busy', 'Try again in a minute')],
    [3, 'service.unavailable', 'there is no database', new ServiceAway('There is no database yet.')],
    [
      3,
      'service.unavailable',
      'the database is older',
      new MigrationStopped('The database is not up to date.'),
    ],
    [3, 'service.unavailable', 'the database goes away', Object.assign(new Error(), { code: '57P01' })],
    [3, 'service.fault', 'it has a fault', new TypeError('x is not a function')],
  ])('ends with %d and %s when %s', async (code, problem, _when, error) => {
    const ended = await run(
      ['try', '--json'],
      trying(() => Promise.reject(error)),
    );
    expect({ code: ended.code, closed: ended.closed }).toEqual({ code, closed: 1 });
    expect(JSON.parse(ended.output)).toMatchObject({ problem: { code: problem } });
    expect(ended.errors).not.toBe('');
  });

  it('names each field that is not right', async () => {
    const error = new DomainError('request.invalid', 'Some is not right', FIELD);
    const { errors } = await run(
      ['try'],
      trying(() => Promise.reject(error)),
    );
    expect(errors).toBe('Some is not right\nteam: There is no such team\n');
  });

  it('ends with 130 when it was stopped, whatever failed with it', async () => {
    const failing = trying(() => Promise.reject(new Error('broken off')));
    expect(await run(['try'], failing, true)).toMatchObject({ code: 130, errors: 'Stopped.\n', closed: 1 });
  });
});
