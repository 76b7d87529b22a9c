import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The agency's evidence that it met its duty, and what it exported. Tenant tables. Nothing here points
 * into a person's tables except the id, so erasing the one leaves the other whole.
 */
export class CreateEvidence1795305607000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table agency_completion (
        agency_id             int         not null,
        membership_id         uuid        not null,
        completion_id         uuid        not null,
        person_id             uuid        not null,
        module_id             int         not null,
        version               int         not null,
        completed_on          date        not null,
        minutes               smallint    not null,
        participatory_minutes smallint    not null default 0,
        learning_type         text        not null default 'self-directed',
        result                text        not null default 'pass',
        source                text        not null default 'platform',
        evidence              text        not null default '',
        certificate_number    text,
        valid_until           date,
        recorded_at           timestamptz not null default now(),
        corrected_at          timestamptz,
        corrected_by          uuid,
        correction_reason     text,
        constraint pk_agency_completion primary key (agency_id, membership_id, completion_id),
        constraint fk_agency_completion_membership foreign key (agency_id, membership_id, person_id)
          references membership (agency_id, id, person_id),
        constraint fk_agency_completion_version foreign key (module_id, version) references module_version (module_id, version),
        constraint ck_agency_completion_minutes check (minutes between 0 and 1440 and participatory_minutes between 0 and minutes),
        constraint ck_agency_completion_type check (learning_type in ('self-directed', 'facilitated-group', 'peer-discussion', 'reading')),
        constraint ck_agency_completion_result check (result in ('pass', 'withdrawn')),
        constraint ck_agency_completion_source check (source in ('platform', 'recognised', 'imported')),
        constraint ck_agency_completion_correction check (
          (corrected_at is null) = (correction_reason is null) and length(correction_reason) between 1 and 500)
      );
      comment on table agency_completion is 'The agency''s own evidence that its member finished: written for each membership open that day. No foreign key to completion.';
      comment on column agency_completion.completed_on is 'Day in the agency''s time zone.';
      comment on column agency_completion.result is 'Pass; withdrawn by a correction. Never a score.';
      comment on column agency_completion.source is 'Finished while a member, recognised from before they joined, or imported.';
      comment on column agency_completion.evidence is 'Of the participatory minutes, or of an import.';
      comment on column agency_completion.valid_until is 'Last day on which it counts by the agency''s rule of that day; null for ever.';
      create index ix_agency_completion_day on agency_completion (agency_id, completed_on);
      create index ix_agency_completion_module on agency_completion (agency_id, module_id, completed_on);

      create table agency_export (
        agency_id   int         not null,
        id          uuid        not null,
        kind        text        not null,
        from_on     date        not null,
        to_on       date        not null,
        actor       uuid        not null,
        at          timestamptz not null,
        finished_at timestamptz,
        rows        int,
        sha256      text,
        constraint pk_agency_export primary key (agency_id, id),
        constraint fk_agency_export_agency foreign key (agency_id) references agency (id),
        constraint fk_agency_export_person foreign key (actor) references person (id),
        constraint ck_agency_export_kind check (kind in ('completions', 'not-completed', 'summary')),
        constraint ck_agency_export_range check (to_on >= from_on),
        constraint ck_agency_export_finished check (num_nonnulls(finished_at, rows, sha256) in (0, 3)),
        constraint ck_agency_export_rows check (rows >= 0),
        constraint ck_agency_export_sha256 check (sha256 ~ '^[0-9a-f]{64}$')
      );
      comment on table agency_export is 'Who exported what. Written before the first byte, completed after the last; the manifest reads it.';
      comment on column agency_export.rows is 'Rows without the header; null while it streams or when it was broken off.';
      comment on column agency_export.sha256 is 'Of the file as sent, hexadecimal.';
      create index ix_agency_export_at on agency_export (agency_id, at);
    `);

    for (const table of ['agency_completion', 'agency_export']) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_agency on ${table} to lr_agency, lr_job
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
        grant select, insert on ${table} to lr_agency, lr_job;
      `);
    }
    await queryRunner.query(`
      grant update (result, corrected_at, corrected_by, correction_reason) on agency_completion to lr_agency, lr_job;
      grant update (finished_at, rows, sha256) on agency_export to lr_agency, lr_job;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table agency_export, agency_completion');
  }
}
