import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who was reminded of what, by whom and when. Tenant table, only ever added to.
 *
 * `libs/domain/src/nudge/nudge.ts` decides who may be nudged; here the same two limits bind whoever writes, so that
 * two leads who press at the same moment cannot nudge a person twice.
 */
export class CreateNudge1795305630000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table nudge (
        agency_id     int         not null,
        id            uuid        not null,
        membership_id uuid        not null,
        module_id     int         not null,
        message_id    uuid        not null,
        nudged_by     uuid        not null,
        nudged_at     timestamptz not null,
        nudged_on     date        not null,
        constraint pk_nudge primary key (agency_id, id),
        constraint uq_nudge_module unique (agency_id, message_id, module_id),
        constraint fk_nudge_membership foreign key (agency_id, membership_id) references membership (agency_id, id),
        constraint fk_nudge_module foreign key (module_id) references module (id),
        constraint fk_nudge_person foreign key (nudged_by) references person (id),
        -- One message may name several modules; another one to the same person waits for seven days.
        constraint ex_nudge_week exclude using gist
          (agency_id with =, membership_id with =, message_id with <>, daterange(nudged_on, nudged_on + 7) with &&)
      );
      comment on table nudge is 'A reminder of one required module, sent to one member within one message.';
      comment on column nudge.message_id is 'The email that carried it; one a person and press, whatever the number of modules.';
      comment on column nudge.nudged_on is 'Day of nudged_at in the agency''s time zone: the limits count days, not hours.';
      create index ix_nudge_duty on nudge (agency_id, membership_id, module_id, nudged_on);
    `);

    // The exclusion above has anyone else's insert for the same person wait, so this counts everything there is.
    await queryRunner.query(`
      create function refuse_fourth_nudge() returns trigger language plpgsql set search_path = pg_catalog, public as $$
      begin
        if (select count(*) from nudge n
            where n.agency_id = new.agency_id and n.membership_id = new.membership_id and n.module_id = new.module_id
              and n.nudged_on > new.nudged_on - 30 and n.nudged_on <= new.nudged_on) > 3 then
          raise exception 'A fourth nudge about one module within thirty days is refused'
            using errcode = 'check_violation', constraint = 'ck_nudge_month';
        end if;
        return null;
      end $$;
      comment on function refuse_fourth_nudge() is 'Trigger that holds nudges about one duty to three in thirty days.';
      revoke all on function refuse_fourth_nudge() from public;
      create trigger nudge_month after insert on nudge for each row execute function refuse_fourth_nudge();
    `);

    await queryRunner.query(`
      alter table nudge enable row level security;
      alter table nudge force row level security;
      create policy nudge_agency on nudge to lr_agency, lr_job
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
      grant select, insert on nudge to lr_agency;
      grant select on nudge to lr_job;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table nudge;
      drop function refuse_fourth_nudge();
    `);
  }
}
