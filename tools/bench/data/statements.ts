import { MODULES } from './data-plan.ts';

/** One step of the fill: the table it writes, and constant SQL that reads the plan from the temporary tables. */
export interface FillStatement {
  readonly table: string;
  readonly sql: string;
}

/**
 * What the rows are made of. `pg_temp.draw` gives a number from 0 to 1 that depends on the seed, on what it is drawn
 * for and on whom, and on nothing else: no `random()`, whose order would depend on the plan of a query.
 */
export const PREPARATION: readonly string[] = [
  `create function pg_temp.draw(seed bigint, salt int, number bigint) returns double precision
   language sql immutable parallel safe as $$
     select (hashint8extended(number, seed * 1000 + salt) & 1048575) / 1048576.0::double precision
   $$`,
  // uuid v7 as the application makes them: the instant first, so that they come in order. Numbers until the last step
  // and one immutable expression, so that PostgreSQL writes it into the statement: made of text it took ten times as long.
  `create function pg_temp.identity(seed bigint, salt int, number bigint, on_day date) returns uuid
   language sql immutable parallel safe as $$
     select encode(
       int8send(((on_day - date '1970-01-01') * 86400000::bigint + 36000000) * 65536 + 28672
         + (hashint8extended(number, seed * 1000 + salt) & 4095))
       || int8send((hashint8extended(number, seed * 1000 + salt + 500) & 4611686018427387903) - 9223372036854775807 - 1),
       'hex')::uuid
   $$`,
  `create temporary table plan on commit drop as
   select $1::bigint as seed, $2::int as people, $3::int as standings, $4::date as today`,
  // From the largest down; the largest has the id 2, because agency 1 is the partnership itself.
  `create temporary table agency_plan on commit drop as
   select rank::int + 1 as agency_id, size,
     (sum(size) over (order by rank) - size)::int as before,
     0.45 + 0.5 * pg_temp.draw(plan.seed, 1, rank) as diligence
   from plan, unnest($1::int[]) with ordinality as sizes(size, rank)`,
];

/** What the other statements read, once the reference tables are whole. Not temporary functions: they are big. */
const MEMBER_PLAN = `
  create temporary table member_plan on commit drop as
  with role as (
    select code, workforce_groups[1] as workforce_group, row_number() over (order by position, code) - 1 as number,
      count(*) over () as roles
    from job_role
  ), module_list as (
    select id, row_number() over (order by id) - 1 as number from module
  ), member as (
    select before + position as number, position, agency_id, diligence,
      (agency_id * 7 + floor(pg_temp.draw(seed, 2, before + position) * 12)::int) % (select max(roles) from role) as role_number,
      today - (case when position > 3 and pg_temp.draw(seed, 3, before + position) < 0.25
               then 5 + floor(pg_temp.draw(seed, 4, before + position) * 695)::int
               else 800 + floor(pg_temp.draw(seed, 4, before + position) * 2400)::int end) as from_on
    from plan, agency_plan, generate_series(1, size) as position
  )
  select member.number, member.position, member.agency_id, member.diligence, member.from_on,
    role.number as role_number, role.code as job_role, role.workforce_group,
    (member.position - 1) / 25 as team_number,
    pg_temp.identity(seed, 101, member.number, member.from_on) as person_id,
    pg_temp.identity(seed, 102, member.number, member.from_on) as membership_id,
    case when member.position > 3 and member.from_on < today - 300 and pg_temp.draw(seed, 5, member.number) < 0.04
      then today - 1 - floor(pg_temp.draw(seed, 6, member.number) * 280)::int end as to_on,
    (array['Amira','Ben','Chidi','Dana','Ewan','Farah','Gita','Hugh','Ines','Jo','Kofi','Lena','Mina','Niall','Olu','Priya',
      'Rhys','Sana','Tomasz','Una','Viktor','Wren','Yusuf','Zofia'])[1 + floor(pg_temp.draw(seed, 7, member.number) * 24)::int] as given_name,
    (array['Adeyemi','Barlow','Castell','Dunmore','Eastham','Farrow','Grantley','Hollins','Iqbal','Jardine','Kettle',
      'Lowther','Marwood','Norbury','Okafor','Penhale','Quill','Rowsell','Stanway','Thirlby','Underhay','Vance',
      'Wetherby','Yardley'])[1 + floor(pg_temp.draw(seed, 8, member.number) * 24)::int] as family_name
  from plan, member join role on role.number = member.role_number`;

/** Which module a rule asks of which job role: each role gets as many of the list as each person has standings. */
const DUTY_PLAN = `
  create temporary table duty_plan on commit drop as
  select role.number as role_number, role.code as job_role, module.id as module_id, module.number as module_number,
    plan.today - (30 + floor(pg_temp.draw(seed, 20, module.id) * 870)::int) as rule_from_on
  from plan,
    (select code, row_number() over (order by position, code) - 1 as number from job_role) role,
    (select id, row_number() over (order by id) - 1 as number from module) module
  where (module.number + role.number * 37) % ${MODULES} < plan.standings / plan.people`;

