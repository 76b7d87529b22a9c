import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that an operator takes out at the command line. No account stands for whoever sits there, and lending them one
 * would put a person into the history who did nothing: no actor is what is true.
 */
export class ExportAsOperator1795305699000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table agency_export alter actor drop not null;
      alter table agency_export add constraint ck_agency_export_actor check (actor is not null or membership_id is null);
      comment on column agency_export.actor is 'Person who asked; null when an operator did, at the command line.';
      comment on column audit_log.actor is 'Person who acted; null when a job did, or an operator at the command line, of whom detail says so.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      comment on column audit_log.actor is 'Person who acted; null when a job did.';
      comment on column agency_export.actor is null;
      alter table agency_export drop constraint ck_agency_export_actor;
      -- An older history cannot tell of them; the audit log still does. The owner is bound by FORCE too.
      alter table agency_export no force row level security;
      delete from agency_export where actor is null;
      alter table agency_export force row level security;
      alter table agency_export alter actor set not null;
    `);
  }
}
