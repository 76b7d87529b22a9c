import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an agency requires of its members, and where each of them is with it. Tenant tables. */
export class CreateAssignment1795305604000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table assignment (
        agency_id       int         not null,
        id              uuid        not null,
        module_id       int         not null,
        audience        jsonb       not null default '{}',
        due_within_days smallint,
        due_on          date,
        refresh_rule    text        not null default 'completion-date',
        refresh_months  smallint    default 24,
        refresh_day     text,
        from_on         date        not null,
        to_on           date,
        created_by      uuid,
        created_at      timestamptz not null default now(),
        constraint pk_assignment primary key (agency_id, id),
        constraint fk_assignment_agency foreign key (agency_id) references agency (id),
        constraint fk_assignment_module foreign key (module_id) references module (id),
        constraint fk_assignment_person foreign key (created_by) references person (id),
        constraint ck_assignment_period check (to_on >= from_on),
        constraint ck_assignment_due check (num_nonnulls(due_within_days, due_on) <= 1 and due_within_days >= 0),
        constraint ck_assignment_refresh_rule check (refresh_rule in ('completion-date', 'expiry-date', 'calendar-day')),
        constraint ck_assignment_refresh_months check (refresh_months between 1 and 120),
        constraint ck_assignment_refresh_day check ((refresh_rule = 'calendar-day') = (refresh_day is not null)
          and refresh_day ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$')
      );
      comment on table assignment is 'A rule: audience, module, due and refresh.';
      comment on column assignment.audience is '{ groups?: number[], jobRoles?: string[], teams?: uuid[] }; a member matches when each named list holds theirs. Empty: everyone.';
      comment on column assignment.due_within_days is 'Days from joining or from from_on, whichever is later. Null with due_on null: no due day.';
      comment on column assignment.refresh_rule is 'What the next round is counted from.';
      comment on column assignment.refresh_months is 'Months for which a completion counts; null for ever.';
      comment on column assignment.refresh_day is 'MM-DD, for calendar-day only.';
      create index ix_assignment_module on assignment (agency_id, module_id);
    `);

    // Standings are updated often; free space in each page lets PostgreSQL do so without touching an index.
    await queryRunner.query(`
      create table standing (
        agency_id     int      not null,
        membership_id uuid     not null,
        person_id     uuid     not null,
        module_id     int      not null,
        state         smallint not null default 0,
        due_on        date,
        completed_on  date,
        expires_on    date,
        paused_until  date,
        constraint pk_standing primary key (agency_id, membership_id, module_id),
        constraint fk_standing_membership foreign key (agency_id, membership_id, person_id)
          references membership (agency_id, id, person_id),
        constraint fk_standing_module foreign key (module_id) references module (id),
        constraint ck_standing_state check (state between 0 and 3),
        constraint ck_standing_done check (state <> 2 or completed_on is not null),
        constraint ck_standing_expiry check (expires_on is null or expires_on >= completed_on)
      ) with (fillfactor = 85);
      comment on table standing is 'Where one member of one agency is with one required module. Overdue, expiring and expired are derived from the dates on the day.';
      comment on column standing.state is '0 not started, 1 in progress, 2 done, 3 paused.';
      comment on column standing.due_on is 'Last day on which finishing is in time; null when there is none.';
      comment on column standing.expires_on is 'Last day on which the completion counts; null when it counts for ever.';
      comment on column standing.paused_until is 'Last day of the pause; null when it has no end yet, or there is none.';

      create index ix_standing_module on standing (agency_id, module_id, state) include (due_on, expires_on);
      create index ix_standing_due on standing (agency_id, module_id, due_on) where state < 2;
      create index ix_standing_expiry on standing (agency_id, module_id, expires_on) where state = 2;
    `);

    for (const table of ['assignment', 'standing']) {
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
      create policy standing_own on standing for select to lr_person
        using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
      grant select on standing to lr_person;
      grant insert, update (state, due_on, completed_on, expires_on, paused_until) on standing to lr_agency;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table standing, assignment');
  }
}
