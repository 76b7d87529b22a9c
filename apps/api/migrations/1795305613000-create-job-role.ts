import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people do at work, as the catalogue is filtered by it and rules are written with it. Shared reference. */
export class CreateJobRole1795305613000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table job_role (
        code             text       not null,
        label            text       not null,
        workforce_groups smallint[] not null,
        position         smallint   not null,
        constraint pk_job_role primary key (code),
        constraint ck_job_role_code check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
      );
      comment on table job_role is 'What somebody does at work. Never deleted: memberships and published versions name it.';
      comment on column job_role.workforce_groups is 'Groups of the partnership''s framework it may belong to, the usual one first.';
      grant select on job_role to lr_agency, lr_person, lr_public, lr_job, lr_board;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table job_role');
  }
}
