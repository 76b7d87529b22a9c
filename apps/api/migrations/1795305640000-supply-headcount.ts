import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Headcounts are supplied by a training lead, as a set for one day: the whole agency, and each workforce group that
 * was told. Nothing is changed afterwards; a later set for the same day stands in place of an earlier one.
 */
export class SupplyHeadcount1795305640000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table headcount
        add column set_id uuid not null default gen_random_uuid(),
        add column fte    numeric(9, 2),
        add column reason text not null default '';
      alter table headcount
        add constraint uq_headcount_set_group unique nulls not distinct (agency_id, set_id, workforce_group),
        add constraint ck_headcount_group check (workforce_group between 1 and 8),
        add constraint ck_headcount_fte check (fte between 0 and people),
        add constraint ck_headcount_source check (length(source) between 1 and 200),
        add constraint ck_headcount_reason check (length(reason) <= 500);
      comment on column headcount.set_id is 'What was supplied together: one row for the whole agency, and one for each group that was told.';
      comment on column headcount.fte is 'Full-time equivalent of the people; null when it was not told.';
      comment on column headcount.reason is 'Of the whole agency''s row: why it is not the sum of its groups.';
      drop index ix_headcount_day;
      create index ix_headcount_day on headcount (agency_id, as_of_on, supplied_at);

      revoke update on headcount from lr_job;
      grant insert on headcount to lr_agency;
      create trigger headcount_append_only before update or delete on headcount
        for each row execute function refuse_change();
      create trigger headcount_not_truncated before truncate on headcount
        for each statement execute function refuse_change();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger headcount_append_only on headcount;
      drop trigger headcount_not_truncated on headcount;
      revoke insert on headcount from lr_agency;
      grant update on headcount to lr_job;
      drop index ix_headcount_day;
      create index ix_headcount_day on headcount (agency_id, as_of_on);
      alter table headcount
        drop constraint uq_headcount_set_group,
        drop constraint ck_headcount_group,
        drop constraint ck_headcount_fte,
        drop constraint ck_headcount_source,
        drop constraint ck_headcount_reason,
        drop column set_id,
        drop column fte,
        drop column reason;
    `);
  }
}
