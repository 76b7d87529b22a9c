import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The rule of `libs/domain/src/learning/standing.ts` for queries that count or list. Plain SQL, so that
 * PostgreSQL inlines it; a test proves that both give the same answer for every combination.
 */
export class CreateStandingOn1795305614000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function standing_on(
        state smallint, due_on date, completed_on date, expires_on date, paused_until date, today date, expiring_to date
      ) returns text language sql immutable parallel safe as $$
        select case
          when state = 3 and (paused_until is null or paused_until >= today) then 'paused'
          when state = 2 or (state = 3 and completed_on is not null) then
            case when expires_on < today then 'expired' when expires_on <= expiring_to then 'expiring' else 'done' end
          when due_on < today then 'overdue'
          when state = 1 then 'in-progress'
          else 'not-started'
        end
      $$;
      comment on function standing_on(smallint, date, date, date, date, date, date) is
        'Where a standing is on a day. The day, and the last valid day that is "expiring" seen from it, are given.';
      revoke all on function standing_on(smallint, date, date, date, date, date, date) from public;
      grant execute on function standing_on(smallint, date, date, date, date, date, date) to lr_agency, lr_job;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function standing_on(smallint, date, date, date, date, date, date)');
  }
}
