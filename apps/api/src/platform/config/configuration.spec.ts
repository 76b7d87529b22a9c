import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from './configuration.js';

const DATABASE_URL = 'postgres://app:secret@127.0.0.1:5432/learning';

describe('readConfiguration', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'configuration-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const read = (env: NodeJS.ProcessEnv = {}) => readConfiguration({ DATA_DIR: folder, DATABASE_URL, ...env });

  it('needs only a database', () => {
    expect(read()).toMatchObject({
      port: 3000,
      publicUrl: 'http://localhost:3000',
      migrationDatabaseUrl: DATABASE_URL,
      demonstration: false,
      logLevel: 'info',
    });
  });

  it.each([
    ['PORT', 'eighty', 'PORT must be a whole number from 0 to 65535'],
    ['PORT', '65536', 'PORT must be a whole number from 0 to 65535'],
    ['PORT', '-1', 'PORT must be a whole number from 0 to 65535'],
    [
      'PUBLIC_URL',
      'learning.example',
      'PUBLIC_URL must be an address without a path, such as https://learning.example',
    ],
    [
      'PUBLIC_URL',
      'ftp://learning.example',
      'PUBLIC_URL must be an address without a path, such as https://learning.example',
    ],
    [
      'PUBLIC_URL',
      'https://learning.example/app',
      'PUBLIC_URL must be an address without a path, such as https://learning.example',
    ],
    [
      'DATABASE_URL',
      '',
      'DATABASE_URL must be a PostgreSQL address, such as postgres://user:secret@host:5432/name',
    ],
    [
      'DATABASE_URL',
      'mysql://host/name',
      'DATABASE_URL must be a PostgreSQL address, such as postgres://user:secret@host:5432/name',
    ],
    [
      'MIGRATION_DATABASE_URL',
      'host',
      'MIGRATION_DATABASE_URL must be a PostgreSQL address, such as postgres://user:secret@host:5432/name',
    ],
    ['SESSION_SECRET', 'too short', 'SESSION_SECRET must be 32 characters or more'],
    [
      'REFLECTION_KEY',
      'abc',
      'REFLECTION_KEY must be 32 bytes, written as 64 hexadecimal characters or as base64',
    ],
    ['DEMO_DATA', 'true', 'DEMO_DATA must be yes or no'],
    ['EMBEDDED_DATABASE', '1', 'EMBEDDED_DATABASE must be yes or no'],
    ['RUN_JOBS', 'never', 'RUN_JOBS must be yes or no'],
    ['SMTP_URL', 'mail.example', 'SMTP_URL must be the address of a mail server'],
    ['SMTP_URL', 'https://mail.example', 'SMTP_URL must be the address of a mail server'],
    ['SMTP_URL', 'smtp://', 'SMTP_URL must be the address of a mail server'],
    ['SMTP_URL', 'smtp://mail.example', 'EMAIL_FROM must be set with SMTP_URL'],
    ['EMAIL_FROM', 'Learning Reviews', 'EMAIL_FROM must be an address'],
    ['EMAIL_FROM', 'Learning <a@b.example>\r\nBcc: c@d.example', 'EMAIL_FROM must be an address'],
    ['WEB_DIR', '/nowhere', 'WEB_DIR must be a folder that holds the built web app'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent'],
  ])('stops the start when %s is "%s"', (name, value, sentence) => {
    expect(() => read({ [name]: value })).toThrow(sentence);
  });

  it('stops the start when DATA_DIR is no folder that can be written', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(() => read({ DATA_DIR: file })).toThrow(/^DATA_DIR /);
  });

  it.each([
    [{}, false],
    [{ EMBEDDED_DATABASE: 'yes' }, true],
    [{ EMBEDDED_DATABASE: 'yes', DEMO_DATA: 'no' }, false],
    [{ DEMO_DATA: 'yes' }, true],
  ])('with %j, says that demonstration is %s', (env, expected) => {
    expect(read(env).demonstration).toBe(expected);
  });

  it('runs jobs and keeps mail as files unless told otherwise', () => {
    expect(read()).toMatchObject({ runJobs: true, smtpUrl: null });
    const mail = {
      SMTP_URL: 'smtps://user:p%40ss@mail.example:465',
      EMAIL_FROM: 'Learning <learning@b.example>',
    };
    expect(read({ ...mail, RUN_JOBS: 'no' })).toMatchObject({
      runJobs: false,
      smtpUrl: mail.SMTP_URL,
      emailFrom: mail.EMAIL_FROM,
    });
  });

  it('keeps the secrets it makes, for their owner alone', () => {
    const [first, second] = [read(), read()];
    expect(second.sessionSecret).toBe(first.sessionSecret);
    expect(second.reflectionKey).toEqual(first.reflectionKey);
    expect(first.reflectionKey).toHaveLength(32);
    expect(readdirSync(folder).sort()).toEqual(['reflection-key', 'session-secret']);
    expect(statSync(join(folder, 'reflection-key')).mode & 0o777).toBe(0o600);
  });

  it('reads a reflection key written either way', () => {
    const key = Buffer.alloc(32, 7);
    expect(read({ REFLECTION_KEY: key.toString('hex') }).reflectionKey).toEqual(key);
    expect(read({ REFLECTION_KEY: key.toString('base64') }).reflectionKey).toEqual(key);
  });

  it('stops rather than replace a damaged key: what it encrypted would be lost', () => {
    writeFileSync(join(folder, 'reflection-key'), 'cut sho');
    expect(() => read()).toThrow(/^DATA_DIR .* damaged/);
  });
});
