import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How long each kind of data is kept, what is about to be deleted, and the rights of the job that deletes it. Its
 * policies hold the least time of each kind, whatever the setting says: a job can neither see nor delete what is
 * younger. Of the audit log a prefix of the chain goes, and the last hash of it stays. (ADR 29)
 */
export class KeepForATime1795305781000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table retention_setting (
        kind    text     not null,
        amount  smallint not null,
        unit    text     not null,
        reason  text     not null,
        version int      not null default 1,
        constraint pk_retention_setting primary key (kind),
        constraint ck_retention_setting_amount check (
          case kind when 'answer' then unit = 'day' and amount between 30 and 730
            when 'email' then unit = 'day' and amount between 30 and 730
            when 'sign-in' then unit = 'month' and amount between 1 and 36
            when 'audit' then unit = 'month' and amount between 12 and 120
            else false end),
        constraint ck_retention_setting_reason check (length(reason) between 1 and 500)
      );
      comment on table retention_setting is 'How long each kind of data is kept, and why.';
      comment on column retention_setting.version is 'Counted up by each change; a form that was opened on an older one is refused.';
      insert into retention_setting (kind, amount, unit, reason) values
        ('answer', 90, 'day', 'Long enough to talk an answer over with somebody. How many were right stays with the completion.'),
        ('email', 90, 'day', 'Long enough to answer somebody who asks what they were sent. That a message went, and when, stays.'),
        ('sign-in', 12, 'month', 'Long enough to look into guesses at an account. Nobody’s learning depends on it.'),
        ('audit', 24, 'month', 'Covers a yearly return and the year after it. What was learned is kept elsewhere, and longer.');

      grant select on retention_setting to lr_agency, lr_person, lr_public, lr_job, lr_board, lr_definer;
      grant update (amount, reason, version) on retention_setting to lr_agency;
      alter table retention_setting enable row level security;
      alter table retention_setting force row level security;
      create policy retention_setting_read on retention_setting for select
        to lr_agency, lr_person, lr_public, lr_job, lr_board, lr_definer using (true);
      create policy retention_setting_change on retention_setting for update to lr_agency
        using (nullif(current_setting('app.agency_id', true), '')::int = 1);

      create table retention_announcement (
        agency_id    int         not null,
        id           uuid        not null,
        kind         text        not null,
        after_on     date,
        before_on    date        not null,
        announced_on date        not null,
        deletes_on   date        not null,
        rows         int         not null,
        state        text        not null default 'waiting',
        deleted      int         not null default 0,
        settled_at   timestamptz,
        constraint pk_retention_announcement primary key (agency_id, id),
        constraint fk_retention_announcement_agency foreign key (agency_id) references agency (id),
        constraint fk_retention_announcement_kind foreign key (kind) references retention_setting (kind),
        constraint ck_retention_announcement_week check (deletes_on >= announced_on + 7),
        constraint ck_retention_announcement_range check (before_on > after_on),
        constraint ck_retention_announcement_rows check (rows > 0 and deleted >= 0),
        constraint ck_retention_announcement_state check (state in ('waiting', 'done', 'called-off')),
        constraint ck_retention_announcement_settled check ((state = 'waiting') = (settled_at is null))
      );
      comment on table retention_announcement is 'What will be deleted, said at least a week before; nothing is deleted that was not. What is no agency''s is agency 1''s.';
      comment on column retention_announcement.after_on is 'It is about what is from this day on; null from the beginning.';
      comment on column retention_announcement.before_on is 'And from before this day.';
      comment on column retention_announcement.rows is 'How many there were when it was announced.';
      comment on column retention_announcement.deleted is 'How many are gone so far.';
      create unique index uq_retention_announcement_waiting on retention_announcement (agency_id, kind, deletes_on)
        where state = 'waiting';
      grant select on retention_announcement to lr_agency;
      grant select, insert, update (state, deleted, settled_at) on retention_announcement to lr_job;
      alter table retention_announcement enable row level security;
      alter table retention_announcement force row level security;
      create policy retention_announcement_agency on retention_announcement to lr_agency, lr_job
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
    `);

    await queryRunner.query(`
      create policy retention_announcement_definer on retention_announcement for select to lr_definer using (true);
      grant select (kind, before_on, deletes_on, rows, state) on retention_announcement to lr_definer;
      create function announced_deletions() returns table (kind text, deletes_on date, rows int)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select a.kind, a.deletes_on, sum(a.rows)::int
        from retention_announcement a
        join retention_setting s on s.kind = a.kind
        where a.state = 'waiting' and nullif(current_setting('app.agency_id', true), '')::int = 1
          and a.before_on <= (a.deletes_on - case s.unit when 'day' then make_interval(days => s.amount)
            else make_interval(months => s.amount) end)::date
        group by a.kind, a.deletes_on
      $$;
      comment on function announced_deletions() is 'How many rows of all agencies together will be deleted on which day, to the partnership''s own scope alone.';
      revoke all on function announced_deletions() from public;
      grant create on schema public to lr_definer;
      alter function announced_deletions() owner to lr_definer;
      revoke create on schema public from lr_definer;
      set local role lr_definer;
      grant execute on function announced_deletions() to lr_agency;
      reset role;
    `);

    await queryRunner.query(`
      create index ix_attempt_finished on attempt (finished_at) where finished_at is not null;
      create policy attempt_old on attempt for select to lr_job using (finished_at < now() - interval '30 days');
      create policy answer_old on answer to lr_job using (answered_at < now() - interval '30 days');
      grant select (person_id, id, finished_at) on attempt to lr_job;
      grant select (person_id, attempt_id, answered_at), delete on answer to lr_job;

      create function refuse_young_sign_in() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if old.at > now() - interval '1 month' then
          raise exception 'A sign-in of the last month stays' using errcode = '42501';
        end if;
        return old;
      end $$;
      comment on function refuse_young_sign_in() is 'Trigger that keeps the sign-ins of the last month, whoever deletes.';
      revoke all on function refuse_young_sign_in() from public;
      create trigger sign_in_event_young_stays before delete on access.sign_in_event
        for each row execute function refuse_young_sign_in();
      grant select (id, at), delete on access.sign_in_event to lr_access;

      create table audit_dropped (
        agency_id  int         not null,
        seq        int         not null,
        hash       bytea       not null,
        dropped_at timestamptz not null,
        constraint pk_audit_dropped primary key (agency_id),
        constraint fk_audit_dropped_agency foreign key (agency_id) references agency (id),
        constraint ck_audit_dropped check (seq >= 1 and length(hash) = 32)
      );
      comment on table audit_dropped is 'The last link of the part of an agency''s chain that is gone: what is left is checked from there.';
      grant select, insert, update on audit_dropped to lr_job;
      alter table audit_dropped enable row level security;
      alter table audit_dropped force row level security;
      create policy audit_dropped_job on audit_dropped to lr_job
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);

      drop policy audit_log_agency on audit_log;
      drop policy audit_seal_agency on audit_seal;
    `);
    for (const [table, at] of [
      ['audit_log', 'at'],
      ['audit_seal', 'sealed_at'],
    ]) {
      await queryRunner.query(`
        create policy ${table}_agency on ${table} to lr_agency
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
        create policy ${table}_read on ${table} for select to lr_job
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
        create policy ${table}_add on ${table} for insert to lr_job
          with check (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
        create policy ${table}_old on ${table} for delete to lr_job
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int and ${at} < now() - interval '12 months');
        grant delete on ${table} to lr_job;
      `);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['audit_seal', 'audit_log']) {
      await queryRunner.query(`
        revoke delete on ${table} from lr_job;
        drop policy ${table}_old on ${table};
        drop policy ${table}_add on ${table};
        drop policy ${table}_read on ${table};
        drop policy ${table}_agency on ${table};
        create policy ${table}_agency on ${table} to lr_agency, lr_job
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
      `);
    }
    await queryRunner.query(`
      drop table audit_dropped;
      revoke select (id, at), delete on access.sign_in_event from lr_access;
      drop trigger sign_in_event_young_stays on access.sign_in_event;
      drop function refuse_young_sign_in();
      revoke select (person_id, attempt_id, answered_at), delete on answer from lr_job;
      revoke select (person_id, id, finished_at) on attempt from lr_job;
      drop policy answer_old on answer;
      drop policy attempt_old on attempt;
      drop index ix_attempt_finished;
      set local role lr_definer;
      drop function announced_deletions();
      reset role;
      drop table retention_announcement, retention_setting;
    `);
  }
}
