import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last in the order in which they refer to each other. */
const TABLES = ['import_row', 'import_leaver', 'import_change', 'import'];

/** Files that an operator brings at the command line, whom no account stands for, as with the files they take out. */
export class ImportAsOperator1795305710000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table import alter actor drop not null, alter membership_id drop not null;
      alter table import add constraint ck_import_actor check ((actor is null) = (membership_id is null));
      comment on column import.actor is 'Person who brought it; null when an operator did, at the command line.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // The owner is bound by FORCE too. What they did stays; only an older history cannot tell of it.
    for (const table of TABLES) {
      const which =
        table === 'import'
          ? 'actor is null'
          : '(agency_id, import_id) in (select agency_id, id from import where actor is null)';
      await queryRunner.query(`
        alter table import no force row level security;
        alter table ${table} no force row level security;
        delete from ${table} where ${which};
        alter table ${table} force row level security;
        alter table import force row level security;
      `);
    }
    await queryRunner.query(`
      comment on column import.actor is null;
      alter table import drop constraint ck_import_actor;
      alter table import alter actor set not null, alter membership_id set not null;
    `);
  }
}
