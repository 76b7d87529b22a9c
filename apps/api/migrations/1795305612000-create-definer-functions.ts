import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The closed list of questions that are answered without a scope, or across all of them (ADR 16).
 * `lr_definer` owns them: a function of the tables' owner would see nothing, because FORCE binds the owner.
 */
export class CreateDefinerFunctions1795305612000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function person_for_sign_in(email text) returns table (person_id uuid, status text)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select person.id, person.status from person where person.email_norm = email
      $$;
      comment on function person_for_sign_in(text) is 'Who signs in with this address (trimmed, lower case); no row when nobody does.';

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

      create function agencies_with_unsealed_audit() returns table (agency_id int)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select distinct audit_unsealed.agency_id from audit_unsealed order by 1
      $$;
      comment on function agencies_with_unsealed_audit() is 'Where the sealer has work.';

      revoke all on function person_for_sign_in(text), certificate_for_verification(text), agencies_with_unsealed_audit()
        from public;
      grant select on module, module_version to lr_definer;
    `);

    // An owner needs CREATE in the schema only while ownership is handed over.
    await queryRunner.query(`
      grant create on schema public to lr_definer;
      alter function person_for_sign_in(text) owner to lr_definer;
      alter function certificate_for_verification(text) owner to lr_definer;
      alter function agencies_with_unsealed_audit() owner to lr_definer;
      revoke create on schema public from lr_definer;
    `);

    // Only their owner may say who calls them.
    await queryRunner.query(`
      set local role lr_definer;
      grant execute on function person_for_sign_in(text), certificate_for_verification(text) to lr_public;
      grant execute on function agencies_with_unsealed_audit() to lr_job;
      reset role;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      set local role lr_definer;
      drop function agencies_with_unsealed_audit();
      drop function certificate_for_verification(text);
      drop function person_for_sign_in(text);
      reset role;
      revoke select on module, module_version from lr_definer;
    `);
  }
}
