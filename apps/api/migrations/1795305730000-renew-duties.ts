import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last day of a refresh rule that is a day of the year. 30 February is none; 29 February is, in leap years. */
const CALENDAR_DAY = `refresh_day ~ '^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-9]))$'`;

/**
 * Rules that the partnership sets and agencies add to, leave, exceptions, and what it takes to work standings out anew
 * after a change (ADR 25).
 *
 * A rule of the partnership is a row of `partnership_assignment`, which everybody reads and its own scope writes. Each
 * agency it reaches has a copy among its own rules, so that whatever asks for an agency's rules reads one table of its
 * own; only jobs write copies.
 */
export class RenewDuties1795305730000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table partnership_assignment (
        id                         uuid        not null,
        module_id                  int         not null,
        agency_kinds               text[],
        audience                   jsonb       not null default '{}',
        due_within_days            smallint,
        due_on                     date,
        due_after_publication_days smallint,
        refresh_rule               text        not null default 'completion-date',
        refresh_months             smallint    default 24,
        refresh_day                text,
        recognise_within_days      int,
        from_on                    date        not null,
        to_on                      date,
        version                    int         not null default 1,
        created_at                 timestamptz not null default now(),
        constraint pk_partnership_assignment primary key (id),
        constraint fk_partnership_assignment_module foreign key (module_id) references module (id),
        constraint ck_partnership_assignment_period check (to_on >= from_on),
        constraint ck_partnership_assignment_kinds check (cardinality(agency_kinds) > 0),
        constraint ck_partnership_assignment_teams check (not audience ? 'teams'),
        constraint ck_partnership_assignment_due check (num_nonnulls(due_within_days, due_on, due_after_publication_days) <= 1
          and due_within_days >= 0 and due_after_publication_days >= 0),
        constraint ck_partnership_assignment_refresh_rule check (refresh_rule in ('completion-date', 'expiry-date', 'calendar-day')),
        constraint ck_partnership_assignment_refresh_months check (refresh_months between 1 and 120),
        constraint ck_partnership_assignment_refresh_day check ((refresh_rule = 'calendar-day') = (refresh_day is not null)
          and ${CALENDAR_DAY} and (refresh_rule <> 'calendar-day' or coalesce(refresh_months, 0) % 12 = 0 and refresh_months is not null)),
        constraint ck_partnership_assignment_recognise check (recognise_within_days between 0 and 3660)
      );
      comment on table partnership_assignment is 'A rule of the partnership for all agencies of some kinds: audience, module, due and refresh. Each of them has a copy in assignment.';
      comment on column partnership_assignment.agency_kinds is 'Kinds of agency it is for; null for every kind.';
      comment on column partnership_assignment.audience is '{ groups?: number[], jobRoles?: string[] }, as in assignment.';
      comment on column partnership_assignment.version is 'Counted up by each change; a form that was opened on an older one is refused.';
      grant select on partnership_assignment to lr_agency, lr_person, lr_public, lr_job, lr_board;
      grant insert, update, delete on partnership_assignment to lr_agency;
      grant insert on partnership_assignment to lr_job;
      alter table partnership_assignment enable row level security;
      alter table partnership_assignment force row level security;
      create policy partnership_assignment_read on partnership_assignment for select
        to lr_agency, lr_person, lr_public, lr_job, lr_board, lr_definer using (true);
      create policy partnership_assignment_add on partnership_assignment for insert to lr_agency, lr_job
        with check (nullif(current_setting('app.agency_id', true), '')::int = 1);
      create policy partnership_assignment_change on partnership_assignment for update to lr_agency
        using (nullif(current_setting('app.agency_id', true), '')::int = 1);
      create policy partnership_assignment_remove on partnership_assignment for delete to lr_agency
        using (nullif(current_setting('app.agency_id', true), '')::int = 1);
    `);

    await queryRunner.query(`
      alter table assignment
        add due_after_publication_days smallint,
        add recognise_within_days int,
        add partnership_assignment_id uuid,
        add version int not null default 1,
        drop constraint ck_assignment_due,
        drop constraint ck_assignment_refresh_day,
        add constraint fk_assignment_partnership foreign key (partnership_assignment_id) references partnership_assignment (id),
        add constraint uq_assignment_partnership unique (agency_id, partnership_assignment_id),
        add constraint ck_assignment_due check (num_nonnulls(due_within_days, due_on, due_after_publication_days) <= 1
          and due_within_days >= 0 and due_after_publication_days >= 0),
        add constraint ck_assignment_refresh_day check ((refresh_rule = 'calendar-day') = (refresh_day is not null)
          and ${CALENDAR_DAY} and (refresh_rule <> 'calendar-day' or coalesce(refresh_months, 0) % 12 = 0 and refresh_months is not null)),
        add constraint ck_assignment_recognise check (recognise_within_days between 0 and 3660);
      comment on column assignment.due_within_days is 'Days from joining or from from_on, whichever is later. Of the three due columns at most one is set; none: no due day.';
      comment on column assignment.due_after_publication_days is 'Days from the publication of the module''s first version, from joining or from from_on, whichever is latest.';
      comment on column assignment.recognise_within_days is 'How old, in days, learning from before the module was asked may be to count; null: as long as it still counts.';
      comment on column assignment.partnership_assignment_id is 'The partnership''s rule this is a copy of; null for a rule of the agency''s own. Only jobs write copies.';
      comment on column assignment.version is 'Counted up by each change; a form that was opened on an older one is refused.';

      drop policy assignment_agency on assignment;
      create policy assignment_job on assignment to lr_job
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
      create policy assignment_read on assignment for select to lr_agency
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
      create policy assignment_add on assignment for insert to lr_agency
        with check (agency_id = nullif(current_setting('app.agency_id', true), '')::int and partnership_assignment_id is null);
      create policy assignment_change on assignment for update to lr_agency
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int and partnership_assignment_id is null);
      create policy assignment_remove on assignment for delete to lr_agency
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int and partnership_assignment_id is null);
      grant insert, update, delete on assignment to lr_agency;

      alter table standing add asked_on date;
      comment on column standing.asked_on is 'First day on which the module was asked of the member without a break, in this job or the one it follows; null where it was asked before this was kept.';
      grant update (asked_on) on standing to lr_agency;
    `);

    await queryRunner.query(`
      create table leave_period (
        agency_id     int         not null,
        id            uuid        not null,
        membership_id uuid        not null,
        person_id     uuid        not null,
        from_on       date        not null,
        to_on         date,
        created_by    uuid        not null,
        created_at    timestamptz not null default now(),
        constraint pk_leave_period primary key (agency_id, id),
        constraint fk_leave_period_membership foreign key (agency_id, membership_id, person_id)
          references membership (agency_id, id, person_id),
        constraint ck_leave_period_period check (to_on >= from_on),
        constraint ex_leave_period_overlap exclude using gist (
          agency_id with =, membership_id with =, daterange(from_on, to_on, '[]') with &&)
      );
      comment on table leave_period is 'Days on which a member is away for long: what they owe is paused. Why they are away is not asked and not kept.';
      comment on column leave_period.to_on is 'Last day away, included; null while nobody has said.';

      create table duty_exception (
        agency_id     int         not null,
        id            uuid        not null,
        membership_id uuid        not null,
        person_id     uuid        not null,
        module_id     int         not null,
        kind          text        not null,
        from_on       date        not null,
        until_on      date,
        reason        text        not null,
        created_by    uuid        not null,
        created_at    timestamptz not null default now(),
        constraint pk_duty_exception primary key (agency_id, id),
        constraint fk_duty_exception_membership foreign key (agency_id, membership_id, person_id)
          references membership (agency_id, id, person_id),
        constraint fk_duty_exception_module foreign key (module_id) references module (id),
        constraint ck_duty_exception_kind check (kind in ('excused', 'later-due')),
        constraint ck_duty_exception_later check (kind <> 'later-due' or until_on is not null),
        constraint ck_duty_exception_period check (until_on >= from_on),
        constraint ck_duty_exception_reason check (length(reason) between 1 and 500),
        constraint ex_duty_exception_overlap exclude using gist (
          agency_id with =, membership_id with =, module_id with =, daterange(from_on, until_on, '[]') with &&)
      );
      comment on table duty_exception is 'What is asked of one member otherwise than the rules say, with the reason, which the member reads too.';
      comment on column duty_exception.kind is 'excused: the module is not asked of them on these days. later-due: until_on is the due day, where the rules name an earlier one.';
      comment on column duty_exception.until_on is 'Last day, included; null while nobody has said.';

      create table standing_recompute (
        agency_id           int         not null,
        id                  uuid        not null,
        cause               text        not null,
        module_ids          int[],
        assignment_id       uuid,
        state               text        not null default 'waiting',
        people              int,
        people_done         int         not null default 0,
        standings_changed   int         not null default 0,
        after_membership_id uuid,
        actor               uuid,
        at                  timestamptz not null default now(),
        finished_at         timestamptz,
        constraint pk_standing_recompute primary key (agency_id, id),
        constraint fk_standing_recompute_agency foreign key (agency_id) references agency (id),
        constraint ck_standing_recompute_state check (state in ('waiting', 'running', 'done')),
        constraint ck_standing_recompute_cause check (cause in ('rule', 'partnership-rule', 'new-day', 'all')),
        constraint ck_standing_recompute_finished check ((state = 'done') = (finished_at is not null))
      );
      comment on table standing_recompute is 'Standings of an agency that are worked out anew, a batch of members at a time, and how far that is.';
      comment on column standing_recompute.module_ids is 'Modules it is about; null for all.';
      comment on column standing_recompute.after_membership_id is 'Members up to this one, by id, are done: whoever goes on after a fault begins behind it.';
      create index ix_standing_recompute_at on standing_recompute (agency_id, at);

      create table assignment_day (
        agency_id int  not null,
        day       date not null,
        constraint pk_assignment_day primary key (agency_id),
        constraint fk_assignment_day_agency foreign key (agency_id) references agency (id)
      );
      comment on table assignment_day is 'The day up to which what begins or ends by its date has been worked into the standings of an agency.';
    `);

    for (const table of ['leave_period', 'duty_exception', 'standing_recompute', 'assignment_day']) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_agency on ${table} to lr_agency, lr_job
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
        grant select on ${table} to lr_agency;
        grant select, insert, update, delete on ${table} to lr_job;
      `);
    }
    await queryRunner.query(`
      grant insert, update, delete on leave_period, duty_exception to lr_agency;
      grant insert on standing_recompute to lr_agency;
      create policy leave_period_own on leave_period for select to lr_person
        using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
      create policy duty_exception_own on duty_exception for select to lr_person
        using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
      grant select on leave_period, duty_exception to lr_person;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table assignment_day, standing_recompute, duty_exception, leave_period;
      revoke update (asked_on) on standing from lr_agency;
      alter table standing drop asked_on;
      revoke insert, update, delete on assignment from lr_agency;
      drop policy assignment_remove on assignment;
      drop policy assignment_change on assignment;
      drop policy assignment_add on assignment;
      drop policy assignment_read on assignment;
      drop policy assignment_job on assignment;
      create policy assignment_agency on assignment to lr_agency, lr_job
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
      alter table assignment
        drop constraint ck_assignment_recognise,
        drop constraint ck_assignment_refresh_day,
        drop constraint ck_assignment_due,
        drop constraint uq_assignment_partnership,
        drop constraint fk_assignment_partnership,
        drop version,
        drop partnership_assignment_id,
        drop recognise_within_days,
        drop due_after_publication_days,
        add constraint ck_assignment_due check (num_nonnulls(due_within_days, due_on) <= 1 and due_within_days >= 0),
        add constraint ck_assignment_refresh_day check ((refresh_rule = 'calendar-day') = (refresh_day is not null)
          and refresh_day ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$');
      drop table partnership_assignment;
    `);
  }
}
