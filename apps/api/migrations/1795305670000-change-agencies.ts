import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An administrator adds and changes agencies, so the reference table gets a wall of its own: everybody reads it as
 * before, and a row is written in the scope of agency 1 alone, which is the partnership's own. FORCE binds the tables'
 * owner too: the demonstration data is written as the partnership's job, and a later migration lifts FORCE for the
 * length of its statement, as this repository's others do. (ADR 23)
 */
export class ChangeAgencies1795305670000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table agency add version int not null default 1;
      comment on column agency.version is 'Counted up by each change; a form that was opened on an older one is refused.';

      create table agency_name (
        agency_id int  not null,
        from_on   date not null,
        to_on     date not null,
        name      text not null,
        constraint pk_agency_name primary key (agency_id, from_on),
        constraint fk_agency_name_agency foreign key (agency_id) references agency (id),
        constraint ck_agency_name_period check (to_on >= from_on),
        constraint ck_agency_name_name check (length(name) between 1 and 200)
      );
      comment on table agency_name is 'Names that agencies had before. The one of today is in agency.';
      comment on column agency_name.to_on is 'Last day, included.';
      grant select on agency_name to lr_agency, lr_person, lr_public, lr_job, lr_board;
      grant insert on agency_name to lr_agency;
      grant insert on agency to lr_agency, lr_job;
      grant update (code, parent_id, kind, name, time_zone, from_on, to_on, succeeded_by, version) on agency to lr_agency;
    `);

    for (const table of ['agency', 'agency_name']) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_read on ${table} for select
          to lr_agency, lr_person, lr_public, lr_job, lr_board, lr_definer using (true);
      `);
    }
    await queryRunner.query(`
      create policy agency_add on agency for insert to lr_agency, lr_job
        with check (nullif(current_setting('app.agency_id', true), '')::int = 1);
      create policy agency_change on agency for update to lr_agency
        using (nullif(current_setting('app.agency_id', true), '')::int = 1);
      create policy agency_name_add on agency_name for insert to lr_agency
        with check (nullif(current_setting('app.agency_id', true), '')::int = 1);
    `);

    await queryRunner.query(`
      create policy membership_grant_definer on membership_grant for select to lr_definer using (true);
      grant select (from_on, to_on) on membership to lr_definer;
      grant select (agency_id, membership_id, access_role, from_on, to_on) on membership_grant to lr_definer;

      create function agency_sizes(today date) returns table (agency_id int, members int, leads int)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select membership.agency_id, count(*)::int,
          (count(*) filter (where exists (
            select from membership_grant held
            where held.agency_id = membership.agency_id and held.membership_id = membership.id
              and held.access_role = 'training-lead' and held.from_on <= today
              and (held.to_on is null or held.to_on >= today))))::int
        from membership
        where membership.from_on <= today and (membership.to_on is null or membership.to_on >= today)
          and nullif(current_setting('app.agency_id', true), '')::int = 1
        group by membership.agency_id
      $$;
      comment on function agency_sizes(date) is 'How many members and training leads each agency has on a day, to the partnership''s own scope alone. It names nobody.';
      revoke all on function agency_sizes(date) from public;

      grant create on schema public to lr_definer;
      alter function agency_sizes(date) owner to lr_definer;
      revoke create on schema public from lr_definer;
      set local role lr_definer;
      grant execute on function agency_sizes(date) to lr_agency;
      reset role;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      set local role lr_definer;
      drop function agency_sizes(date);
      reset role;
      revoke select (agency_id, membership_id, access_role, from_on, to_on) on membership_grant from lr_definer;
      revoke select (from_on, to_on) on membership from lr_definer;
      drop policy membership_grant_definer on membership_grant;

      drop policy agency_change on agency;
      drop policy agency_add on agency;
      drop policy agency_read on agency;
      alter table agency no force row level security;
      alter table agency disable row level security;
      revoke update (code, parent_id, kind, name, time_zone, from_on, to_on, succeeded_by, version) on agency from lr_agency;
      revoke insert on agency from lr_agency, lr_job;
      drop table agency_name;
      alter table agency drop version;
    `);
  }
}
