import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How far the partnership's rules are spread to agencies, and rules that were taken away before they began: agencies may
 * have copies of those already, which only jobs delete, so the rule stays behind as removed.
 */
export class SpreadPartnershipRules1795305732000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table partnership_assignment add removed_at timestamptz;
      comment on column partnership_assignment.removed_at is 'When it was taken away before it began; null for a rule that counts.';

      create table assignment_spread (
        agency_id                 int         not null,
        partnership_assignment_id uuid        not null,
        version                   int         not null,
        at                        timestamptz not null,
        constraint pk_assignment_spread primary key (agency_id, partnership_assignment_id),
        constraint fk_assignment_spread_agency foreign key (agency_id) references agency (id),
        constraint fk_assignment_spread_rule foreign key (partnership_assignment_id) references partnership_assignment (id)
      );
      comment on table assignment_spread is 'Up to which version an agency has followed each rule of the partnership. It names no person; the partnership reads how far its rules are.';
      alter table assignment_spread enable row level security;
      alter table assignment_spread force row level security;
      create policy assignment_spread_job on assignment_spread to lr_job
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
      create policy assignment_spread_read on assignment_spread for select to lr_agency
        using (nullif(current_setting('app.agency_id', true), '')::int in (agency_id, 1));
      grant select, insert, update on assignment_spread to lr_job;
      grant select on assignment_spread to lr_agency;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table assignment_spread;
      alter table partnership_assignment drop removed_at;
    `);
  }
}
