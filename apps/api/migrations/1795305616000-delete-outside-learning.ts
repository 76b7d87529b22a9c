import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person may take their own word back. What this platform recorded is a fact, and stays for as long as they do. */
export class DeleteOutsideLearning1795305616000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // A trigger and not a second policy: one policy a role and table (ADR 4), and it binds every role.
    await queryRunner.query(`
      create trigger cpd_entry_platform_stays before delete on cpd_entry
        for each row when (old.source = 'platform') execute function refuse_change();
      grant delete on cpd_entry to lr_person;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      revoke delete on cpd_entry from lr_person;
      drop trigger cpd_entry_platform_stays on cpd_entry;
    `);
  }
}
