import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['framework', 'framework_edition', 'framework_level', 'job_role_level'];

/** Labels as in libs/content/frameworks.yaml: Working Together 2010, and the intercollegiate document. (docs/field.md 2.3) */
const GROUPS = [
  ['1', 'Infrequent contact', 'Infrequent contact with children, young people, parents or carers.'],
  ['2', 'Regular contact', 'Regular contact, or intense but irregular contact.'],
  [
    '3',
    'Work predominantly with children or parents',
    'Work predominantly with children or parents, and may contribute to assessing and planning.',
  ],
  [
    '4',
    'Particular responsibilities',
    'Particular responsibilities, such as section 47 enquiries and complex cases.',
  ],
  [
    '5',
    'Professional advisers, named and designated leads',
    'Professional advisers, named and designated leads.',
  ],
  ['6', 'Operational managers', 'Operational managers at all levels.'],
  ['7', 'Senior managers', 'Senior managers with strategic responsibility.'],
  [
    '8',
    'Partnership and elected members',
    'Members of the partnership (once the local safeguarding children board), and elected members.',
  ],
];
const LEVELS = [
  ['L1', 'Level 1', ''],
  ['L2', 'Level 2', ''],
  ['L3', 'Level 3', ''],
  ['L4', 'Level 4', ''],
  ['L5', 'Level 5', ''],
  ['executive', 'Senior managers and executives', ''],
];
const EDITIONS = [
  [
    '00000000-0000-7000-8000-000000000001',
    'workforce-groups',
    'Working Together 2010, groups 1 to 8',
    '2010-01-01',
    'Many areas have since moved to three or four levels. The year is known, the day is not.',
    'read through a secondary summary',
    GROUPS,
  ],
  [
    '00000000-0000-7000-8000-000000000002',
    'intercollegiate-document',
    '4th edition',
    '2019-01-01',
    'The hours often quoted for Level 3 belong to this edition. The year is known, the day is not.',
    'read through a secondary summary',
    LEVELS,
  ],
  [
    '00000000-0000-7000-8000-000000000003',
    'intercollegiate-document',
    '5th edition',
    '2025-09-01',
    'Came out in autumn 2025 as a website; the month is not exact. Its hours are not confirmed.',
    'official page, opening or abstract read',
    LEVELS,
  ],
] as const;

/**
 * Workforce groups and intercollegiate levels as data with editions: what a level is called, and which levels a job
 * role has, from a day on. Codes stay for ever, because members and rules name them; one that is not used any more is
 * retired. Everybody reads; the scope of agency 1 writes. (ADR 30)
 */
export class EditFrameworks1795305790000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table framework (
        code     text     not null,
        name     text     not null,
        position smallint not null,
        constraint pk_framework primary key (code)
      );
      comment on table framework is 'A way to sort work by what somebody has to know: workforce groups, intercollegiate levels.';
      insert into framework values ('workforce-groups', 'Workforce groups', 1),
        ('intercollegiate-document', 'Intercollegiate Document levels', 2);

      create table framework_edition (
        id         uuid not null,
        framework  text not null,
        name       text not null,
        from_on    date not null,
        note       text not null default '',
        confidence text not null default '',
        version    int  not null default 1,
        constraint pk_framework_edition primary key (id),
        constraint uq_framework_edition_day unique (framework, from_on),
        constraint fk_framework_edition_framework foreign key (framework) references framework (code),
        constraint ck_framework_edition_name check (length(name) between 1 and 120),
        constraint ck_framework_edition_note check (length(note) <= 500)
      );
      comment on table framework_edition is 'A framework from a day on, until the next edition begins. One whose first day is to come is a draft.';
      comment on column framework_edition.confidence is 'How sure we are of it; empty for one that the partnership wrote.';

      create table framework_level (
        edition_id  uuid     not null,
        code        text     not null,
        label       text     not null,
        description text     not null default '',
        position    smallint not null,
        is_retired  boolean  not null default false,
        constraint pk_framework_level primary key (edition_id, code),
        constraint fk_framework_level_edition foreign key (edition_id) references framework_edition (id),
        constraint ck_framework_level_label check (length(label) between 1 and 120),
        constraint ck_framework_level_description check (length(description) <= 300)
      );
      comment on table framework_level is 'What a level is called in one edition. Codes are the same in every edition.';
      comment on column framework_level.is_retired is 'Not offered any more. Whoever has it keeps it, with its label.';

      create table job_role_level (
        edition_id uuid   not null,
        job_role   text   not null,
        levels     text[] not null,
        constraint pk_job_role_level primary key (edition_id, job_role),
        constraint fk_job_role_level_edition foreign key (edition_id) references framework_edition (id),
        constraint fk_job_role_level_role foreign key (job_role) references job_role (code),
        constraint ck_job_role_level_levels check (cardinality(levels) <= 4)
      );
      comment on table job_role_level is 'Levels of a job role in an edition, the usual one first, where the partnership has decided; elsewhere those in job_role.';

      alter table job_role add icd_levels text[] not null default '{}';
      comment on column job_role.icd_levels is 'Levels of the intercollegiate document it usually has, as delivered.';
      comment on column job_role.workforce_groups is 'Groups it may belong to as delivered, the usual one first. Where the partnership has decided, job_role_level says otherwise.';
    `);
    for (const [id, framework, name, from, note, confidence, levels] of EDITIONS) {
      await queryRunner.query(
        'insert into framework_edition (id, framework, name, from_on, note, confidence) values ($1, $2, $3, $4, $5, $6)',
        [id, framework, name, from, note, confidence],
      );
      for (const [position, [code, label, description]] of levels.entries()) {
        await queryRunner.query(
          'insert into framework_level (edition_id, code, label, description, position) values ($1, $2, $3, $4, $5)',
          [id, code, label, description, position + 1],
        );
      }
    }
    for (const table of TABLES) {
      await queryRunner.query(`
        grant select on ${table} to lr_agency, lr_person, lr_public, lr_job, lr_board;
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_read on ${table} for select
          to lr_agency, lr_person, lr_public, lr_job, lr_board, lr_definer using (true);
      `);
      if (table === 'framework') continue;
      await queryRunner.query(`
        grant insert, update, delete on ${table} to lr_agency;
        create policy ${table}_add on ${table} for insert to lr_agency
          with check (nullif(current_setting('app.agency_id', true), '')::int = 1);
        create policy ${table}_change on ${table} for update to lr_agency
          using (nullif(current_setting('app.agency_id', true), '')::int = 1);
        create policy ${table}_remove on ${table} for delete to lr_agency
          using (nullif(current_setting('app.agency_id', true), '')::int = 1);
      `);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table job_role drop icd_levels;
      drop table job_role_level, framework_level, framework_edition, framework;
    `);
  }
}
