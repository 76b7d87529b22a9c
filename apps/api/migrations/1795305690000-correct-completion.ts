import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a training lead does with people one at a time: a stale page must not overwrite a newer one, a team that only
 * former members name can be closed, and a mistaken completion is corrected on both sides.
 */
export class CorrectCompletion1795305690000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table team add closed_on date;
      comment on column team.closed_on is 'Since when nobody new may join it; former members go on showing its name.';

      alter table membership add revision int not null default 0;
      comment on column membership.revision is 'Counts changes of the row, by whatever way they came.';

      create function count_membership_revision() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        new.revision := old.revision + 1;
        return new;
      end
      $$;
      comment on function count_membership_revision() is 'So that a page opened before a change, an import among them, cannot undo it.';
      create trigger membership_counted before update on membership
        for each row when (old.* is distinct from new.*) execute function count_membership_revision();
      revoke all on function count_membership_revision() from public;
    `);

    await queryRunner.query(`
      alter table completion_correction add by_agency int;
      alter table completion_correction add constraint fk_completion_correction_agency
        foreign key (by_agency) references agency (id);
      comment on column completion_correction.by_agency is 'The agency whose training lead made it; null for one made otherwise.';

      create function completion_withdrawal(person uuid, completion uuid) returns uuid
      language sql stable as $$
        select correction.id from public.completion_correction correction
        where correction.person_id = $1 and correction.completion_id = $2
          and correction.what ->> 'result' = 'withdrawn'
          and not exists (
            select from public.completion_correction later
            where later.person_id = $1 and later.completion_id = $2
              and later.by_agency is not distinct from correction.by_agency
              and later.what ->> 'result' = 'pass' and (later.at, later.id) > (correction.at, correction.id))
        order by correction.at desc, correction.id desc
        limit 1
      $$;
      comment on function completion_withdrawal(uuid, uuid) is 'The correction by which a completion does not count any more: the latest that its own agency has not taken back. Null while it counts.';
      revoke all on function completion_withdrawal(uuid, uuid) from public;
      grant execute on function completion_withdrawal(uuid, uuid) to lr_person, lr_definer;

      grant select (id, by_agency, at), insert on completion_correction to lr_definer;
      create policy completion_correction_definer_add on completion_correction for insert to lr_definer
        with check (by_agency = nullif(current_setting('app.agency_id', true), '')::int);
      grant select (agency_id, membership_id, completion_id, person_id) on agency_completion to lr_definer;
      create policy agency_completion_definer on agency_completion for select to lr_definer
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
    `);

    await queryRunner.query(`
      create function correct_completion(correction uuid, membership uuid, completion uuid, result text, reason text,
        at timestamptz) returns boolean
      language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
        with corrected as (
          insert into completion_correction (person_id, id, completion_id, what, reason, by, at, by_agency)
          select finished.person_id, $1, finished.id, jsonb_build_object('result', $4), $5,
            nullif(current_setting('app.actor_id', true), '')::uuid, $6, evidence.agency_id
          from agency_completion evidence
          join completion finished on finished.person_id = evidence.person_id and finished.id = evidence.completion_id
          where evidence.agency_id = nullif(current_setting('app.agency_id', true), '')::int
            and evidence.membership_id = $2 and evidence.completion_id = $3 and $4 in ('withdrawn', 'pass')
          returning 1
        )
        select exists (select from corrected)
      $$;
      comment on function correct_completion(uuid, uuid, uuid, text, text, timestamptz) is 'Notes on the person''s side that the acting agency withdraws a completion it holds evidence of, or takes that back. False when there is none.';

      drop function certificate_for_verification(text);
      create function certificate_for_verification(certificate_number text) returns table (
        number text, module_slug text, module_title text, version int, completed_at timestamptz,
        minutes smallint, participatory_minutes smallint, corrected boolean, withdrawn boolean,
        version_withdrawn_at timestamptz)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select certificate.number, module.slug, module_version.title, completion.version, completion.completed_at,
          completion.minutes, completion.participatory_minutes,
          exists (select from completion_correction correction
                  where correction.person_id = completion.person_id and correction.completion_id = completion.id
                    and correction.what ->> 'result' is null),
          completion_withdrawal(completion.person_id, completion.id) is not null,
          module_version.withdrawn_at
        from certificate
        join completion on completion.person_id = certificate.person_id and completion.id = certificate.completion_id
        join module on module.id = completion.module_id
        join module_version on module_version.module_id = completion.module_id
          and module_version.version = completion.version
        where certificate.number = certificate_number
      $$;
      comment on function certificate_for_verification(text) is 'What a certificate proves, to whoever holds its number. It names nobody.';

      revoke all on function correct_completion(uuid, uuid, uuid, text, text, timestamptz), certificate_for_verification(text)
        from public;
      grant create on schema public to lr_definer;
      alter function correct_completion(uuid, uuid, uuid, text, text, timestamptz) owner to lr_definer;
      alter function certificate_for_verification(text) owner to lr_definer;

      set local role lr_definer;
      create or replace function completions_to_recognise(people uuid[], modules int[]) returns table (
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
          and completion_withdrawal(completion.person_id, completion.id) is null
      $$;
      grant execute on function correct_completion(uuid, uuid, uuid, text, text, timestamptz) to lr_agency;
      grant execute on function certificate_for_verification(text) to lr_public;
      reset role;
      revoke create on schema public from lr_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      grant create on schema public to lr_definer;
      set local role lr_definer;
      drop function correct_completion(uuid, uuid, uuid, text, text, timestamptz);
      drop function certificate_for_verification(text);
      create or replace function completions_to_recognise(people uuid[], modules int[]) returns table (
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
      create function certificate_for_verification(certificate_number text) returns table (
        number text, module_slug text, module_title text, version int, completed_at timestamptz,
        minutes smallint, participatory_minutes smallint, corrected boolean, version_withdrawn_at timestamptz)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select certificate.number, module.slug, module_version.title, completion.version, completion.completed_at,
          completion.minutes, completion.participatory_minutes,
          exists (select from completion_correction correction
                  where correction.person_id = completion.person_id and correction.completion_id = completion.id),
          module_version.withdrawn_at
        from certificate
        join completion on completion.person_id = certificate.person_id and completion.id = certificate.completion_id
        join module on module.id = completion.module_id
        join module_version on module_version.module_id = completion.module_id
          and module_version.version = completion.version
        where certificate.number = certificate_number
      $$;
      comment on function certificate_for_verification(text) is 'What a certificate proves, to whoever holds its number. It names nobody.';
      revoke all on function certificate_for_verification(text) from public;
      grant execute on function certificate_for_verification(text) to lr_public;
      reset role;
      revoke create on schema public from lr_definer;

      drop policy agency_completion_definer on agency_completion;
      revoke select (agency_id, membership_id, completion_id, person_id) on agency_completion from lr_definer;
      drop policy completion_correction_definer_add on completion_correction;
      revoke select (id, by_agency, at), insert on completion_correction from lr_definer;
      drop function completion_withdrawal(uuid, uuid);
      alter table completion_correction drop by_agency;

      drop trigger membership_counted on membership;
      drop function count_membership_revision();
      alter table membership drop revision;
      alter table team drop closed_on;
    `);
  }
}
