import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an agency decides for itself. A tenant table; an agency without a row has decided nothing yet. */
export class CreateAgencySetting1795305622000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table agency_setting (
        agency_id      int         not null,
        target_percent smallint,
        saved_at       timestamptz not null default now(),
        constraint pk_agency_setting primary key (agency_id),
        constraint fk_agency_setting_agency foreign key (agency_id) references agency (id),
        constraint ck_agency_setting_target check (target_percent between 1 and 100)
      );
      comment on table agency_setting is 'What an agency decides for itself. Who decided it stands in the audit log.';
      comment on column agency_setting.target_percent is 'Share of duties it means to have done; null while it uses the usual 90.';

      alter table agency_setting enable row level security;
      alter table agency_setting force row level security;
      create policy agency_setting_agency on agency_setting to lr_agency, lr_job
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
      grant select, insert, update on agency_setting to lr_agency;
      grant select on agency_setting to lr_job;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table agency_setting');
  }
}
