import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who works where. Tenant tables: `agency_id` comes first in every key and index, and a row is reached
 * as `lr_agency` or `lr_job` with `app.agency_id` set. People see their own jobs as `lr_person`.
 *
 * `lr_agency` reads; the writing is done by jobs (`lr_job`): imports, and the demonstration data.
 */
export class CreateWorkforce1795305603000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table team (
        agency_id int  not null,
        id        uuid not null,
        name      text not null,
        constraint pk_team primary key (agency_id, id),
        constraint uq_team_name unique (agency_id, name),
        constraint fk_team_agency foreign key (agency_id) references agency (id),
        constraint ck_team_name check (length(name) between 1 and 120)
      );
      comment on table team is 'A part of an agency that its people know by name.';
    `);

    await queryRunner.query(`
      create table membership (
        agency_id             int  not null,
        id                    uuid not null,
        person_id             uuid not null,
        staff_ref             text not null,
        given_name            text not null,
        family_name           text not null,
        display_name          text not null,
        search_name           text collate "C" not null,
        work_email            text not null default '',
        job_role              text not null,
        workforce_group       smallint,
        team_id               uuid,
        manager_membership_id uuid,
        from_on               date not null,
        to_on                 date,
        constraint pk_membership primary key (agency_id, id),
        constraint uq_membership_person unique (agency_id, id, person_id),
        constraint fk_membership_agency foreign key (agency_id) references agency (id),
        constraint fk_membership_person foreign key (person_id) references person (id),
        constraint fk_membership_team foreign key (agency_id, team_id) references team (agency_id, id),
        constraint fk_membership_manager foreign key (agency_id, manager_membership_id) references membership (agency_id, id),
        constraint ck_membership_period check (to_on >= from_on),
        constraint ck_membership_manager check (manager_membership_id <> id),
        constraint ck_membership_names check (
          length(given_name) <= 100 and length(family_name) <= 100 and length(display_name) between 1 and 200),
        constraint ex_membership_period exclude using gist
          (agency_id with =, person_id with =, daterange(from_on, to_on, '[]') with &&)
      );
      comment on table membership is 'A dated link between a person and an agency. At most one a day for each pair. Names here are the agency''s own copy.';
      comment on column membership.staff_ref is 'The agency''s own reference of its member of staff.';
      comment on column membership.search_name is 'Lower case, family name first, without accents; searched by prefix range, since ILIKE cannot use an index under row-level security.';
      comment on column membership.workforce_group is 'Group of the partnership''s framework, 1 to 8 as shipped.';
      comment on column membership.manager_membership_id is 'Line manager, as a member of the same agency; a manager''s team is the rows that name them.';
      comment on column membership.to_on is 'Last day, included; null while it is open.';

      create index ix_membership_search on membership (agency_id, search_name);
      create index ix_membership_staff_ref on membership (agency_id, staff_ref);
      create index ix_membership_team on membership (agency_id, team_id);
      create index ix_membership_manager on membership (agency_id, manager_membership_id);
    `);
    // The one index that does not begin with the agency: it leads a person to their own memberships.
    await queryRunner.query('create index ix_membership_person on membership (person_id)');

    await queryRunner.query(`
      create table membership_grant (
        agency_id     int  not null,
        membership_id uuid not null,
        access_role   text not null,
        from_on       date not null,
        to_on         date,
        constraint pk_membership_grant primary key (agency_id, membership_id, access_role, from_on),
        constraint fk_membership_grant_membership foreign key (agency_id, membership_id) references membership (agency_id, id),
        constraint ck_membership_grant_period check (to_on >= from_on),
        constraint ck_membership_grant_role check (
          access_role in ('line-manager', 'training-lead')
          or (agency_id = 1 and access_role in ('partnership-officer', 'editor', 'approver', 'administrator')))
      );
      comment on table membership_grant is 'A dated access role. Everyone is a practitioner without one; partnership roles exist in agency 1 only.';

      create table headcount (
        agency_id       int         not null,
        id              uuid        not null,
        as_of_on        date        not null,
        workforce_group smallint,
        people          int         not null,
        source          text        not null,
        supplied_by     uuid,
        supplied_at     timestamptz not null default now(),
        constraint pk_headcount primary key (agency_id, id),
        constraint fk_headcount_agency foreign key (agency_id) references agency (id),
        constraint fk_headcount_person foreign key (supplied_by) references person (id),
        constraint ck_headcount_people check (people >= 0)
      );
      comment on table headcount is 'A supplied, dated denominator.';
      comment on column headcount.workforce_group is 'Null for the whole agency.';
      create index ix_headcount_day on headcount (agency_id, as_of_on);
    `);

    for (const table of ['team', 'membership', 'membership_grant', 'headcount']) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_agency on ${table} to lr_agency, lr_job
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
        grant select on ${table} to lr_agency;
        grant select, insert, update on ${table} to lr_job;
      `);
    }
    await queryRunner.query('grant delete on team, membership_grant to lr_job');

    // What a person may see of their own jobs. The inner query is itself limited to their memberships.
    await queryRunner.query(`
      create policy membership_own on membership for select to lr_person
        using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
      create policy membership_grant_own on membership_grant for select to lr_person
        using (exists (select from membership m
                       where m.agency_id = membership_grant.agency_id and m.id = membership_grant.membership_id));
      create policy team_own on team for select to lr_person
        using (exists (select from membership m where m.agency_id = team.agency_id and m.team_id = team.id));
      grant select on membership, membership_grant, team to lr_person;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop policy team_own on team;
      drop table headcount, membership_grant, membership, team;
    `);
  }
}
