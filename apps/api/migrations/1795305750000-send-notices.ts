import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What members are told of by itself, and what they would rather not get (ADR 26).
 *
 * A notice is written in the transaction of the email that carries it, and once for a member, module, kind and day: two
 * workers at once, or one that was killed and begins again, tell nobody twice.
 */
export class SendNotices1795305750000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table notice (
        agency_id     int         not null,
        membership_id uuid        not null,
        module_id     int         not null,
        kind          text        not null,
        for_day       date        not null,
        person_id     uuid        not null,
        message_id    uuid        not null,
        noticed_on    date        not null,
        noticed_at    timestamptz not null,
        constraint pk_notice primary key (agency_id, membership_id, module_id, kind, for_day),
        constraint fk_notice_membership foreign key (agency_id, membership_id, person_id)
          references membership (agency_id, id, person_id),
        constraint fk_notice_module foreign key (module_id) references module (id),
        constraint fk_notice_message foreign key (agency_id, message_id) references email_message (agency_id, id),
        constraint ck_notice_kind check (kind in ('assigned', 'due-soon', 'overdue', 'expiring', 'expired')),
        -- One message a member and day, whatever it names.
        constraint ex_notice_day exclude using gist
          (agency_id with =, membership_id with =, message_id with <>, noticed_on with =)
      );
      comment on table notice is 'What a member was told about one required module by itself, within one message. Told once for each kind and day.';
      comment on column notice.for_day is 'The day it is about: due, run out or running out, or first asked.';
      comment on column notice.noticed_on is 'Day of noticed_at in the agency''s time zone.';
      create index ix_notice_lately on notice (agency_id, membership_id, noticed_on);

      create table notice_round (
        agency_id           int  not null,
        began_on            date not null,
        day                 date,
        after_membership_id uuid,
        digest_on           date,
        constraint pk_notice_round primary key (agency_id),
        constraint fk_notice_round_agency foreign key (agency_id) references agency (id)
      );
      comment on table notice_round is 'How far a day''s notices of an agency are. Its row is the lock of whoever sends them.';
      comment on column notice_round.began_on is 'Day on which notices began here: what became so before it is told to nobody.';
      comment on column notice_round.day is 'The last day that was begun.';
      comment on column notice_round.after_membership_id is 'Members up to this one, by id, are done with that day; null when nobody or everybody is.';
      comment on column notice_round.digest_on is 'The last day on which leads got their digest.';
    `);
    for (const table of ['notice', 'notice_round']) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_agency on ${table} to lr_agency, lr_job
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
        grant select on ${table} to lr_agency;
        grant select, insert, update on ${table} to lr_job;
      `);
    }
    await queryRunner.query(`
      revoke update on notice from lr_job;
      grant delete on notice to lr_agency, lr_job;
      create policy notice_own on notice for select to lr_person
        using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
      grant select on notice to lr_person;

      create table unwanted_mail (
        person_id uuid        not null,
        kind      text        not null,
        since     timestamptz not null default now(),
        constraint pk_unwanted_mail primary key (person_id, kind),
        constraint fk_unwanted_mail_person foreign key (person_id) references person (id),
        constraint ck_unwanted_mail_kind check (kind in ('due-soon', 'expiring', 'certificate', 'digest'))
      );
      comment on table unwanted_mail is 'What a person would rather not get by email. What is asked of them and what is overdue they are always told.';
      alter table unwanted_mail enable row level security;
      alter table unwanted_mail force row level security;
      create policy unwanted_mail_own on unwanted_mail to lr_person
        using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
      grant select, insert, delete on unwanted_mail to lr_person;
      create policy unwanted_mail_definer on unwanted_mail for select to lr_definer using (true);
      grant select (person_id, kind) on unwanted_mail to lr_definer;

      create function mail_unwanted_by(people uuid[]) returns table (person_id uuid, kind text)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select unwanted.person_id, unwanted.kind
        from unwanted_mail unwanted
        where unwanted.person_id = any(people)
          and exists (
            select from membership
            where membership.person_id = unwanted.person_id
              and membership.agency_id = nullif(current_setting('app.agency_id', true), '')::int)
      $$;
      comment on function mail_unwanted_by(uuid[]) is 'What members of the acting agency, and nobody else, would rather not get by email.';
      revoke all on function mail_unwanted_by(uuid[]) from public;
      grant create on schema public to lr_definer;
      alter function mail_unwanted_by(uuid[]) owner to lr_definer;
      revoke create on schema public from lr_definer;
      set local role lr_definer;
      grant execute on function mail_unwanted_by(uuid[]) to lr_job;
      reset role;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      set local role lr_definer;
      drop function mail_unwanted_by(uuid[]);
      reset role;
      drop table unwanted_mail, notice_round, notice;
    `);
  }
}