/** Every statement of the fill, in the order of the foreign keys. */
export const FILL: readonly FillStatement[] = [
  {
    table: 'agency',
    sql: `insert into agency (id, code, parent_id, kind, name, small, from_on)
      select agency_id, 'benchmark-' || lpad(agency_id::text, 3, '0'), 1,
        (array['local-authority','police','acute-trust','community-trust','school','school','school','charity',
          'housing','probation'])[1 + agency_id % 10],
        'Benchmark agency ' || lpad(agency_id::text, 3, '0') || ' (invented)', size < 10, plan.today - 4000
      from plan, agency_plan order by agency_id`,
  },
  {
    // Words of a real module under a name that says what it is: pages can show it, and nobody takes it for learning.
    table: 'module',
    sql: `insert into module (id, slug)
      select number, 'benchmark-module-' || number
      from generate_series((select max(id) + 1 from module), (select max(id) + ${MODULES} - count(*) from module)) as number`,
  },
  {
    table: 'module_version',
    sql: `insert into module_version (module_id, version, content, content_hash, change, note, published_at)
      select module.id, 1, made.content, encode(sha256(convert_to(made.content::text, 'UTF8')), 'hex'), 'first',
        'Benchmark data: the words of another module', plan.today - 1000
      from plan, module
      cross join lateral (
        select version.content || jsonb_build_object('id', module.id, 'slug', module.slug,
          'title', 'Benchmark module ' || lpad(module.id::text, 3, '0') || ' (no real content)') as content
        from module_version version order by version.module_id, version.version limit 1
      ) made
      where module.slug like 'benchmark-module-%' order by module.id`,
  },
  { table: '', sql: MEMBER_PLAN },
  { table: '', sql: DUTY_PLAN },
  { table: '', sql: 'analyze member_plan' },
  { table: '', sql: 'analyze duty_plan' },
  {
    table: 'person',
    sql: `insert into person (id, email_norm, name, created_at)
      select person_id, 'person-' || number || '@benchmark.example', given_name || ' ' || family_name, from_on
      from member_plan order by number`,
  },
  {
    table: 'team',
    sql: `insert into team (agency_id, id, name)
      select distinct agency_id, pg_temp.identity(seed, 103, agency_id * 10000 + team_number, today - 4000),
        'Team ' || lpad((team_number + 1)::text, 3, '0')
      from plan, member_plan order by 1, 3`,
  },
  {
    // The first of each team leads it; the first of all leads herself to nobody.
    table: 'membership',
    sql: `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
        work_email, job_role, workforce_group, team_id, manager_membership_id, from_on, to_on)
      select m.agency_id, m.membership_id, m.person_id, 'S' || lpad(m.number::text, 7, '0'), m.given_name, m.family_name,
        m.given_name || ' ' || m.family_name, lower(m.family_name || ' ' || m.given_name),
        'person-' || m.number || '@benchmark.example', m.job_role, m.workforce_group,
        pg_temp.identity(seed, 103, m.agency_id * 10000 + m.team_number, today - 4000),
        nullif(leader.membership_id, m.membership_id), m.from_on, m.to_on
      from plan, member_plan m
      join member_plan leader on leader.agency_id = m.agency_id and leader.team_number = m.team_number
        and leader.position % 25 = 1
      order by m.agency_id, m.membership_id`,
  },
  {
    table: 'membership_grant',
    sql: `insert into membership_grant (agency_id, membership_id, access_role, from_on)
      select agency_id, membership_id, 'line-manager', from_on from member_plan where position % 25 = 1
      union all
      select agency_id, membership_id, 'training-lead', from_on from member_plan where position = 1`,
  },
  {
    table: 'headcount',
    sql: `insert into headcount (agency_id, id, set_id, as_of_on, people, source)
      select agency_id, pg_temp.identity(seed, 104, agency_id, today - 60),
        pg_temp.identity(seed, 109, agency_id, today - 60), today - 60,
        size + 1 + size / 50, 'Benchmark data'
      from plan, agency_plan`,
  },
  {
    table: 'assignment',
    sql: `insert into assignment (agency_id, id, module_id, audience, due_within_days, refresh_months, from_on)
      select agency_id, pg_temp.identity(seed, 105, agency_id * 1000 + module_id, rule_from_on), module_id,
        jsonb_build_object('jobRoles', jsonb_agg(job_role order by job_role)), 90, 24, rule_from_on
      from plan, agency_plan, duty_plan
      where exists (select from member_plan m where m.agency_id = agency_plan.agency_id and m.job_role = duty_plan.job_role)
      group by seed, agency_id, module_id, rule_from_on`,
  },
  {
    // Member by member, in the order of the primary key, so that its index only ever grows at the end.
    table: 'standing',
    sql: `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on, expires_on,
        paused_until)
      select m.agency_id, m.membership_id, m.person_id, duty.module_id, lived.state, since.on_day + 90, lived.completed_on,
        (lived.completed_on + interval '24 months')::date - 1,
        case when lived.state = 3 then m.today + 20 + floor(drawn.when_done * 180)::int end
      from (select member_plan.*, plan.seed, plan.today, least(coalesce(to_on, plan.today), plan.today - 1) as last_day
            from plan, member_plan order by agency_id, membership_id) m
      join lateral (select duty_plan.* from duty_plan where duty_plan.role_number = m.role_number order by module_id) duty on true
      cross join lateral (
        select pg_temp.draw(m.seed, 30, m.number * 1000 + duty.module_id) as whether,
          pg_temp.draw(m.seed, 31, m.number * 1000 + duty.module_id) as when_done,
          pg_temp.draw(m.seed, 32, m.number * 1000 + duty.module_id) as else_what
      ) drawn
      cross join lateral (select greatest(m.from_on, duty.rule_from_on) as on_day) since
      cross join lateral (select since.on_day + 1 + floor(power(drawn.when_done, 1.4) * 150)::int as on_day) done
      cross join lateral (
        select case when drawn.whether < m.diligence and done.on_day <= m.last_day then done.on_day end as completed_on,
          (case when drawn.whether < m.diligence and done.on_day <= m.last_day then 2
             when drawn.else_what < 0.02 then 3 when drawn.else_what < 0.3 and m.to_on is null then 1 else 0 end)::smallint as state
      ) lived`,
  },
  { table: '', sql: 'analyze standing' },
  {
    // The latest completion of every duty done; in the largest agency the two of the years before as well, so that an
    // export of more than a million rows exists.
    table: 'agency_completion',
    sql: `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version,
        completed_on, minutes, source, certificate_number, valid_until, recorded_at)
      select s.agency_id, s.membership_id,
        pg_temp.identity(seed, 106, m.number::bigint * 10000 + s.module_id * 10 + round, done.on_day),
        s.person_id, s.module_id, 1, done.on_day, 12 + (m.number + s.module_id * 7) % 25,
        case when done.on_day < m.from_on then 'recognised' else 'platform' end,
        upper(substr(md5(seed || 'certificate' || (m.number::bigint * 10000 + s.module_id * 10 + round)), 1, 20)),
        (done.on_day + interval '24 months')::date - 1, done.on_day + time '10:00'
      from plan, standing s
      join member_plan m on m.membership_id = s.membership_id
      cross join generate_series(0, case when s.agency_id = 2 then 2 else 0 end) as round
      cross join lateral (select s.completed_on - 365 * round as on_day) done
      where s.completed_on is not null`,
  },
];

