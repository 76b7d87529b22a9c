import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is wrong with duties, as it was found at night: looking takes seconds in a large agency, and reading does not. */
export class NoteDutyFaults1795305740000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table duty_fault (
        agency_id     int  not null,
        membership_id uuid not null,
        module_id     int  not null,
        fault         text not null,
        since         date not null,
        constraint pk_duty_fault primary key (agency_id, membership_id, module_id, fault),
        constraint fk_duty_fault_membership foreign key (agency_id, membership_id) references membership (agency_id, id),
        constraint fk_duty_fault_module foreign key (module_id) references module (id),
        constraint ck_duty_fault_fault check (fault in ('no-evidence', 'not-counted', 'wrong-pause', 'wrong-dates', 'missing', 'due-early', 'not-asked'))
      );
      comment on table duty_fault is 'Duties that are not what the rules and the evidence say, or whose rule cannot be kept, as last looked at.';
      comment on column duty_fault.since is 'The day on which it was first found, of the days without a break.';

      create table duty_check (
        agency_id int         not null,
        day       date        not null,
        noted_at  timestamptz not null,
        constraint pk_duty_check primary key (agency_id),
        constraint fk_duty_check_agency foreign key (agency_id) references agency (id)
      );
      comment on table duty_check is 'The day, of those worked into standings, for which the duties of an agency were last looked at.';
    `);
    for (const table of ['duty_fault', 'duty_check']) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_agency on ${table} to lr_agency, lr_job
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
        grant select on ${table} to lr_agency;
        grant select, insert, update, delete on ${table} to lr_job;
      `);
    }
    // A membership that is taken away takes these along.
    await queryRunner.query('grant delete on duty_fault to lr_agency');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table duty_check, duty_fault');
  }
}
