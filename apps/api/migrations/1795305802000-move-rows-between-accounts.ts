import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MOVED_WITH_MEMBERSHIP } from './1795305801000-create-account-merge.js';

const OWN = `nullif(current_setting('app.person_id', true), '')::uuid`;

const FUNCTIONS = [
  'living_account(uuid)',
  'attempts_to_give_back(uuid)',
  'merge_accounts(uuid, timestamptz, timestamptz)',
  'undo_account_merge(uuid, timestamptz)',
];
const DEFINERS = FUNCTIONS.slice(2);

/**
 * The functions that join two accounts of one human being and undo it (ADR 16, ADR 28). Rows that refer to each other
 * move in one statement, since a foreign key is looked at when a statement has ended.
 */
export class MoveRowsBetweenAccounts1795305802000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function living_account(person uuid) returns uuid language sql stable as $$
        with recursive chain as (
          select p.id, p.merged_into from public.person p where p.id = $1
          union all
          select p.id, p.merged_into from chain join public.person p on p.id = chain.merged_into
        )
        select chain.id from chain where chain.merged_into is null
      $$;
      comment on function living_account(uuid) is 'The account in which what belongs to this one is now: itself, unless it was joined to another.';

      create function attempts_to_give_back(merge uuid) returns setof uuid language sql stable as $$
        select attempt.id from public.account_merge_row moved
        join public.attempt on attempt.person_id = moved.person_id and attempt.id = moved.row_key::uuid
        where moved.merge_id = $1 and moved.person_id = ${OWN} and moved.kind = 'attempt'
          and not exists (
            select from public.completion
            where completion.person_id = attempt.person_id and completion.attempt_id = attempt.id
              and not exists (
                select from public.account_merge_row too
                where too.person_id = moved.person_id and too.merge_id = $1 and too.kind = 'completion'
                  and too.row_key = completion.id::text))
      $$;
      comment on function attempts_to_give_back(uuid) is 'Attempts that undoing gives back: those that moved, without the ones finished since.';

      create function merge_accounts(merge uuid, at timestamptz, undo_until timestamptz) returns boolean
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        me uuid := ${OWN};
        other uuid;
      begin
        if me is null or me is distinct from nullif(current_setting('app.actor_id', true), '')::uuid then
          raise exception 'Accounts are joined by the person whose they are' using errcode = 'insufficient_privilege';
        end if;
        select theirs.person_id into other
        from account_merge_proof mine
        join account_merge_proof theirs on theirs.person_id = mine.other_person_id and theirs.merge_id = mine.merge_id
          and theirs.other_person_id = mine.person_id and theirs.part = 'joins' and theirs.expires_at > $2
        where mine.person_id = me and mine.merge_id = $1 and mine.part = 'stays' and mine.expires_at > $2;
        if other is null then
          return false;
        end if;
        perform set_config('app.moves_from', other::text, true), set_config('app.moves_to', me::text, true);
        -- Whatever is being begun for either of them waits here, or is waited for.
        perform from person where person.id in (me, other) order by person.id for update;
        if (select count(*) from person where person.id in (me, other) and person.status = 'active') <> 2 then
          return false;
        end if;
        delete from account_merge_proof where account_merge_proof.merge_id = $1;
        insert into account_merge (person_id, id, other_person_id, merged_at, undo_until) values (me, $1, other, $2, $3);

        -- One open attempt of each module: the one in which more was saved.
        with open_attempt as (
          select attempt.id, attempt.module_id, attempt.saved_at, (
            select count(*) from attempt_event event
            where event.person_id = attempt.person_id and event.attempt_id = attempt.id) as saves
          from attempt where attempt.person_id in (me, other) and attempt.state = 'open'
        ), behind as (
          update attempt set state = 'superseded' from open_attempt one
          where attempt.person_id in (me, other) and attempt.id = one.id and exists (
            select from open_attempt another where another.module_id = one.module_id
              and (another.saves, another.saved_at, another.id) > (one.saves, one.saved_at, one.id))
          returning attempt.id
        )
        insert into account_merge_row (person_id, merge_id, kind, row_key)
          select me, $1, 'superseded', behind.id::text from behind;

        with moved_attempt as (
          update attempt set person_id = me where attempt.person_id = other returning attempt.id
        ), moved_event as (
          update attempt_event set person_id = me where attempt_event.person_id = other
        ), moved_answer as (
          update answer set person_id = me where answer.person_id = other
        ), moved_completion as (
          update completion set person_id = me where completion.person_id = other returning completion.id
        ), moved_correction as (
          update completion_correction set person_id = me where completion_correction.person_id = other
          returning completion_correction.id
        ), moved_certificate as (
          update certificate set person_id = me where certificate.person_id = other returning certificate.number
        ), moved_entry as (
          update cpd_entry set person_id = me where cpd_entry.person_id = other returning cpd_entry.id
        ), moved_reflection as (
          update reflection set person_id = me where reflection.person_id = other returning reflection.id
        ), moved_registration as (
          -- A person answers to one regulator at a time: what the account that stays says, holds.
          update person_registration set person_id = me where person_registration.person_id = other
            and not exists (select from person_registration mine where mine.person_id = me)
          returning person_registration.body
        )
        insert into account_merge_row (person_id, merge_id, kind, row_key)
          select me, $1, 'attempt', moved_attempt.id::text from moved_attempt
          union all select me, $1, 'completion', moved_completion.id::text from moved_completion
          union all select me, $1, 'completion-correction', moved_correction.id::text from moved_correction
          union all select me, $1, 'certificate', moved_certificate.number from moved_certificate
          union all select me, $1, 'cpd-entry', moved_entry.id::text from moved_entry
          union all select me, $1, 'reflection', moved_reflection.id::text from moved_reflection
          union all select me, $1, 'registration', moved_registration.body from moved_registration;

        with moved_membership as (
          update membership set person_id = me where membership.person_id = other returning membership.id
        ), ${MOVED_WITH_MEMBERSHIP.map(
          (table) =>
            `moved_${table} as (update ${table} set person_id = me where ${table}.person_id = other)`,
        ).join(', ')}
        insert into account_merge_row (person_id, merge_id, kind, row_key)
          select me, $1, 'membership', moved_membership.id::text from moved_membership;

        update person set status = 'merged', merged_into = me where person.id = other;
        perform set_config('app.moves_from', '', true), set_config('app.moves_to', '', true);
        return true;
      end
      $$;
      comment on function merge_accounts(uuid, timestamptz, timestamptz) is 'Makes all that is of one person another''s, when both have proved that they are one. False, and nothing changed, when they have not.';

      create function undo_account_merge(merge uuid, at timestamptz) returns boolean
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        me uuid := ${OWN};
        other uuid;
        attempts uuid[];
        entries uuid[];
        memberships uuid[];
      begin
        if me is null or me is distinct from nullif(current_setting('app.actor_id', true), '')::uuid then
          raise exception 'Accounts are parted by the person whose they are' using errcode = 'insufficient_privilege';
        end if;
        select done.other_person_id into other from account_merge done
        where done.person_id = me and done.id = $1 and done.undone_at is null and done.undo_until >= $2
        for update;
        if other is null then
          return false;
        end if;
        perform set_config('app.moves_from', me::text, true), set_config('app.moves_to', other::text, true);
        perform from person where person.id in (me, other) order by person.id for update;
        if not exists (select from person where person.id = other and person.status = 'merged' and person.merged_into = me) then
          return false;
        end if;
        update account_merge set undone_at = $2 where account_merge.person_id = me and account_merge.id = $1;

        attempts := array(select attempts_to_give_back($1));
        entries := array(
          select cpd_entry.id from account_merge_row moved
          join cpd_entry on cpd_entry.person_id = me and cpd_entry.id = moved.row_key::uuid
          where moved.person_id = me and moved.merge_id = $1 and moved.kind = 'cpd-entry');
        memberships := array(
          select membership.id from account_merge_row moved
          join membership on membership.person_id = me and membership.id = moved.row_key::uuid
          where moved.person_id = me and moved.merge_id = $1 and moved.kind = 'membership');

        with finished as (
          select completion.id from completion where completion.person_id = me and completion.attempt_id = any(attempts)
        ), back_attempt as (
          update attempt set person_id = other where attempt.person_id = me and attempt.id = any(attempts)
        ), back_event as (
          update attempt_event set person_id = other
          where attempt_event.person_id = me and attempt_event.attempt_id = any(attempts)
        ), back_answer as (
          update answer set person_id = other where answer.person_id = me and answer.attempt_id = any(attempts)
        ), back_completion as (
          update completion set person_id = other
          where completion.person_id = me and completion.id in (select finished.id from finished)
        ), back_correction as (
          update completion_correction set person_id = other
          where completion_correction.person_id = me
            and completion_correction.completion_id in (select finished.id from finished)
        ), back_certificate as (
          update certificate set person_id = other
          where certificate.person_id = me and certificate.completion_id in (select finished.id from finished)
        ), back_entry as (
          update cpd_entry set person_id = other where cpd_entry.person_id = me and cpd_entry.id = any(entries)
        ), back_reflection as (
          update reflection set person_id = other where reflection.person_id = me
            and (reflection.attempt_id = any(attempts) or reflection.cpd_entry_id = any(entries))
        )
        update person_registration set person_id = other
        from account_merge_row moved
        where moved.person_id = me and moved.merge_id = $1 and moved.kind = 'registration'
          and person_registration.person_id = me and person_registration.body = moved.row_key;

        with ${MOVED_WITH_MEMBERSHIP.map(
          (table) => `back_${table} as (
          update ${table} set person_id = other
          where ${table}.person_id = me and ${table}.membership_id = any(memberships))`,
        ).join(', ')}
        update membership set person_id = other where membership.person_id = me and membership.id = any(memberships);

        -- What was put aside is open again, where nothing else is by now.
        update attempt set state = 'open' from account_merge_row moved
        where moved.person_id = me and moved.merge_id = $1 and moved.kind = 'superseded'
          and attempt.person_id in (me, other) and attempt.id = moved.row_key::uuid and attempt.state = 'superseded'
          and not exists (
            select from attempt another where another.person_id = attempt.person_id
              and another.module_id = attempt.module_id and another.state = 'open');

        update person set status = 'active', merged_into = null where person.id = other;
        perform set_config('app.moves_from', '', true), set_config('app.moves_to', '', true);
        return true;
      end
      $$;
      comment on function undo_account_merge(uuid, timestamptz) is 'Gives back what moved when the person who acts joined two accounts. False when that is over, or was undone.';

      revoke all on function ${FUNCTIONS.join(', ')} from public;
      grant execute on function living_account(uuid) to lr_definer;
      grant execute on function attempts_to_give_back(uuid) to lr_definer, lr_person;
      grant create on schema public to lr_definer;
      ${DEFINERS.map((name) => `alter function ${name} owner to lr_definer;`).join('\n')}
      set local role lr_definer;
      grant execute on function ${DEFINERS.join(', ')} to lr_person;
      reset role;
    `);
    await queryRunner.query(refuseFor(`('erased', 'merged')`));
    await queryRunner.query(`
      create function erase_joined_accounts() returns trigger language plpgsql set search_path = pg_catalog as $$
      declare
        joined uuid;
      begin
        for joined in select person.id from public.person where person.merged_into = new.id and person.status = 'merged' loop
          perform set_config('app.person_id', joined::text, true), set_config('app.actor_id', joined::text, true);
          perform public.erase_own_record(gen_random_uuid(), now());
        end loop;
        perform set_config('app.person_id', new.id::text, true), set_config('app.actor_id', new.id::text, true);
        -- There is nothing left to give back.
        delete from public.account_merge_row where account_merge_row.person_id = new.id;
        delete from public.account_merge where account_merge.person_id = new.id;
        delete from public.account_merge_proof where account_merge_proof.person_id = new.id;
        return null;
      end $$;
      comment on function erase_joined_accounts() is 'Trigger by which the erasure of a record takes along the accounts that were joined to it.';
      revoke all on function erase_joined_accounts() from public;
      create trigger person_erased after update on person for each row
        when (new.status = 'erased' and old.status <> 'erased') execute function erase_joined_accounts();
    `);
    await replaceLookUps(queryRunner, 'living_account(person.id)');
    await queryRunner.query('revoke create on schema public from lr_definer');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop trigger person_erased on person; drop function erase_joined_accounts()');
    await queryRunner.query(refuseFor(`('erased')`));
    await queryRunner.query('grant create on schema public to lr_definer');
    await replaceLookUps(queryRunner, 'person.id');
    await queryRunner.query(`
      set local role lr_definer;
      drop function ${DEFINERS.join(', ')};
      reset role;
      revoke create on schema public from lr_definer;
      drop function attempts_to_give_back(uuid), living_account(uuid);
    `);
  }
}

/** What keeps a request still under way from beginning a record anew that is over. */
const refuseFor = (statuses: string) => `
      create or replace function refuse_for_erased() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if exists (select from public.person where id = new.person_id and status in ${statuses}) then
          raise exception 'The record of this person was erased'
            using errcode = 'check_violation', constraint = 'ck_person_erased';
        end if;
        return null;
      end $$`;

/** Agencies know people by address: whoever joined the account of one to another is found there. */
async function replaceLookUps(queryRunner: QueryRunner, account: string): Promise<void> {
  await queryRunner.query(`
    set local role lr_definer;
    create or replace function find_or_add_people(asked jsonb) returns table (email text, person_id uuid, is_verified boolean)
    language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
        with wanted as (
          select distinct on (email) email, name, id from jsonb_to_recordset(asked) as row(email text, name text, id uuid)
        ), added as (
          insert into person (id, email_norm, name) select wanted.id, wanted.email, wanted.name from wanted
          on conflict (email_norm) do nothing
          returning person.id, person.email_norm
        )
        select added.email_norm, added.id, false from added
        union all
        select person.email_norm, ${account}, person.email_verified_at is not null
        from wanted join person on person.email_norm = wanted.email
      $$;
    create or replace function members_of_addresses(addresses text[]) returns table (email text, membership_id uuid)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select person.email_norm, membership.id
        from person join membership on membership.person_id = ${account}
        where person.email_norm = any(addresses) and person.email_verified_at is not null
          and membership.agency_id = nullif(current_setting('app.agency_id', true), '')::int
          and (membership.to_on is null or membership.to_on >= current_date)
      $$;
    reset role;
  `);
}
