import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Exports that are written in the background and kept for a while, beside those streamed to a browser; whose rows
 * were asked for; and where each file stands.
 */
export class PrepareExports1795305635000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table agency_export
        add membership_id uuid,
        add format        text not null default 'csv',
        add state         text not null default 'sending',
        add problem       text,
        add team          text,
        add job_role      text,
        add module_id     int,
        add bytes         bigint,
        add rows_expected int,
        add rows_so_far   int not null default 0,
        add expires_at    timestamptz,
        add deleted_at    timestamptz,
        add cancelled_by  uuid,
        add fetched       int not null default 0;

      -- The owner is bound by FORCE too, and would update nothing, silently.
      alter table agency_export no force row level security;
      update agency_export set state = case when finished_at is null then 'broken-off' else 'sent' end;
      alter table agency_export force row level security;

      alter table agency_export
        add constraint fk_agency_export_membership foreign key (agency_id, membership_id) references membership (agency_id, id),
        add constraint fk_agency_export_module foreign key (module_id) references module (id),
        add constraint fk_agency_export_canceller foreign key (cancelled_by) references person (id),
        add constraint ck_agency_export_format check (format in ('csv', 'xlsx')),
        add constraint ck_agency_export_state check (state in
          ('sending', 'sent', 'broken-off', 'waiting', 'writing', 'ready', 'failed', 'cancelled', 'deleted')),
        add constraint ck_agency_export_whole check (
          (state in ('sent', 'ready', 'deleted')) = (sha256 is not null)),
        add constraint ck_agency_export_kept check (
          (state in ('ready', 'deleted')) = (expires_at is not null) and (state = 'deleted') = (deleted_at is not null)),
        add constraint ck_agency_export_cancelled check ((state = 'cancelled') = (cancelled_by is not null)),
        add constraint ck_agency_export_problem check (
          case when state in ('broken-off', 'failed') then true else problem is null end
          and problem in ('left', 'stalled', 'too-long', 'disk-full', 'not-written', 'fault')),
        add constraint ck_agency_export_so_far check (rows_so_far >= 0 and rows_expected >= 0 and fetched >= 0 and bytes >= 0);

      comment on table agency_export is 'Who exported what. A download is noted before its first byte, a file in the background when it is asked for; both are completed after the last byte, and the manifest reads them.';
      comment on column agency_export.membership_id is 'Whoever asked, as a member; null for exports older than this column.';
      comment on column agency_export.state is 'A download: sending, sent, broken-off. In the background: waiting, writing, ready, deleted; failed; cancelled. Only what is ready has a file.';
      comment on column agency_export.team is 'Filter: id of a team, none for members without one; null for everybody.';
      comment on column agency_export.rows is 'Rows without the header; null until the file is whole.';
      comment on column agency_export.sha256 is 'Of the file as sent or written, hexadecimal.';
      comment on column agency_export.rows_expected is 'As counted when it was asked for.';
      comment on column agency_export.expires_at is 'When the file is deleted. The row stays.';
      comment on column agency_export.fetched is 'How often a file written in the background was fetched; the audit log says by whom.';
      create index ix_agency_export_expiry on agency_export (agency_id, expires_at) where state = 'ready';

      grant update (state, problem, bytes, rows_so_far, expires_at, deleted_at, cancelled_by, fetched)
        on agency_export to lr_agency, lr_job;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table agency_export no force row level security;
      -- A file nobody waits for any more is in no older history.
      delete from agency_export where state in ('waiting', 'writing', 'failed', 'cancelled');
      alter table agency_export force row level security;
      alter table agency_export
        drop membership_id, drop format, drop state, drop problem, drop team, drop job_role, drop module_id, drop bytes,
        drop rows_expected, drop rows_so_far, drop expires_at, drop deleted_at, drop cancelled_by, drop fetched;
      comment on table agency_export is 'Who exported what. Written before the first byte, completed after the last; the manifest reads it.';
      comment on column agency_export.rows is 'Rows without the header; null while it streams or when it was broken off.';
      comment on column agency_export.sha256 is 'Of the file as sent, hexadecimal.';
    `);
  }
}
