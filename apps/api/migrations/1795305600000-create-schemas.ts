import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ground every table stands on: who may see which schema, and the one extension.
 *
 * The roles themselves belong to the whole server, not to this database, so they are made before the
 * first migration (`platform/database/roles.ts`, `docker/roles.sql`).
 */
export class CreateSchemas1795305600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // For the exclusion constraint of membership: equality and overlap of dates in one GiST index.
    await queryRunner.query('create extension if not exists btree_gist');

    await queryRunner.query(`
      create schema access;
      comment on schema access is
        'Sessions, credentials, throttles and sign-in events. Exempt from row-level security: lr_access alone may enter.';

      revoke all on schema public from public;
      grant usage on schema public to lr_agency, lr_person, lr_public, lr_job, lr_board, lr_definer;
      grant usage on schema access to lr_access;
    `);

    // A temporary table named like a real one is found first and has no policies. Jobs need them for loads.
    await queryRunner.query(`
      do $$ begin
        execute format('revoke temporary on database %I from public', current_database());
        execute format('grant temporary on database %I to lr_job', current_database());
      end $$
    `);

    // The health check reads which migrations have run.
    await queryRunner.query('grant select on migration to lr_public');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      revoke select on migration from lr_public;
      do $$ begin
        execute format('revoke temporary on database %I from lr_job', current_database());
        execute format('grant temporary on database %I to public', current_database());
      end $$;
      revoke usage on schema public from lr_agency, lr_person, lr_public, lr_job, lr_board, lr_definer;
      grant usage on schema public to public;
      drop schema access;
      drop extension btree_gist;
    `);
  }
}
