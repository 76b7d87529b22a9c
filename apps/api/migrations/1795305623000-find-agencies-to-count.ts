import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One more question that is asked across all agencies: where the fold has work (ADR 16, ADR 17). */
export class FindAgenciesToCount1795305623000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create policy standing_delta_definer on standing_delta for select to lr_definer using (true);
      grant select (agency_id) on standing_delta to lr_definer;

      create function agencies_with_standing_deltas() returns table (agency_id int)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select distinct standing_delta.agency_id from standing_delta order by 1
      $$;
      comment on function agencies_with_standing_deltas() is 'Where the fold has work.';
      revoke all on function agencies_with_standing_deltas() from public;
    `);
    // An owner needs CREATE in the schema only while ownership is handed over.
    await queryRunner.query(`
      grant create on schema public to lr_definer;
      alter function agencies_with_standing_deltas() owner to lr_definer;
      revoke create on schema public from lr_definer;
    `);
    // Only its owner may say who calls it.
    await queryRunner.query(`
      set local role lr_definer;
      grant execute on function agencies_with_standing_deltas() to lr_job;
      reset role;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      set local role lr_definer;
      drop function agencies_with_standing_deltas();
      reset role;
      drop policy standing_delta_definer on standing_delta;
      revoke select (agency_id) on standing_delta from lr_definer;
    `);
  }
}
