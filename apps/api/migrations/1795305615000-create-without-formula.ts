import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rule of `libs/domain/src/export/csv-cell.ts` for files that PostgreSQL writes itself. */
export class CreateWithoutFormula1795305615000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function without_formula(cell text) returns text language sql immutable parallel safe as $$
        select case when cell ~ '^[=+@\\t\\r-]' then '''' || cell else cell end
      $$;
      comment on function without_formula(text) is
        'A text that a spreadsheet would read as a formula, with an apostrophe before it.';
      revoke all on function without_formula(text) from public;
      grant execute on function without_formula(text) to lr_agency, lr_job;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function without_formula(text)');
  }
}