/** One officer of the partnership, who may see its board and its jobs. */
export const OFFICER: readonly FillStatement[] = [
  {
    table: 'person',
    sql: `insert into person (id, email_norm, name, created_at)
      select pg_temp.identity(seed, 107, 0, today - 1000), 'officer@benchmark.example', 'Benchmark Officer', today - 1000
      from plan`,
  },
  {
    table: 'membership',
    sql: `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
        job_role, from_on)
      select 1, pg_temp.identity(seed, 108, 0, today - 1000), pg_temp.identity(seed, 107, 0, today - 1000), 'P1',
        'Benchmark', 'Officer', 'Benchmark Officer', 'officer benchmark', 'strategic-lead', today - 1000
      from plan`,
  },
  {
    table: 'membership_grant',
    sql: `insert into membership_grant (agency_id, membership_id, access_role, from_on)
      select 1, pg_temp.identity(seed, 108, 0, today - 1000), role, today - 1000
      from plan, unnest(array['partnership-officer', 'administrator']) as role`,
  },
];

/** Each of the last 24 months with what was required today and a part of what is done: more from month to month. */
export const HISTORY = `
  insert into agency_month (agency_id, dimension, key, month, required, done, in_progress, not_started, overdue, due_soon,
    expiring, expired, paused, counted_on)
  select c.agency_id, c.dimension, c.key, (date_trunc('month', head.day) - make_interval(months => 24 - number))::date,
    c.required, past.done, c.in_progress, c.not_started, c.required - past.done - c.in_progress - c.not_started - c.paused,
    c.due_soon, (c.expiring::bigint * past.done / greatest(c.done, 1))::int, 0, c.paused,
    (date_trunc('month', head.day) - make_interval(months => 23 - number))::date
  from agency_count c
  join agency_count_head head on head.agency_id = c.agency_id
  cross join generate_series(0, 23) as number
  cross join lateral (select c.done * (24 + number) / 48 as done) past`;
