import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the partnership sets for the whole platform, and who changed it. Everybody reads the settings; they are written
 * in the scope of agency 1 alone. The counts of an agency note the warnings they were made with, so that a change is
 * seen by the next reader of each agency, and counts and deltas never mix two warnings. (ADR 29)
 */
export class CreatePlatformSetting1795305780000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table platform_setting (
        id             smallint not null default 1,
        target_percent smallint not null default 90,
        due_soon_days  smallint not null default 30,
        expiring_days  smallint not null default 90,
        version        int      not null default 1,
        constraint pk_platform_setting primary key (id),
        constraint ck_platform_setting_one check (id = 1),
        constraint ck_platform_setting_target check (target_percent between 1 and 100),
        constraint ck_platform_setting_due_soon check (due_soon_days between 1 and 365),
        constraint ck_platform_setting_expiring check (expiring_days between 1 and 365)
      );
      comment on table platform_setting is 'What the partnership has set for all: one row.';
      comment on column platform_setting.target_percent is 'Share of its duties an agency means to have done while it has decided nothing itself.';
      comment on column platform_setting.due_soon_days is 'Days before the due day from which a module is due soon.';
      comment on column platform_setting.expiring_days is 'Days before the last valid day from which a completion is expiring.';
      comment on column platform_setting.version is 'Counted up by each change; a form that was opened on an older one is refused.';
      insert into platform_setting default values;

      grant select on platform_setting to lr_agency, lr_person, lr_public, lr_job, lr_board;
      grant update (target_percent, due_soon_days, expiring_days, version) on platform_setting to lr_agency;
      alter table platform_setting enable row level security;
      alter table platform_setting force row level security;
      create policy platform_setting_read on platform_setting for select
        to lr_agency, lr_person, lr_public, lr_job, lr_board, lr_definer using (true);
      create policy platform_setting_change on platform_setting for update to lr_agency
        using (nullif(current_setting('app.agency_id', true), '')::int = 1);

      create table setting_change (
        agency_id int         not null,
        id        uuid        not null,
        setting   text        not null,
        was       text        not null,
        becomes   text        not null,
        actor     uuid        not null,
        at        timestamptz not null,
        constraint pk_setting_change primary key (agency_id, id),
        constraint fk_setting_change_agency foreign key (agency_id) references agency (id)
      );
      comment on table setting_change is 'Who changed which setting, from what to what. Insert only; the partnership''s are agency 1''s.';
      comment on column setting_change.setting is 'Such as due-soon-days, or retention:answers.';
      grant select, insert on setting_change to lr_agency;
      grant select on setting_change to lr_job;
      alter table setting_change enable row level security;
      alter table setting_change force row level security;
      create policy setting_change_agency on setting_change to lr_agency, lr_job
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);

      alter table agency_count_head
        add due_soon_days smallint not null default 30,
        add expiring_days smallint not null default 90;
      comment on column agency_count_head.due_soon_days is 'Warning the counts were made with; where it is not the one that is set now, they are made anew.';
      comment on column agency_count_head.expiring_days is 'Warning the counts were made with, likewise.';

      comment on column agency_setting.target_percent is 'Share of its duties it means to have done; null while it uses what the partnership has set.';
      comment on column agency_count.due_soon is 'Of in_progress and not_started, those due within the head''s due_soon_days.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      comment on column agency_count.due_soon is 'Of in_progress and not_started, those due within 30 days.';
      comment on column agency_setting.target_percent is 'Share of its duties it means to have done; null while it uses the usual 90.';
      alter table agency_count_head drop expiring_days, drop due_soon_days;
      drop table setting_change, platform_setting;
    `);
  }
}
