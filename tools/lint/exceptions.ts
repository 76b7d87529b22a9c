/** One named exception to one of our rules. */
export interface Exception {
  /** Full name of the rule, such as `learning-reviews/scope-first`. */
  readonly rule: string;
  /** Path from the root of the checkout; a folder ends in `**`. */
  readonly file: string;
  /** The methods it is about; without them it is the whole file. Only `scope-first` knows methods. */
  readonly names?: readonly string[];
  /** Why the rule does not fit here. */
  readonly why: string;
}

/** Every place where one of our rules does not hold, each with its reason. Nothing is switched off anywhere else. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'learning-reviews/no-sql-interpolation',
    file: 'apps/api/migrations/**',
    why: 'DDL takes no parameters, and what a migration puts together is written in the migration itself.',
  },
  {
    rule: 'learning-reviews/no-sql-interpolation',
    file: 'tools/embedded-postgres/logins.ts',
    why: 'Making a login or a database takes no parameters; names and passwords go through the driver’s escapes.',
  },
  {
    rule: 'learning-reviews/no-sql-interpolation',
    file: 'apps/api/src/platform/database/export-database.ts',
    why: 'COPY takes no parameters. Its select is a constant of the caller; values travel as export settings.',
  },
  {
    rule: 'learning-reviews/scope-first',
    file: 'apps/api/src/session/session.service.ts',
    names: ['read', 'signIn', 'signOut', 'extend'],
    why: 'Here it is found out who is asking; whose data they may touch follows from it.',
  },
  {
    rule: 'learning-reviews/scope-first',
    file: 'apps/api/src/session/sign-in.service.ts',
    names: ['run', 'noteSignOut'],
    why: 'Nobody is signed in yet, or no longer; it touches the schema access and a definer function only.',
  },
  {
    rule: 'learning-reviews/scope-first',
    file: 'apps/api/src/demonstration/demonstration.service.ts',
    names: ['offer', 'refuses'],
    why: 'It answers from the configuration and touches no data.',
  },
  {
    rule: 'learning-reviews/no-sql-interpolation',
    file: 'tools/bench/product.ts',
    why: 'ALTER SYSTEM takes no parameters; both values are constants of the file.',
  },
  {
    rule: '@nx/enforce-module-boundaries',
    file: 'libs/content/check.ts',
    why: 'A program beside the library’s sources; Node finds those by the package’s name only.',
  },
];
