import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isEmailAddress } from '@learning-reviews/domain/email/email-address';
import { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';
import { secretFromFile } from './secret-file.js';

/** How much is written to the log; `silent` writes nothing. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that may differ between two installations, read once at the start. */
export abstract class Configuration {
  /** TCP port; 0 takes any free one, for tests. */
  abstract readonly port: number;
  /** Origin under which browsers see the site, without a slash at the end: `https://learning.example`. */
  abstract readonly publicUrl: string;
  /** Absolute path of the folder for keys and generated files. */
  abstract readonly dataDir: string;
  /** Where the app's own login connects. */
  abstract readonly databaseUrl: string;
  /** Where the login that migrates and makes roles connects. */
  abstract readonly migrationDatabaseUrl: string;
  /** Signs session cookies. */
  abstract readonly sessionSecret: string;
  /** 32 bytes that encrypt reflections (AES-256-GCM). Losing them loses every reflection. */
  abstract readonly reflectionKey: Buffer;
  /** Whether this installation holds invented people; only then may a demonstration account sign in. */
  abstract readonly demonstration: boolean;
  /** Whether this process runs jobs and seals the audit log; where a worker does, the API need not. */
  abstract readonly runJobs: boolean;
  /** The mail server: `smtp` (encrypted where it offers that) or `smtps`, user and passphrase in it; `null` keeps mail as files. */
  abstract readonly smtpUrl: string | null;
  /** Whom mail is from: a bare address, or a name and one in angle brackets. */
  abstract readonly emailFrom: string;
  /** Absolute path of the built web app. Where there is none, as behind a web server, the API stands alone. */
  abstract readonly webDir: string;
  abstract readonly logLevel: LogLevel;
}

const REFLECTION_KEY_BYTES = 32;
const SECRET_LENGTH = 32;

/** Empty means unset: compose files and CI pass empty strings for what nobody chose. */
const unset = (value: unknown) => (value === '' ? undefined : value);
const setting = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(unset, schema);

const yesOrNo = (name: string) => setting(z.enum(['yes', 'no'], `${name} must be yes or no`).optional());

/** Reads an origin: scheme, host and port, nothing after them. */
const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin =
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    url.search + url.hash + url.username + url.password === '';
  if (isOrigin) return url.origin;
  context.addIssue('PUBLIC_URL must be an address without a path, such as https://learning.example');
  return z.NEVER;
});

const databaseAddress = (name: string) => {
  const sentence = `${name} must be a PostgreSQL address, such as postgres://user:secret@host:5432/name`;
  return z.string(sentence).regex(/^postgres(ql)?:\/\/\S+$/, sentence);
};

const settings = z.object({
  PORT: setting(z.string().default('3000')).transform((text, context) => {
    const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
    if (port <= 65_535) return port;
    context.addIssue('PORT must be a whole number from 0 to 65535');
    return z.NEVER;
  }),
  PUBLIC_URL: setting(origin.optional()),
  DATA_DIR: setting(z.string().default('.data')).transform((path) => resolve(path)),
  DATABASE_URL: setting(databaseAddress('DATABASE_URL')),
  MIGRATION_DATABASE_URL: setting(databaseAddress('MIGRATION_DATABASE_URL').optional()),
  SESSION_SECRET: setting(
    z.string().min(SECRET_LENGTH, `SESSION_SECRET must be ${SECRET_LENGTH} characters or more`).optional(),
  ),
  REFLECTION_KEY: setting(
    z
      .string()
      .regex(
        /^([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)$/,
        'REFLECTION_KEY must be 32 bytes, written as 64 hexadecimal characters or as base64',
      )
      .optional(),
  ),
  DEMO_DATA: yesOrNo('DEMO_DATA'),
  EMBEDDED_DATABASE: yesOrNo('EMBEDDED_DATABASE'),
  RUN_JOBS: yesOrNo('RUN_JOBS'),
  SMTP_URL: setting(
    z
      .string()
      .refine(
        (text) => /^smtps?:$/.test(URL.parse(text)?.protocol ?? '') && URL.parse(text)?.hostname !== '',
        'SMTP_URL must be the address of a mail server, such as smtps://user:secret@mail.example:465',
      )
      .optional(),
  ),
  EMAIL_FROM: setting(
    z
      .string()
      .refine(
        (text) => isEmailAddress(/^[^<>\p{Cc}"]*<([^<>]+)>$/u.exec(text)?.[1] ?? text),
        'EMAIL_FROM must be an address, such as Learning Reviews <learning@partnership.example>',
      )
      .optional(),
  ),
  WEB_DIR: setting(
    z
      .string()
      .refine(
        (path) => existsSync(join(path, 'index.html')),
        'WEB_DIR must be a folder that holds the built web app',
      )
      .default('apps/web/dist/browser'),
  ).transform((path) => resolve(path)),
  LOG_LEVEL: setting(z.enum(LOG_LEVELS, `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`).default('info')),
});

/**
 * Reads the configuration from the environment, making and keeping in `DATA_DIR` the secrets it does not give.
 * Demonstration data is the rule for the embedded database and needs `DEMO_DATA=yes` anywhere else.
 *
 * @throws ConfigurationError naming the first variable that is wrong.
 */
export function readConfiguration(env: NodeJS.ProcessEnv): Configuration {
  const read = settings.safeParse(env);
  if (!read.success) throw new ConfigurationError(read.error.issues[0]!.message);
  const given = read.data;
  if (given.SMTP_URL !== undefined && given.EMAIL_FROM === undefined) {
    throw new ConfigurationError('EMAIL_FROM must be set with SMTP_URL: mail has to be from somebody');
  }

  return {
    port: given.PORT,
    publicUrl: given.PUBLIC_URL ?? `http://localhost:${given.PORT}`,
    dataDir: given.DATA_DIR,
    databaseUrl: given.DATABASE_URL,
    migrationDatabaseUrl: given.MIGRATION_DATABASE_URL ?? given.DATABASE_URL,
    sessionSecret:
      given.SESSION_SECRET ?? secretFromFile(given.DATA_DIR, 'session-secret', SECRET_LENGTH).toString('hex'),
    reflectionKey:
      given.REFLECTION_KEY === undefined
        ? secretFromFile(given.DATA_DIR, 'reflection-key', REFLECTION_KEY_BYTES)
        : Buffer.from(given.REFLECTION_KEY, given.REFLECTION_KEY.endsWith('=') ? 'base64' : 'hex'),
    demonstration:
      given.DEMO_DATA === undefined ? given.EMBEDDED_DATABASE === 'yes' : given.DEMO_DATA === 'yes',
    runJobs: given.RUN_JOBS !== 'no',
    smtpUrl: given.SMTP_URL ?? null,
    emailFrom: given.EMAIL_FROM ?? 'Learning Reviews <no-reply@localhost>',
    webDir: given.WEB_DIR,
    logLevel: given.LOG_LEVEL,
  };
}
