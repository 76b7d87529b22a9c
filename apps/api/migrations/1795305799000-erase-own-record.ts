import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = `nullif(current_setting('app.person_id', true), '')::uuid`;

/** Cleared by an erasure, in an order in which nothing refers to what is gone. */
const CLEARED = [
  'reflection',
  'certificate',
  'cpd_entry',
  'completion_correction',
  'completion',
  'answer',
  'attempt_event',
  'attempt',
  'person_registration',
  'unwanted_mail',
  'idempotency',
];

/** Of those, what lr_definer reads of anybody already (ADR 16). */
const READ_BEFORE = ['certificate', 'completion', 'completion_correction', 'unwanted_mail'];

/** What agencies hold of a member, which the member may read too: a row of one of their own memberships. */
const OF_A_MEMBERSHIP = ['nudge', 'duty_fault', 'import_row', 'import_leaver', 'import_change'];

/**
 * A person reads all that is held about them, and has their record erased (ADR 27).
 *
 * Erasing is one function that takes nobody's word for whose record it is: it asks the settings of the transaction. The
 * tables that are only ever added to let it delete, of that one person, and nobody else, superusers included.
 */
export class EraseOwnRecord1795305799000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of OF_A_MEMBERSHIP) {
      await queryRunner.query(`
        create policy ${table}_own on ${table} for select to lr_person
          using (exists (select from membership m where m.agency_id = ${table}.agency_id and m.id = ${table}.membership_id))
      `);
    }
    await queryRunner.query(`
      create policy agency_completion_own on agency_completion for select to lr_person using (person_id = ${OWN});
      create policy audit_log_own on audit_log for select to lr_person using (actor = ${OWN});
      -- A link that nobody has received yet opens the account: it is shown to no session, not even its owner's.
      create policy email_message_own on email_message for select to lr_person
        using ((not secret or state <> 'waiting') and (
          exists (select from membership m where m.agency_id = email_message.agency_id and m.id = email_message.membership_id)
          or membership_id is null and recipient = (select person.email_norm from person where person.id = ${OWN})));

      -- Without who corrected, who nudged and who else a row of a file might be about: those are other people.
      grant select (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes,
        participatory_minutes, learning_type, result, source, evidence, certificate_number, valid_until, recorded_at,
        corrected_at, correction_reason, attested_by) on agency_completion to lr_person;
      grant select (agency_id, id, membership_id, module_id, message_id, nudged_at, nudged_on) on nudge to lr_person;
      grant select (agency_id, import_id, line, cells, action, membership_id, changes, problems, decision,
        decided_membership_id) on import_row to lr_person;
      grant select on audit_log, email_message, duty_fault, import_leaver, import_change to lr_person;

      grant select on access.sign_in_event to lr_access;
      create index ix_sign_in_event_person on access.sign_in_event (person_id) where person_id is not null;
      create index ix_sign_in_event_email on access.sign_in_event (email_digest) where email_digest is not null;
    `);

    await queryRunner.query(`
      create table erased_certificate (
        number_digest bytea not null,
        erased_on     date  not null,
        constraint pk_erased_certificate primary key (number_digest),
        constraint ck_erased_certificate_digest check (length(number_digest) = 32)
      );
      comment on table erased_certificate is 'Certificates that were issued here and whose holders had their records erased, so that a number on paper is not taken for a forgery. It holds nobody and no number.';
      comment on column erased_certificate.number_digest is 'SHA-256 of the number.';
      grant select, insert on erased_certificate to lr_definer;
    `);

    // Who runs a trigger is whoever runs the statement: within the function, and nowhere else, that is lr_definer.
    await queryRunner.query(`
      create function refuse_change_but_erasure() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if tg_op = 'DELETE' and current_user = 'lr_definer' and old.person_id = ${OWN} then
          return old;
        end if;
        raise exception '% of % is refused: its rows are never changed', lower(tg_op), tg_table_name
          using errcode = 'restrict_violation';
      end $$;
      comment on function refuse_change_but_erasure() is 'Trigger for tables of a person that are only ever added to, until that person has their record erased.';

      drop trigger completion_append_only on completion;
      drop trigger completion_correction_append_only on completion_correction;
      drop trigger cpd_entry_platform_stays on cpd_entry;
      create trigger completion_append_only before update or delete on completion
        for each row execute function refuse_change_but_erasure();
      create trigger completion_correction_append_only before update or delete on completion_correction
        for each row execute function refuse_change_but_erasure();
      create trigger cpd_entry_platform_stays before delete on cpd_entry
        for each row when (old.source = 'platform') execute function refuse_change_but_erasure();

      -- Named to run after the foreign key's own check, which waits for an erasure under way: this then sees its end.
      create function refuse_for_erased() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if exists (select from public.person where id = new.person_id and status = 'erased') then
          raise exception 'The record of this person was erased'
            using errcode = 'check_violation', constraint = 'ck_person_erased';
        end if;
        return null;
      end $$;
      comment on function refuse_for_erased() is 'Trigger that keeps a request still under way from beginning an erased record anew.';
      revoke all on function refuse_change_but_erasure(), refuse_for_erased() from public;
      create trigger attempt_of_somebody after insert on attempt for each row execute function refuse_for_erased();
      create trigger cpd_entry_of_somebody after insert on cpd_entry for each row execute function refuse_for_erased();
      create trigger person_registration_of_somebody after insert on person_registration
        for each row execute function refuse_for_erased();
    `);

    for (const table of CLEARED) {
      await queryRunner.query(`
        create policy ${table}_definer_erase on ${table} for delete to lr_definer using (person_id = ${OWN});
        grant delete, select (person_id) on ${table} to lr_definer;
      `);
      if (READ_BEFORE.includes(table)) continue;
      await queryRunner.query(
        `create policy ${table}_definer_own on ${table} for select to lr_definer using (person_id = ${OWN})`,
      );
    }
    const ofMine = (table: string) => `exists (select from membership m where m.agency_id = ${table}.agency_id
      and m.id = ${table}.membership_id and m.person_id = ${OWN})`;
    const inMyAgencies = (table: string) => `exists (select from membership m
      where m.agency_id = ${table}.agency_id and m.person_id = ${OWN})`;
    await queryRunner.query(`
      grant update (email_norm, name, status, email_verified_at) on person to lr_definer;
      create policy person_definer_erase on person for update to lr_definer using (id = ${OWN});
      grant select (work_email), update (work_email) on membership to lr_definer;
      create policy membership_definer_erase on membership for update to lr_definer using (person_id = ${OWN});

      grant select (agency_id, membership_id, recipient, state, forgotten_at), delete,
        update (recipient, subject, text, html, last_answer, state, forgotten_at, trying_until) on email_message to lr_definer;
      create policy email_message_definer_own on email_message for select to lr_definer
        using (${ofMine('email_message')}
          or membership_id is null and recipient = (select person.email_norm from person where person.id = ${OWN}));
      create policy email_message_definer_erase on email_message for update to lr_definer
        using (${ofMine('email_message')}) with check (forgotten_at is not null);
      create policy email_message_definer_delete on email_message for delete to lr_definer
        using (membership_id is null and recipient = (select person.email_norm from person where person.id = ${OWN}));

      grant select (agency_id, membership_id, decided_membership_id, cells), delete on import_row to lr_definer;
      create policy import_row_definer_own on import_row for select to lr_definer using (${inMyAgencies('import_row')});
      create policy import_row_definer_erase on import_row for delete to lr_definer using (${inMyAgencies('import_row')});
      grant select (agency_id, membership_id, new_membership_id), delete on import_change to lr_definer;
      create policy import_change_definer_own on import_change for select to lr_definer using (${inMyAgencies('import_change')});
      create policy import_change_definer_erase on import_change for delete to lr_definer using (${inMyAgencies('import_change')});

      grant usage on schema access to lr_definer;
      grant select (person_id), delete on access.session, access.credential, access.passphrase_link to lr_definer;
      grant select (person_id, email_digest), update (email_digest, address), insert on access.sign_in_event to lr_definer;
    `);

    await queryRunner.query(`
      create function erase_own_record(event uuid, at timestamptz) returns boolean
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        me uuid := ${OWN};
        addresses text[];
      begin
        if me is null or me is distinct from nullif(current_setting('app.actor_id', true), '')::uuid then
          raise exception 'A record is erased for the person whose it is' using errcode = 'insufficient_privilege';
        end if;
        -- Whatever is being written for this person waits here, or is waited for.
        select array_agg(address) into addresses from (
          select person.email_norm as address from person where person.id = me and person.status <> 'erased' for update) own;
        if addresses is null then
          return false;
        end if;
        select addresses || array_agg(lower(btrim(membership.work_email))) into addresses
        from membership where membership.person_id = me and membership.work_email <> '';

        insert into erased_certificate (number_digest, erased_on)
          select sha256(convert_to(certificate.number, 'UTF8')), $2::date from certificate where certificate.person_id = me
          on conflict do nothing;
        -- A module may be finished meanwhile by a request that began before: what it adds is in the way once, not twice.
        for try in 1..5 loop
          begin
            ${CLEARED.map((table) => `delete from ${table} where ${table}.person_id = me;`).join('\n            ')}
            exit;
          exception when foreign_key_violation then
            if try = 5 then raise; end if;
          end;
        end loop;

        update email_message set recipient = '', subject = '', text = '', html = '', last_answer = null,
          state = case when state = 'waiting' then 'refused' else state end, trying_until = null, forgotten_at = $2
        from membership m
        where m.person_id = me and email_message.agency_id = m.agency_id and email_message.membership_id = m.id
          and email_message.forgotten_at is null;
        delete from email_message
        where email_message.agency_id = 1 and email_message.membership_id is null and email_message.recipient = any(addresses);
        delete from import_row using membership m
        where m.person_id = me and import_row.agency_id = m.agency_id and (
          m.id in (import_row.membership_id, import_row.decided_membership_id)
          or exists (select from jsonb_array_elements_text(import_row.cells) cell where lower(btrim(cell)) = any(addresses)));
        delete from import_change using membership m
        where m.person_id = me and import_change.agency_id = m.agency_id
          and m.id in (import_change.membership_id, import_change.new_membership_id);
        update membership set work_email = '' where membership.person_id = me and membership.work_email <> '';

        delete from access.session where session.person_id = me;
        delete from access.credential where credential.person_id = me;
        delete from access.passphrase_link where passphrase_link.person_id = me;
        -- That there were tries stays for as long as any do: whoever took an account over must not wipe that out.
        update access.sign_in_event set email_digest = null, address = null
        where sign_in_event.person_id = me or sign_in_event.email_digest in (
          select theirs.email_digest from access.sign_in_event theirs where theirs.person_id = me);
        insert into access.sign_in_event (id, at, outcome, person_id) values ($1, $2, 'record-erased', me);

        update person set status = 'erased', email_norm = null, name = null, email_verified_at = null where person.id = me;
        return true;
      end
      $$;
      comment on function erase_own_record(uuid, timestamptz) is 'Erases the record of the person who acts, and nobody else''s. What stays is what agencies keep as their evidence. False when it was erased before.';

      create function certificate_was_erased(certificate_number text) returns boolean
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select exists (select from erased_certificate
                       where number_digest = sha256(convert_to(certificate_number, 'UTF8')))
      $$;
      comment on function certificate_was_erased(text) is 'Whether a certificate of this number was issued here and its holder had their record erased since.';

      revoke all on function erase_own_record(uuid, timestamptz), certificate_was_erased(text) from public;
      grant create on schema public to lr_definer;
      alter function erase_own_record(uuid, timestamptz) owner to lr_definer;
      alter function certificate_was_erased(text) owner to lr_definer;

      set local role lr_definer;
      grant execute on function erase_own_record(uuid, timestamptz) to lr_person;
      grant execute on function certificate_was_erased(text) to lr_public;
      -- A member whose record was erased stays a member; what an agency imports about them later is its own alone.
      create or replace function record_imported_learning(entries jsonb) returns void
      language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
        insert into cpd_entry (person_id, id, source, learning_type, title, provider, completed_on, minutes,
          participatory_minutes, evidence, attested_by, saved_at)
        select membership.person_id, row.id, 'imported', row.learning_type, row.title, row.provider, row.completed_on,
          row.minutes, row.participatory_minutes, row.evidence, row.attested_by, row.saved_at
        from jsonb_to_recordset(entries) as row(membership_id uuid, id uuid, learning_type text, title text, provider text,
          completed_on date, minutes smallint, participatory_minutes smallint, evidence text, attested_by text,
          saved_at timestamptz)
        join membership on membership.agency_id = nullif(current_setting('app.agency_id', true), '')::int
          and membership.id = row.membership_id
        join person on person.id = membership.person_id and person.status <> 'erased'
      $$;
      reset role;
      revoke create on schema public from lr_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      grant create on schema public to lr_definer;
      set local role lr_definer;
      create or replace function record_imported_learning(entries jsonb) returns void
      language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
        insert into cpd_entry (person_id, id, source, learning_type, title, provider, completed_on, minutes,
          participatory_minutes, evidence, attested_by, saved_at)
        select membership.person_id, row.id, 'imported', row.learning_type, row.title, row.provider, row.completed_on,
          row.minutes, row.participatory_minutes, row.evidence, row.attested_by, row.saved_at
        from jsonb_to_recordset(entries) as row(membership_id uuid, id uuid, learning_type text, title text, provider text,
          completed_on date, minutes smallint, participatory_minutes smallint, evidence text, attested_by text,
          saved_at timestamptz)
        join membership on membership.agency_id = nullif(current_setting('app.agency_id', true), '')::int
          and membership.id = row.membership_id
      $$;
      drop function certificate_was_erased(text);
      drop function erase_own_record(uuid, timestamptz);
      reset role;
      revoke create on schema public from lr_definer;

      revoke select (person_id, email_digest), update (email_digest, address), insert on access.sign_in_event from lr_definer;
      revoke select (person_id), delete on access.session, access.credential, access.passphrase_link from lr_definer;
      revoke usage on schema access from lr_definer;
      drop policy import_change_definer_erase on import_change;
      drop policy import_change_definer_own on import_change;
      revoke select (agency_id, membership_id, new_membership_id), delete on import_change from lr_definer;
      drop policy import_row_definer_erase on import_row;
      drop policy import_row_definer_own on import_row;
      revoke select (agency_id, membership_id, decided_membership_id, cells), delete on import_row from lr_definer;
      drop policy email_message_definer_delete on email_message;
      drop policy email_message_definer_erase on email_message;
      drop policy email_message_definer_own on email_message;
      revoke select (agency_id, membership_id, recipient, state, forgotten_at), delete,
        update (recipient, subject, text, html, last_answer, state, forgotten_at, trying_until) on email_message from lr_definer;
      drop policy membership_definer_erase on membership;
      revoke select (work_email), update (work_email) on membership from lr_definer;
      drop policy person_definer_erase on person;
      revoke update (email_norm, name, status, email_verified_at) on person from lr_definer;
    `);
    for (const table of CLEARED) {
      const isRead = READ_BEFORE.includes(table);
      await queryRunner.query(`
        revoke delete${isRead ? '' : ', select (person_id)'} on ${table} from lr_definer;
        drop policy ${table}_definer_erase on ${table};
        ${isRead ? '' : `drop policy ${table}_definer_own on ${table};`}
      `);
    }
    await queryRunner.query(`
      drop trigger person_registration_of_somebody on person_registration;
      drop trigger cpd_entry_of_somebody on cpd_entry;
      drop trigger attempt_of_somebody on attempt;
      drop function refuse_for_erased();
      drop trigger cpd_entry_platform_stays on cpd_entry;
      drop trigger completion_correction_append_only on completion_correction;
      drop trigger completion_append_only on completion;
      create trigger completion_append_only before update or delete on completion
        for each row execute function refuse_change();
      create trigger completion_correction_append_only before update or delete on completion_correction
        for each row execute function refuse_change();
      create trigger cpd_entry_platform_stays before delete on cpd_entry
        for each row when (old.source = 'platform') execute function refuse_change();
      drop function refuse_change_but_erasure();
      drop table erased_certificate;

      drop index access.ix_sign_in_event_email;
      drop index access.ix_sign_in_event_person;
      revoke select on access.sign_in_event from lr_access;
      revoke select on audit_log, email_message, duty_fault, import_leaver, import_change from lr_person;
      revoke select (agency_id, import_id, line, cells, action, membership_id, changes, problems, decision,
        decided_membership_id) on import_row from lr_person;
      revoke select (agency_id, id, membership_id, module_id, message_id, nudged_at, nudged_on) on nudge from lr_person;
      revoke select (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes,
        participatory_minutes, learning_type, result, source, evidence, certificate_number, valid_until, recorded_at,
        corrected_at, correction_reason, attested_by) on agency_completion from lr_person;
      drop policy email_message_own on email_message;
      drop policy audit_log_own on audit_log;
      drop policy agency_completion_own on agency_completion;
    `);
    for (const table of OF_A_MEMBERSHIP) await queryRunner.query(`drop policy ${table}_own on ${table}`);
  }
}
