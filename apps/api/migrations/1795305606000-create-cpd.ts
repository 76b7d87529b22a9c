import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person's CPD record and their private words. Person tables; no agency screen, export or log reads them. */
export class CreateCpd1795305606000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table cpd_entry (
        person_id             uuid        not null,
        id                    uuid        not null,
        completion_id         uuid,
        source                text        not null,
        learning_type         text        not null,
        title                 text        not null,
        provider              text        not null default '',
        description           text        not null default '',
        completed_on          date        not null,
        minutes               smallint    not null,
        credited_minutes      smallint,
        participatory_minutes smallint    not null default 0,
        facilitator           text        not null default '',
        group_size            int,
        evidence              text        not null default '',
        attested_by           text        not null default '',
        revision              int         not null default 0,
        saved_at              timestamptz not null,
        constraint pk_cpd_entry primary key (person_id, id),
        constraint uq_cpd_entry_completion unique (person_id, completion_id),
        constraint fk_cpd_entry_person foreign key (person_id) references person (id),
        constraint fk_cpd_entry_completion foreign key (person_id, completion_id) references completion (person_id, id),
        constraint ck_cpd_entry_source check (source in ('platform', 'imported', 'self-declared')),
        constraint ck_cpd_entry_platform check (
          (source = 'platform') = (completion_id is not null) and (source = 'platform') = (credited_minutes is not null)),
        constraint ck_cpd_entry_type check (learning_type in ('self-directed', 'facilitated-group', 'peer-discussion', 'reading')),
        constraint ck_cpd_entry_title check (length(title) between 1 and 200),
        constraint ck_cpd_entry_lengths check (
          length(provider) <= 200 and length(facilitator) <= 200 and length(description) <= 1000
          and length(evidence) <= 1000 and length(attested_by) <= 200),
        constraint ck_cpd_entry_minutes check (minutes between 0 and 1440),
        constraint ck_cpd_entry_credited check (minutes <= credited_minutes),
        constraint ck_cpd_entry_participatory check (participatory_minutes between 0 and minutes),
        constraint ck_cpd_entry_solo check (participatory_minutes = 0 or learning_type in ('facilitated-group', 'peer-discussion')),
        constraint ck_cpd_entry_group_size check (group_size between 1 and 100000)
      );
      comment on table cpd_entry is 'One line of a person''s CPD record: a completion here, an import, or their own word.';
      comment on column cpd_entry.credited_minutes is 'What the platform credited; minutes may be lowered below it, never raised above. Null for learning done elsewhere.';
      comment on column cpd_entry.participatory_minutes is 'Minutes spent learning with others; 0 for anything done alone.';
      comment on column cpd_entry.evidence is 'What the person holds as proof, or of the participatory minutes.';
      comment on column cpd_entry.attested_by is 'Who vouched for an imported entry; empty for the person''s own word.';
      comment on column cpd_entry.revision is 'Counts saves, so that a stale page cannot overwrite a newer one.';
      create index ix_cpd_entry_day on cpd_entry (person_id, completed_on);

      create table reflection (
        person_id    uuid        not null,
        id           uuid        not null,
        attempt_id   uuid,
        cpd_entry_id uuid,
        ciphertext   bytea       not null,
        nonce        bytea       not null,
        tag          bytea       not null,
        key_version  smallint    not null default 1,
        revision     int         not null default 1,
        saved_at     timestamptz not null,
        constraint pk_reflection primary key (person_id, id),
        constraint uq_reflection_attempt unique (person_id, attempt_id),
        constraint uq_reflection_cpd_entry unique (person_id, cpd_entry_id),
        constraint fk_reflection_attempt foreign key (person_id, attempt_id) references attempt (person_id, id),
        constraint fk_reflection_cpd_entry foreign key (person_id, cpd_entry_id) references cpd_entry (person_id, id),
        constraint ck_reflection_of check (num_nonnulls(attempt_id, cpd_entry_id) = 1),
        constraint ck_reflection_nonce check (length(nonce) = 12),
        constraint ck_reflection_tag check (length(tag) = 16),
        constraint ck_reflection_length check (length(ciphertext) <= 131072)
      );
      comment on table reflection is 'Private text of one attempt or one CPD entry, readable by its person alone: AES-256-GCM with the person id as additional data.';
      comment on column reflection.ciphertext is 'All the words together, intention and its date included, as encrypted JSON.';
      comment on column reflection.nonce is '12 bytes, never used twice with one key.';
      comment on column reflection.tag is '16 bytes that prove the text is whole and this person''s.';
      comment on column reflection.key_version is 'Which key it was encrypted with, so that keys can be changed.';
    `);

    for (const table of ['cpd_entry', 'reflection']) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_own on ${table} to lr_person
          using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
      `);
    }
    await queryRunner.query(`
      grant select, insert, update (minutes, participatory_minutes, revision, saved_at) on cpd_entry to lr_person;
      grant select, insert, delete, update (ciphertext, nonce, tag, key_version, revision, saved_at) on reflection to lr_person;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table reflection, cpd_entry');
  }
}
