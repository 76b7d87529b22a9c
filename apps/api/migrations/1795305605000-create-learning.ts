import type { MigrationInterface, QueryRunner } from 'typeorm';

const PERSON_TABLES = [
  'attempt',
  'attempt_event',
  'answer',
  'completion',
  'completion_correction',
  'certificate',
];

/** What a person did: attempts, answers, completions and their certificates. Person tables. */
export class CreateLearning1795305605000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table attempt (
        person_id   uuid        not null,
        id          uuid        not null,
        module_id   int         not null,
        version     int         not null,
        state       text        not null default 'open',
        position    text,
        started_at  timestamptz not null,
        saved_at    timestamptz not null,
        finished_at timestamptz,
        constraint pk_attempt primary key (person_id, id),
        constraint uq_attempt_version unique (person_id, id, module_id, version),
        constraint fk_attempt_person foreign key (person_id) references person (id),
        constraint fk_attempt_version foreign key (module_id, version) references module_version (module_id, version),
        constraint ck_attempt_state check (state in ('open', 'complete')),
        constraint ck_attempt_finished check ((state = 'complete') = (finished_at is not null)),
        constraint ck_attempt_position check (length(position) <= 120)
      );
      comment on table attempt is 'One run through one version of a module, pinned to it.';
      comment on column attempt.position is 'The page the person was on, such as section/3 or check; null when they have only begun.';
      create index ix_attempt_module on attempt (person_id, module_id, started_at);
    `);
    // Two tabs that both press Start go on in the same attempt.
    await queryRunner.query(`
      create unique index uq_attempt_open on attempt (person_id, module_id) where state = 'open'
    `);

    await queryRunner.query(`
      create table attempt_event (
        person_id  uuid        not null,
        attempt_id uuid        not null,
        seq        int         not null,
        kind       text        not null,
        detail     jsonb       not null default '{}',
        at         timestamptz not null,
        constraint pk_attempt_event primary key (person_id, attempt_id, seq),
        constraint fk_attempt_event_attempt foreign key (person_id, attempt_id) references attempt (person_id, id),
        constraint ck_attempt_event_seq check (seq >= 1),
        constraint ck_attempt_event_kind check (kind ~ '^[a-z]+(-[a-z]+)*$')
      );
      comment on table attempt_event is 'What was saved and when: sections opened, the scenario''s path, answers. The credited minutes come from the gaps.';
      comment on column attempt_event.seq is '1, 2, 3… within the attempt.';

      create table answer (
        person_id   uuid        not null,
        attempt_id  uuid        not null,
        question_id text        not null,
        round       smallint    not null,
        option_id   text        not null,
        correct     boolean     not null,
        answered_at timestamptz not null,
        constraint pk_answer primary key (person_id, attempt_id, question_id, round),
        constraint fk_answer_attempt foreign key (person_id, attempt_id) references attempt (person_id, id),
        constraint ck_answer_round check (round >= 1)
      );
      comment on table answer is 'The first answer to a question in a round; there is no second. No agency ever reads it.';
      comment on column answer.question_id is 'The author''s id, as in the version the attempt is pinned to.';
    `);

    await queryRunner.query(`
      create table completion (
        person_id             uuid        not null,
        id                    uuid        not null,
        attempt_id            uuid        not null,
        module_id             int         not null,
        version               int         not null,
        completed_at          timestamptz not null,
        correct_count         smallint    not null,
        question_count        smallint    not null,
        minutes               smallint    not null,
        participatory_minutes smallint    not null default 0,
        evidence              text        not null default '',
        constraint pk_completion primary key (person_id, id),
        constraint uq_completion_attempt unique (person_id, attempt_id),
        constraint fk_completion_attempt foreign key (person_id, attempt_id, module_id, version)
          references attempt (person_id, id, module_id, version),
        constraint ck_completion_count check (correct_count between 0 and question_count),
        constraint ck_completion_minutes check (minutes between 0 and 1440 and participatory_minutes between 0 and minutes),
        constraint ck_completion_evidence check (participatory_minutes = 0 or length(evidence) > 0)
      );
      comment on table completion is 'The append-only fact that a person finished. One for each attempt, however often it is sent.';
      comment on column completion.minutes is 'Credited: never more than stated or evidenced; the person may have lowered it.';
      comment on column completion.participatory_minutes is '0 for solo e-learning.';
      comment on column completion.evidence is 'Of the participatory minutes: facilitator, date, group size.';
      create index ix_completion_module on completion (person_id, module_id, completed_at);

      create table completion_correction (
        person_id     uuid        not null,
        id            uuid        not null,
        completion_id uuid        not null,
        what          jsonb       not null,
        reason        text        not null,
        by            uuid        not null,
        at            timestamptz not null,
        constraint pk_completion_correction primary key (person_id, id),
        constraint fk_completion_correction_completion foreign key (person_id, completion_id) references completion (person_id, id),
        constraint fk_completion_correction_person foreign key (by) references person (id),
        constraint ck_completion_correction_reason check (length(reason) between 1 and 500)
      );
      comment on table completion_correction is 'An audited change to a completion, which itself stays as it was. Append only.';
      comment on column completion_correction.what is 'The fields corrected, with their new values.';
      create index ix_completion_correction on completion_correction (person_id, completion_id);

      create trigger completion_append_only before update or delete on completion
        for each row execute function refuse_change();
      create trigger completion_not_truncated before truncate on completion
        for each statement execute function refuse_change();
      create trigger completion_correction_append_only before update or delete on completion_correction
        for each row execute function refuse_change();
      create trigger completion_correction_not_truncated before truncate on completion_correction
        for each statement execute function refuse_change();
    `);

    await queryRunner.query(`
      create table certificate (
        number        text        not null,
        person_id     uuid        not null,
        completion_id uuid        not null,
        issued_at     timestamptz not null,
        constraint pk_certificate primary key (number),
        constraint uq_certificate_completion unique (person_id, completion_id),
        constraint fk_certificate_completion foreign key (person_id, completion_id) references completion (person_id, id),
        constraint ck_certificate_number check (number ~ '^[0-9A-HJKMNP-TV-Z]{20}$')
      );
      comment on table certificate is 'Proof of a completion that anybody holding its number can verify.';
      comment on column certificate.number is '20 Crockford base32 characters, upper case, without hyphens.';
    `);

    for (const table of PERSON_TABLES) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_own on ${table} to lr_person
          using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
      `);
    }
    for (const table of ['completion', 'completion_correction', 'certificate']) {
      await queryRunner.query(
        `create policy ${table}_definer on ${table} for select to lr_definer using (true)`,
      );
    }
    await queryRunner.query(`
      grant select, insert, update (state, position, saved_at, finished_at) on attempt to lr_person;
      grant select, insert on attempt_event, answer, completion, certificate to lr_person;
      grant select on completion_correction to lr_person;
      grant select (person_id, id, module_id, version, completed_at, minutes, participatory_minutes) on completion to lr_definer;
      grant select (person_id, completion_id) on completion_correction to lr_definer;
      grant select on certificate to lr_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table certificate, completion_correction, completion, answer, attempt_event, attempt',
    );
  }
}
