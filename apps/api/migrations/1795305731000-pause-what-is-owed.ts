import type { MigrationInterface, QueryRunner } from 'typeorm';

const standingOn = (whilePaused: string) => `
  create or replace function standing_on(
    state smallint, due_on date, completed_on date, expires_on date, paused_until date, today date, expiring_to date
  ) returns text language sql immutable parallel safe as $$
    select case
      when state = 3 and (paused_until is null or paused_until >= today) then ${whilePaused}
      when state = 2 or (state = 3 and completed_on is not null) then
        case when expires_on < today then 'expired' when expires_on <= expiring_to then 'expiring' else 'done' end
      when due_on < today then 'overdue'
      when state = 1 then 'in-progress'
      else 'not-started'
    end
  $$`;

/** A pause hides what is owed and nothing else: whoever is on leave and has what is required stays done. */
export class PauseWhatIsOwed1795305731000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      standingOn(
        `case when completed_on is not null and (expires_on is null or expires_on >= today) then 'done' else 'paused' end`,
      ),
    );
    // The jobs that work standings out anew look these up by member.
    await queryRunner.query(`
      create index ix_leave_period_membership on leave_period (agency_id, membership_id);
      create index ix_duty_exception_membership on duty_exception (agency_id, membership_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index ix_duty_exception_membership, ix_leave_period_membership');
    await queryRunner.query(standingOn(`'paused'`));
  }
}
