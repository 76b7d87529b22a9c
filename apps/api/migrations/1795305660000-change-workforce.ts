import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People come, move and leave by the hand of their own agency, not by jobs alone; and an address that its owner has
 * proved is told from one that somebody typed.
 */
export class ChangeWorkforce1795305660000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table person add email_verified_at timestamptz;
      comment on column person.email_verified_at is 'When somebody proved that they read this address; null while it is only what an agency typed.';

      -- Whoever has a passphrase got it through that address. The owner is bound by FORCE too, and would update nothing.
      alter table person no force row level security;
      update person set email_verified_at = created_at
      where exists (select from access.credential where credential.person_id = person.id);
      alter table person force row level security;

      grant update (email_verified_at) on person to lr_person;
      grant select (name, email_verified_at), insert (id, email_norm, name), delete on person to lr_definer;
      create policy person_definer_add on person for insert to lr_definer with check (email_verified_at is null);
      create policy person_definer_remove on person for delete to lr_definer using (email_verified_at is null);
    `);

    await queryRunner.query(`
      alter table membership add access_ended_at timestamptz;
      comment on column membership.access_ended_at is 'When access was taken away before the end of the last day; null when the last day decides.';

      grant insert, update, delete on membership, membership_grant, team to lr_agency;
      grant delete on membership to lr_job;
      grant delete on standing to lr_agency;
      grant delete on nudge, email_message to lr_agency, lr_job;

      create policy membership_definer on membership for select to lr_definer using (true);
      grant select (agency_id, id, person_id) on membership to lr_definer;
      grant select (what) on completion_correction to lr_definer;
    `);

    await queryRunner.query(`
      create function find_or_add_people(asked jsonb) returns table (email text, person_id uuid, is_verified boolean)
      language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
        with wanted as (
          select distinct on (email) email, name, id from jsonb_to_recordset(asked) as row(email text, name text, id uuid)
        ), added as (
          insert into person (id, email_norm, name) select wanted.id, wanted.email, wanted.name from wanted
          on conflict (email_norm) do nothing
          returning person.id, person.email_norm
        )
        select added.email_norm, added.id, false from added
        union all
        select person.email_norm, person.id, person.email_verified_at is not null
        from wanted join person on person.email_norm = wanted.email
      $$;
      comment on function find_or_add_people(jsonb) is 'The people with these addresses, each made where there was none. Whom another transaction has just made is left out: ask again.';

      create function completions_to_recognise(people uuid[], modules int[]) returns table (
        person_id uuid, completion_id uuid, module_id int, version int, completed_at timestamptz, minutes smallint,
        participatory_minutes smallint, certificate_number text)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select completion.person_id, completion.id, completion.module_id, completion.version, completion.completed_at,
          completion.minutes, completion.participatory_minutes, certificate.number
        from unnest(people) as asked(id)
        join completion on completion.person_id = asked.id
        left join certificate on certificate.person_id = completion.person_id and certificate.completion_id = completion.id
        where completion.module_id = any(modules)
          and exists (
            select from membership
            where membership.person_id = asked.id
              and membership.agency_id = nullif(current_setting('app.agency_id', true), '')::int)
          and not exists (
            select from completion_correction correction
            where correction.person_id = completion.person_id and correction.completion_id = completion.id
              and correction.what ->> 'result' = 'withdrawn')
      $$;
      comment on function completions_to_recognise(uuid[], int[]) is 'What members of the acting agency, and nobody else, had finished of these modules, wherever that was.';

      create function remove_unused_people(people uuid[]) returns void
      language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
        delete from person
        where person.id = any(people) and person.email_verified_at is null
          and not exists (select from membership where membership.person_id = person.id)
      $$;
      comment on function remove_unused_people(uuid[]) is 'Takes away people whom nobody has proved to be and who work nowhere: those an undone import had made.';

      revoke all on function find_or_add_people(jsonb), completions_to_recognise(uuid[], int[]), remove_unused_people(uuid[])
        from public;
      grant create on schema public to lr_definer;
      alter function find_or_add_people(jsonb) owner to lr_definer;
      alter function completions_to_recognise(uuid[], int[]) owner to lr_definer;
      alter function remove_unused_people(uuid[]) owner to lr_definer;
      revoke create on schema public from lr_definer;

      set local role lr_definer;
      grant execute on function find_or_add_people(jsonb), completions_to_recognise(uuid[], int[]), remove_unused_people(uuid[])
        to lr_agency, lr_job;
      reset role;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      set local role lr_definer;
      drop function remove_unused_people(uuid[]);
      drop function completions_to_recognise(uuid[], int[]);
      drop function find_or_add_people(jsonb);
      reset role;

      revoke select (what) on completion_correction from lr_definer;
      revoke select (agency_id, id, person_id) on membership from lr_definer;
      drop policy membership_definer on membership;
      revoke delete on nudge, email_message from lr_agency, lr_job;
      revoke delete on standing from lr_agency;
      revoke delete on membership from lr_job;
      revoke insert, update, delete on membership, membership_grant, team from lr_agency;
      alter table membership drop access_ended_at;

      drop policy person_definer_remove on person;
      drop policy person_definer_add on person;
      revoke select (name, email_verified_at), insert (id, email_norm, name), delete on person from lr_definer;
      revoke update (email_verified_at) on person from lr_person;
      alter table person drop email_verified_at;
    `);
  }
}
