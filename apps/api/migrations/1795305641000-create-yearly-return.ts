import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an agency writes in its yearly return, and each return that a training lead has attested: figures and words as
 * they stood that day. Tenant tables; an attestation is never changed, a later one stands in its place.
 */
export class CreateYearlyReturn1795305641000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table yearly_return (
        agency_id int         not null,
        year      smallint    not null,
        revision  int         not null,
        words     jsonb       not null,
        saved_by  uuid        not null,
        saved_at  timestamptz not null,
        constraint pk_yearly_return primary key (agency_id, year),
        constraint fk_yearly_return_agency foreign key (agency_id) references agency (id),
        constraint fk_yearly_return_person foreign key (saved_by) references person (id),
        constraint ck_yearly_return_year check (year between 2000 and 2200),
        constraint ck_yearly_return_revision check (revision > 0)
      );
      comment on table yearly_return is 'What an agency has written so far for a reporting year. Its figures are counted when they are asked for.';
      comment on column yearly_return.year is 'The year in which it begins, on 1 April.';
      comment on column yearly_return.revision is 'Raised by each save: a save on top of another than the last is refused.';

      create table yearly_return_attestation (
        agency_id    int         not null,
        id           uuid        not null,
        year         smallint    not null,
        number       smallint    not null,
        attested_at  timestamptz not null,
        attested_on  date        not null,
        attested_by  uuid        not null,
        display_name text        not null,
        role         text        not null,
        content      jsonb       not null,
        sha256       text        not null,
        constraint pk_yearly_return_attestation primary key (agency_id, id),
        constraint uq_yearly_return_attestation_number unique (agency_id, year, number),
        constraint fk_yearly_return_attestation_agency foreign key (agency_id) references agency (id),
        constraint fk_yearly_return_attestation_person foreign key (attested_by) references person (id),
        constraint ck_yearly_return_attestation_year check (year between 2000 and 2200),
        constraint ck_yearly_return_attestation_number check (number > 0),
        constraint ck_yearly_return_attestation_role check (length(role) between 1 and 120),
        constraint ck_yearly_return_attestation_sha256 check (sha256 ~ '^[0-9a-f]{64}$')
      );
      comment on table yearly_return_attestation is 'A return as somebody said it was right: figures and words, frozen. Append only.';
      comment on column yearly_return_attestation.number is 'First, second … of the year; each stands in place of the one before.';
      comment on column yearly_return_attestation.attested_on is 'Day in the agency''s time zone.';
      comment on column yearly_return_attestation.display_name is 'Of whoever attested, as it was that day: part of the agency''s statutory evidence.';
      comment on column yearly_return_attestation.sha256 is 'Of content with number, day, name and role as canonical JSON, hexadecimal.';

      create trigger yearly_return_attestation_append_only before update or delete on yearly_return_attestation
        for each row execute function refuse_change();
      create trigger yearly_return_attestation_not_truncated before truncate on yearly_return_attestation
        for each statement execute function refuse_change();
    `);
    for (const table of ['yearly_return', 'yearly_return_attestation']) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_agency on ${table} to lr_agency, lr_job
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
        grant select, insert on ${table} to lr_agency;
      `);
    }
    await queryRunner.query(
      'grant update (revision, words, saved_by, saved_at) on yearly_return to lr_agency',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table yearly_return_attestation, yearly_return');
  }
}
