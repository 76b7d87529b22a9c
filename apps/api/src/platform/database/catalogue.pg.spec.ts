import { APP_ROLES, DEFINER_ROLE } from './roles.js';
import { tablesOf, WRITTEN_REFERENCE_TABLES } from './testing/catalogue.js';
import { createTestDatabase, type TestDatabase } from './testing/test-database.js';

// What the catalogue says of the second wall (docs/data.md, test A3). It looks at every table there is, so a new
// one is held to the same rules without being named here.

let db: TestDatabase;
beforeAll(async () => (db = await createTestDatabase()));
afterAll(() => db.close());

/** First column of each row, sorted. */
async function list(sql: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await db.superuser.query<Record<string, string>>(sql, values);
  return rows.map((row) => Object.values(row).join(' ')).sort();
}

/** Without a grant of its own a function may be called by PUBLIC. */
const RIGHTS_TO_CALL = `aclexplode(coalesce(p.proacl, acldefault('f', p.proowner)))`;
const OURS = `n.nspname !~ '^(pg_|information_schema$)'`;
/** What we wrote ourselves: the job queue's tables are pg-boss's, with its names and its rules. */
const OWN = `n.nspname in ('access', 'public')`;

describe('the catalogue', () => {
  it('holds only the schemas that were thought about', async () => {
    expect(await list(`select nspname from pg_namespace n where ${OURS}`)).toEqual([
      'access',
      'pgboss',
      'public',
    ]);
  });

  it('has row-level security enabled and forced on every tenant and person table, and on what is written for all', async () => {
    const tables = await tablesOf(db.superuser);
    const owned = tables.filter((table) => table.kind === 'tenant' || table.kind === 'person');
    expect(owned.length).toBeGreaterThanOrEqual(22);
    expect(owned.filter((table) => !table.isEnabled || !table.isForced).map((table) => table.name)).toEqual(
      [],
    );
    const others = tables.filter((table) => !owned.includes(table) && table.isEnabled && table.isForced);
    expect(others.map(({ name }) => name)).toEqual(WRITTEN_REFERENCE_TABLES);
    expect(tables.filter((table) => table.isEnabled !== table.isForced)).toEqual([]);
    // A table with neither column would be nobody's, and no policy could say who may see it.
    expect(
      owned.filter((table) => !table.columns.includes(table.ownerColumn!)).map(({ name }) => name),
    ).toEqual([]);
  });

  it('has at most one policy for each role, table and command', async () => {
    const twice = await list(`
      select c.relname, r.rolname, cmd.cmd from pg_policy p
      join pg_class c on c.oid = p.polrelid
      cross join unnest(p.polroles) as role(oid) join pg_roles r on r.oid = role.oid
      cross join unnest(case p.polcmd when '*' then array['r','a','w','d'] else array[p.polcmd::text] end) as cmd(cmd)
      group by 1, 2, 3 having count(*) > 1`);
    expect(twice).toEqual([]);
  });

  it('has no policy for PUBLIC, for the owner, or for a role that is not ours', async () => {
    const named = await list(`
      select distinct coalesce(r.rolname, 'public') from pg_policy p
      cross join unnest(p.polroles) as role(oid) left join pg_roles r on r.oid = role.oid`);
    // lr_public by what everybody reads of agencies alone: the next test says what is open.
    expect(named).toEqual(['lr_agency', 'lr_board', 'lr_definer', 'lr_job', 'lr_person', 'lr_public']);
  });

  it('lets only the definer role past the keys, and only to read; and everybody read which agencies there are', async () => {
    const open = await list(`
        select c.relname || ' ' || r.rolname || ' ' || p.polcmd::text from pg_policy p
        join pg_class c on c.oid = p.polrelid
        cross join unnest(p.polroles) as role(oid) join pg_roles r on r.oid = role.oid
        where pg_get_expr(p.polqual, p.polrelid) = 'true' or pg_get_expr(p.polwithcheck, p.polrelid) = 'true'`);
    const readers = ['lr_agency', 'lr_board', 'lr_definer', 'lr_job', 'lr_person', 'lr_public'];
    const ofReference = WRITTEN_REFERENCE_TABLES.flatMap((table) =>
      readers.map((role) => `${table} ${role} r`),
    );
    expect(open.filter((line) => ofReference.includes(line))).toEqual(ofReference);
    expect(open.filter((line) => !ofReference.includes(line))).toEqual([
      'audit_unsealed lr_definer r',
      'certificate lr_definer r',
      'completion lr_definer r',
      'completion_correction lr_definer r',
      'membership lr_definer r',
      'membership_grant lr_definer r',
      'person lr_definer r',
      'retention_announcement lr_definer r',
      'standing_delta lr_definer r',
      'unwanted_mail lr_definer r',
    ]);
  });

  it('compares keys with settings in every other policy, and calls no function of ours there', async () => {
    const strange = await list(`
      select c.relname || ': ' || pg_get_expr(p.polqual, p.polrelid) from pg_policy p
      join pg_class c on c.oid = p.polrelid
      where pg_get_expr(p.polqual, p.polrelid) <> 'true'
        and pg_get_expr(p.polqual, p.polrelid) !~ 'current_setting\\(''app\\.(agency_id|person_id|actor_id|moves_from)''::text, true\\)'`);
    // A job may delete old keys and old answers, of whomever, and nothing younger; the definer role, people whom nobody has
    // proved to be. The others are reached through the person's own memberships, whose policy does the comparing.
    expect(strange.map((line) => line.split(':')[0]).sort()).toEqual([
      'answer',
      'attempt',
      'duty_fault',
      'idempotency',
      'import_change',
      'import_leaver',
      'import_row',
      'membership_grant',
      'nudge',
      'person',
      'team',
    ]);
    expect(strange.find((line) => line.startsWith('person'))).toContain('(email_verified_at IS NULL)');
    expect(strange.find((line) => line.startsWith('idempotency'))).toContain(
      "(now() - '24:00:00'::interval)",
    );
    expect(
      await list(`
        select c.relname, f.proname from pg_policy p join pg_class c on c.oid = p.polrelid
        join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_proc'::regclass
        join pg_proc f on f.oid = d.refobjid`),
    ).toEqual([]);
  });

  it('shows views as their reader sees the tables, and keeps no materialised view', async () => {
    const views = await list(`
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${OURS} and (c.relkind = 'm' or c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false))`);
    expect(views).toEqual([]);
  });

  it('has no role of ours that is a superuser, passes row-level security, makes roles or logs in', async () => {
    const strong = await list(
      `select rolname from pg_roles where rolname = any($1)
       and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin)`,
      [[...APP_ROLES, DEFINER_ROLE]],
    );
    expect(strong).toEqual([]);
    expect(
      await list(
        `select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = any($1)`,
        [[...APP_ROLES, DEFINER_ROLE]],
      ),
    ).toEqual([]);
  });

  it("gives the app's login no right of its own and no way to the definer role", async () => {
    const login = new URL(db.appUrl).username;
    expect(
      await list(
        `select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         cross join unnest(array['select','insert','update','delete','truncate','references','trigger']) as right_(name)
         where ${OURS} and c.relkind = 'r' and exists (select from aclexplode(c.relacl) a
           where a.privilege_type = upper(right_.name) and a.grantee in (0, $1::regrole))`,
        [login],
      ),
    ).toEqual([]);
    expect(await list(`select pg_has_role($1, $2, 'member')::text`, [login, DEFINER_ROLE])).toEqual([
      'false',
    ]);
    expect(await list('select rolinherit::text from pg_roles where rolname = $1', [login])).toEqual([
      'false',
    ]);
  });

  it('has the closed list of definer functions, owned by lr_definer, with a fixed search path', async () => {
    expect(
      await list(`
        select p.proname || ' ' || r.rolname || ' ' || array_to_string(p.proconfig, ';') from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
        where p.prosecdef and ${OURS}`),
    ).toEqual(
      [
        'agencies_with_standing_deltas',
        'agencies_with_unsealed_audit',
        'agency_sizes',
        'announced_deletions',
        'certificate_for_verification',
        'certificate_was_erased',
        'completions_to_recognise',
        'correct_completion',
        'erase_own_record',
        'find_or_add_people',
        'mail_unwanted_by',
        'members_of_addresses',
        'merge_accounts',
        'person_for_sign_in',
        'person_to_write_to',
        'record_imported_learning',
        'remove_unused_people',
        'send_job',
        'undo_account_merge',
      ].map((name) => `${name} lr_definer search_path=pg_catalog, public, pg_temp`),
    );
    expect(
      await list(`
        select p.proname || ' ' || coalesce(g.rolname, 'public') from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace cross join ${RIGHTS_TO_CALL} a
        left join pg_roles g on g.oid = a.grantee
        where p.prosecdef and ${OURS} and a.grantee <> p.proowner`),
    ).toEqual([
      'agencies_with_standing_deltas lr_job',
      'agencies_with_unsealed_audit lr_job',
      'agency_sizes lr_agency',
      'announced_deletions lr_agency',
      'certificate_for_verification lr_public',
      'certificate_was_erased lr_public',
      'completions_to_recognise lr_agency',
      'completions_to_recognise lr_job',
      'correct_completion lr_agency',
      'erase_own_record lr_person',
      'find_or_add_people lr_agency',
      'find_or_add_people lr_job',
      'mail_unwanted_by lr_job',
      'members_of_addresses lr_job',
      'merge_accounts lr_person',
      'person_for_sign_in lr_public',
      'person_to_write_to lr_job',
      'record_imported_learning lr_job',
      'remove_unused_people lr_agency',
      'remove_unused_people lr_job',
      'send_job lr_agency',
      'send_job lr_board',
      'send_job lr_job',
      'send_job lr_person',
      'undo_account_merge lr_person',
    ]);
  });

  it('lets PUBLIC call no function of ours', async () => {
    expect(
      await list(`
        select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        cross join ${RIGHTS_TO_CALL} a
        where ${OURS} and a.grantee = 0
          and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`),
    ).toEqual([]);
  });

  it('writes nothing about people with the roles that only read', async () => {
    const grants = (role: string) =>
      list(
        `select distinct c.relname || ' ' || lower(a.privilege_type) from pg_class c
         join pg_namespace n on n.oid = c.relnamespace cross join aclexplode(c.relacl) a
         where ${OURS} and c.relkind in ('r', 'p') and a.grantee = $1::regrole and a.privilege_type <> 'SELECT'`,
        [role],
      );
    expect(await grants('lr_public')).toEqual([]);
    expect(await grants('lr_board')).toEqual(['idempotency delete', 'idempotency insert']);
    // Each by policy, or for a trigger that may ask and never gets: people whom nobody has proved to be, corrections in the
    // acting agency's name, CPD an agency vouches for, the acting person's own erased, and which rows moved in a joining.
    expect(await grants('lr_definer')).toEqual([
      'account_merge delete',
      'account_merge insert',
      'account_merge_proof delete',
      'account_merge_row delete',
      'account_merge_row insert',
      'answer delete',
      'attempt delete',
      'attempt_event delete',
      'certificate delete',
      'completion delete',
      'completion_correction delete',
      'completion_correction insert',
      'cpd_entry delete',
      'cpd_entry insert',
      'credential delete',
      'email_message delete',
      'erased_certificate insert',
      'idempotency delete',
      'import_change delete',
      'import_row delete',
      'job insert',
      'passphrase_link delete',
      'person delete',
      'person_registration delete',
      'reflection delete',
      'session delete',
      'sign_in_event insert',
      'standing_delta insert',
      'unwanted_mail delete',
    ]);
  });

  it('lets lr_board read published figures and reference only', async () => {
    const tables = await tablesOf(db.superuser);
    const readable = await list(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where ${OURS} and c.relkind = 'r' and has_table_privilege('lr_board', c.oid, 'select')`,
    );
    const reference = tables.filter((table) => table.kind === 'reference').map((table) => table.name);
    expect(readable).toEqual([...reference, 'board_cell', 'board_month', 'idempotency'].sort());
  });

  it('lets lr_access into its own schema only, and nobody into it or the job queue but one role', async () => {
    expect(
      await list(
        `
        select r.rolname || ' ' || n.nspname from pg_namespace n cross join pg_roles r
        where ${OURS} and r.rolname = any($1) and has_schema_privilege(r.rolname, n.oid, 'usage')`,
        [[...APP_ROLES, DEFINER_ROLE]],
      ),
    ).toEqual([
      'lr_access access',
      'lr_agency public',
      'lr_board public',
      // To end what opens an erased record: it reads no session and no passphrase.
      'lr_definer access',
      // To send, through send_job: it reads no job.
      'lr_definer pgboss',
      'lr_definer public',
      'lr_job pgboss',
      'lr_job public',
      'lr_person public',
      'lr_public public',
    ]);
  });

  it('explains every table', async () => {
    expect(
      await list(`
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where ${OWN} and c.relkind = 'r' and c.relname <> 'migration' and obj_description(c.oid, 'pg_class') is null`),
    ).toEqual([]);
  });

  it('names every constraint and index by its kind', async () => {
    expect(
      await list(`
        select c.relname, con.conname from pg_constraint con join pg_class c on c.oid = con.conrelid
        join pg_namespace n on n.oid = c.relnamespace
        where ${OWN} and c.relname <> 'migration' and con.contype in ('p', 'u', 'f', 'c', 'x')
          and con.conname !~ ('^' || case con.contype when 'p' then 'pk' when 'u' then 'uq' when 'f' then 'fk'
            when 'x' then 'ex' else 'ck' end || '_' || c.relname)`),
    ).toEqual([]);
    expect(
      await list(`
        select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
        join pg_namespace n on n.oid = t.relnamespace
        where ${OWN} and t.relname <> 'migration' and i.relname !~ '^(pk|uq|ix|ex)_'`),
    ).toEqual([]);
  });
});

describe('the keys of tenant tables', () => {
  /** Indexes that do not begin with the agency, each with its reason. */
  const EXEMPT_INDEXES = ['ix_membership_person'];

  it('begin with agency_id: every primary key, unique key, exclusion and index but the exempt one', async () => {
    const tenants = (await tablesOf(db.superuser))
      .filter((table) => table.kind === 'tenant')
      .map(({ name }) => name);
    expect(tenants).toContain('standing');
    expect(
      await list(
        `select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
         where t.relname = any($1) and pg_get_indexdef(x.indexrelid, 1, false) <> 'agency_id'`,
        [tenants],
      ),
    ).toEqual(EXEMPT_INDEXES);
  });

  it('begin with agency_id on both sides of every foreign key from tenant to tenant', async () => {
    const tenants = (await tablesOf(db.superuser))
      .filter((table) => table.kind === 'tenant')
      .map(({ name }) => name);
    const keys = await list(
      `select con.conname || ' ' || a.attname || ' ' || b.attname from pg_constraint con
       join pg_class t on t.oid = con.conrelid join pg_class u on u.oid = con.confrelid
       join pg_attribute a on a.attrelid = t.oid and a.attnum = con.conkey[1]
       join pg_attribute b on b.attrelid = u.oid and b.attnum = con.confkey[1]
       where con.contype = 'f' and t.relname = any($1) and u.relname = any($1)`,
      [tenants],
    );
    expect(keys.length).toBeGreaterThanOrEqual(5);
    expect(keys.filter((key) => !key.endsWith(' agency_id agency_id'))).toEqual([]);
  });

  it('never point into a table of a person, except at the person', async () => {
    const tables = await tablesOf(db.superuser);
    const names = (kind: string) => tables.filter((table) => table.kind === kind).map(({ name }) => name);
    expect(
      await list(
        `select distinct u.relname from pg_constraint con join pg_class t on t.oid = con.conrelid
         join pg_class u on u.oid = con.confrelid
         where con.contype = 'f' and t.relname = any($1) and u.relname = any($2)`,
        [names('tenant'), names('person')],
      ),
    ).toEqual(['person']);
  });

  it('never cascade: what is deleted is deleted by name', async () => {
    expect(
      await list(
        `select conname from pg_constraint con join pg_namespace n on n.oid = con.connamespace
         where ${OWN} and contype = 'f' and (confdeltype <> 'a' or confupdtype <> 'a')`,
      ),
    ).toEqual([]);
  });
});
