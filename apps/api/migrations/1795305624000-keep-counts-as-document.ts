import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The counts of an agency once more, as one value beside its head. A dashboard shows all two hundred lines or none;
 * read as rows they cost twice what the whole page may take (ADR 17).
 */
export class KeepCountsAsDocument1795305624000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table agency_count_head add column counts json;
      comment on column agency_count_head.counts is 'The rows of agency_count as arrays: dimension, key and the counts in the order of the columns. Written with them, in one transaction; null until then.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table agency_count_head drop column counts');
  }
}
