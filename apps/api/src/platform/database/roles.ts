import type { ClientBase } from 'pg';

/**
 * The roles that the app's login takes on, one transaction at a time. None can log in; none is superuser
 * or may bypass row-level security. (docs/data.md, "The second wall")
 */
export const APP_ROLES = ['lr_agency', 'lr_person', 'lr_public', 'lr_access', 'lr_job', 'lr_board'] as const;

/** Owns the closed list of definer functions; only the migration login may take it on. */
export const DEFINER_ROLE = 'lr_definer';

/** A role of the app's login. */
export type AppRole = (typeof APP_ROLES)[number];

/** What one login is and may do, as the catalogue says. */
export interface Login {
  readonly name: string;
  readonly isSuperuser: boolean;
  readonly bypassesRowSecurity: boolean;
  readonly canCreateRoles: boolean;
  /** Whether it has its roles' rights without taking them on; on such a login a forgotten scope is not refused. */
  readonly inherits: boolean;
}

/**
 * The SQL that an administrator runs once for a server whose migration login may not make roles.
 * `docker/roles.sql` is this text; a spec compares them.
 */
export function rolesSql(): string {
  const all = [...APP_ROLES, DEFINER_ROLE];
  return `-- The roles of Learning Reviews. Run once for each server, as a superuser or a login with CREATEROLE:
--   psql --file roles.sql
-- Then give both logins a passphrase (\\password lr_app, \\password lr_owner), make lr_owner the owner of the
-- database, and set DATABASE_URL to lr_app and MIGRATION_DATABASE_URL to lr_owner.

-- Taken on by the app for one transaction at a time. None can log in, and none may pass row-level security.
${all.map((role) => `create role ${role} nologin nosuperuser nobypassrls nocreaterole nocreatedb;`).join('\n')}

-- The app's login has no rights of its own: whatever forgets to take on a role is refused.
create role lr_app login noinherit nosuperuser nobypassrls nocreaterole nocreatedb;
grant ${APP_ROLES.join(', ')} to lr_app;

-- The migration login owns the tables, and hands the definer functions to ${DEFINER_ROLE}.
create role lr_owner login nosuperuser nobypassrls nocreaterole nocreatedb;
grant ${DEFINER_ROLE} to lr_owner;
`;
}

/** What the catalogue says of the login this connection is made with. */
export async function loginOf(client: ClientBase): Promise<Login> {
  const { rows } = await client.query<Login>(
    `select rolname as name, rolsuper as "isSuperuser", rolbypassrls as "bypassesRowSecurity",
       rolcreaterole as "canCreateRoles", rolinherit as inherits
     from pg_roles where rolname = session_user`,
  );
  return rows[0]!;
}

/**
 * Makes the roles that are missing and grants them, as far as the migration login may.
 *
 * @param client   A connection of the migration login.
 * @param appLogin Name of the app's login.
 * @returns What is still missing, in words; empty when all is in place.
 */
export async function ensureRoles(client: ClientBase, appLogin: string): Promise<string[]> {
  const login = await loginOf(client);
  const mayMake = login.isSuperuser || login.canCreateRoles;

  const missing = await missingOf(client, login, appLogin);
  if (missing.length === 0 || !mayMake) return missing.map((step) => step.inWords);
  // Two instances that start at once would both find the role missing. Roles belong to the server, so one
  // of them meets the other's row whatever database the lock is in; trying again is then enough.
  for (const step of missing) await client.query(step.sql).catch(ignoreMadeMeanwhile);
  return (await missingOf(client, login, appLogin)).map((step) => step.inWords);
}

interface Step {
  readonly inWords: string;
  readonly sql: string;
}

async function missingOf(client: ClientBase, login: Login, appLogin: string): Promise<Step[]> {
  const steps: Step[] = [];
  const { rows } = await client.query<{ name: string }>(
    'select rolname as name from pg_roles where rolname = any($1)',
    [[...APP_ROLES, DEFINER_ROLE]],
  );
  const existing = new Set(rows.map((row) => row.name));
  for (const role of [...APP_ROLES, DEFINER_ROLE]) {
    if (existing.has(role)) continue;
    steps.push({
      inWords: `the role ${role} does not exist`,
      sql: `create role ${role} nologin nosuperuser nobypassrls nocreaterole nocreatedb`,
    });
  }
  const grants = [
    ...APP_ROLES.map((role) => [role, appLogin] as const),
    ...(login.isSuperuser ? [] : [[DEFINER_ROLE, login.name] as const]),
  ];
  for (const [role, member] of grants) {
    if (existing.has(role) && (await mayTakeOn(client, member, role))) continue;
    steps.push({
      inWords: `${role} is not granted to ${member}`,
      sql: `grant ${role} to ${client.escapeIdentifier(member)}`,
    });
  }
  return steps;
}

/** Whether a login may SET ROLE; from PostgreSQL 16 on a grant may be made without that right. */
async function mayTakeOn(client: ClientBase, member: string, role: string): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `select case when current_setting('server_version_num')::int >= 160000
       then pg_has_role($1, $2, 'SET') else pg_has_role($1, $2, 'MEMBER') end as may`,
    [member, role],
  );
  return rows[0]!.may;
}

function ignoreMadeMeanwhile(error: { code?: string }): void {
  // duplicate_object, unique_violation, internal "tuple concurrently updated", insufficient_privilege:
  // what is still missing afterwards is reported by name.
  if (!['42710', '23505', 'XX000', '42501'].includes(error.code ?? '')) throw error;
}
