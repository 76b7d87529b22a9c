import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How often the questions of a module are right first time in one agency. Tenant tables without a person and without
 * a time: answers are a person's own, and an agency may not reach them. What comes in waits in one table and is
 * counted in whole tens into the other (docs/rules.md, "Small numbers"). Rows are only added at finishing, so a busy
 * agency and module have no row that everybody waits for.
 */
export class CreateQuestionCount1795305645000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table question_delta (
        agency_id   int     not null,
        module_id   int     not null,
        version     int     not null,
        question_id text    not null,
        id          uuid    not null default gen_random_uuid(),
        first_right boolean not null,
        constraint pk_question_delta primary key (agency_id, module_id, version, question_id, id),
        constraint fk_question_delta_version foreign key (module_id, version) references module_version (module_id, version),
        constraint ck_question_delta_question check (length(question_id) between 1 and 120)
      );
      comment on table question_delta is 'Answers that wait to be counted: of nobody, and in no order. No agency reads them.';
      comment on column question_delta.id is 'Random, and not of its time as other ids are.';
      comment on column question_delta.first_right is 'Whether the first answer of some member was right.';

      create table question_count (
        agency_id   int  not null,
        module_id   int  not null,
        version     int  not null,
        question_id text not null,
        answered    int  not null,
        first_right int  not null,
        right_from  int  not null,
        right_to    int  not null,
        constraint pk_question_count primary key (agency_id, module_id, version, question_id),
        constraint fk_question_count_agency foreign key (agency_id) references agency (id),
        constraint fk_question_count_version foreign key (module_id, version) references module_version (module_id, version),
        constraint ck_question_count_answered check (answered > 0 and answered % 10 = 0),
        constraint ck_question_count_right check (0 <= right_from and right_from <= first_right
          and first_right <= right_to and right_to <= answered and right_to - right_from >= 2)
      );
      comment on table question_count is 'How many members answered a question, and how many of them were right first time. Each member once a version.';
      comment on column question_count.answered is 'Moves by whole tens.';
      comment on column question_count.first_right is 'The exact number. No agency reads it: a range is what it may have.';
      comment on column question_count.right_from is 'With right_to, the range that is shown.';
    `);
    for (const table of ['question_delta', 'question_count']) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_agency on ${table} to lr_agency, lr_job
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
      `);
    }
    await queryRunner.query(`
      grant insert (agency_id, module_id, version, question_id, first_right) on question_delta to lr_agency;
      grant select, insert, delete on question_delta to lr_job;
      grant select (agency_id, module_id, version, question_id, answered, right_from, right_to) on question_count to lr_agency;
      grant select, insert, update on question_count to lr_job;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table question_count, question_delta');
  }
}
