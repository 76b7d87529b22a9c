import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The person, who owns their record. A person table is reached as `lr_person` with `app.person_id` set,
 * and its rows are that person's alone.
 */
export class CreatePerson1795305602000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table person (
        id         uuid        not null,
        email_norm text,
        name       text,
        status     text        not null default 'active',
        created_at timestamptz not null default now(),
        constraint pk_person primary key (id),
        constraint uq_person_email unique (email_norm),
        constraint ck_person_email check (email_norm = lower(email_norm) and length(email_norm) between 3 and 254),
        constraint ck_person_name check (length(name) between 1 and 200),
        constraint ck_person_status check (status in ('active', 'closed', 'erased')),
        constraint ck_person_erased check (
          case when status = 'erased' then email_norm is null and name is null
               else email_norm is not null and name is not null end)
      );
      comment on table person is 'A human being, who owns their record. Erasure leaves the id with status erased.';
      comment on column person.id is 'uuid v7, made by the application.';
      comment on column person.email_norm is 'Address to sign in with: trimmed, lower case.';

      alter table person enable row level security;
      alter table person force row level security;
      create policy person_own on person to lr_person
        using (id = nullif(current_setting('app.person_id', true), '')::uuid);
      create policy person_definer on person for select to lr_definer using (true);

      grant select, insert on person to lr_person;
      grant select (id, email_norm, status) on person to lr_definer;
    `);

    await queryRunner.query(`
      create table person_registration (
        person_id  uuid not null,
        body       text not null,
        number     text not null default '',
        year_start text not null default '04-01',
        constraint pk_person_registration primary key (person_id, body),
        constraint fk_person_registration_person foreign key (person_id) references person (id),
        constraint ck_person_registration_body check (body in ('social-work-england', 'nmc', 'hcpc', 'other')),
        constraint ck_person_registration_number check (length(number) <= 40),
        constraint ck_person_registration_year_start check (
          year_start ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' and year_start <> '02-29')
      );
      comment on table person_registration is 'The regulator a person answers to, as they entered it; decides the years of their CPD record.';
      comment on column person_registration.number is 'As the person typed it; empty when they left it out.';
      comment on column person_registration.year_start is 'MM-DD; Social Work England begins on 12-01, others on 04-01.';

      alter table person_registration enable row level security;
      alter table person_registration force row level security;
      create policy person_registration_own on person_registration to lr_person
        using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);

      grant select, insert, update, delete on person_registration to lr_person;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table person_registration, person');
  }
}
