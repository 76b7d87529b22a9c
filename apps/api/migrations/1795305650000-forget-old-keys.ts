import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets the nightly job delete the keys of people who never come back. Those of everybody else go with their next
 * write. The policy is the limit: a job can neither see nor delete a key that may still be needed.
 */
export class ForgetOldKeys1795305650000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create policy idempotency_old on idempotency to lr_job using (created_at < now() - interval '24 hours');
      grant delete, select (created_at) on idempotency to lr_job;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      revoke delete, select (created_at) on idempotency from lr_job;
      drop policy idempotency_old on idempotency;
    `);
  }
}
