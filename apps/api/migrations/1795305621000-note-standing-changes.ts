import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Writes `standing_delta` whenever a standing, or what is counted of a membership, changes: once for each
 * statement, with the rights of whoever changes it, in their transaction. No code has to remember it.
 *
 * Two transactions that change a member's standing and the same member's team at once must not both count the
 * old of the other (READ COMMITTED, as everywhere here):
 *
 * - The change of a membership locks the member's standings and then reads them. It waits for whoever has
 *   changed one, and sees the result; whoever changes one later waits for it, and reads the new membership.
 * - A new standing cannot be locked before it is there. So adding standings takes the agency's lock in shared
 *   mode, and changing memberships takes it alone. Completions, which only update, never wait for it.
 *
 * One statement that changes both tables (with data-modifying CTEs) is not followed: the triggers would see
 * only its end. Write two statements.
 */
export class NoteStandingChanges1795305621000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Tables are named with their schema: a temporary table of the same name must not catch the deltas.
    await queryRunner.query(`
      create function note_standing_change() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if tg_op = 'UPDATE' then
          insert into public.standing_delta (agency_id, sign, module_id, team_id, job_role, workforce_group, from_on, to_on,
            state, due_on, completed_on, expires_on, paused_until)
          select m.agency_id, change.sign, change.module_id, m.team_id, m.job_role, m.workforce_group, m.from_on, m.to_on,
            change.state, change.due_on, change.completed_on, change.expires_on, change.paused_until
          from (
            select -1 as sign, went.* from (
              select agency_id, membership_id, module_id, state, due_on, completed_on, expires_on, paused_until from old_rows
              except all
              select agency_id, membership_id, module_id, state, due_on, completed_on, expires_on, paused_until from new_rows
            ) went
            union all
            select 1, came.* from (
              select agency_id, membership_id, module_id, state, due_on, completed_on, expires_on, paused_until from new_rows
              except all
              select agency_id, membership_id, module_id, state, due_on, completed_on, expires_on, paused_until from old_rows
            ) came
          ) change
          join public.membership m on m.agency_id = change.agency_id and m.id = change.membership_id;
        elsif tg_op = 'INSERT' then
          perform pg_advisory_xact_lock_shared(7217, agency_id)
          from (select distinct agency_id from new_rows order by agency_id) agencies;
          insert into public.standing_delta (agency_id, sign, module_id, team_id, job_role, workforce_group, from_on, to_on,
            state, due_on, completed_on, expires_on, paused_until)
          select m.agency_id, 1, came.module_id, m.team_id, m.job_role, m.workforce_group, m.from_on, m.to_on,
            came.state, came.due_on, came.completed_on, came.expires_on, came.paused_until
          from new_rows came
          join public.membership m on m.agency_id = came.agency_id and m.id = came.membership_id;
        else
          insert into public.standing_delta (agency_id, sign, module_id, team_id, job_role, workforce_group, from_on, to_on,
            state, due_on, completed_on, expires_on, paused_until)
          select m.agency_id, -1, went.module_id, m.team_id, m.job_role, m.workforce_group, m.from_on, m.to_on,
            went.state, went.due_on, went.completed_on, went.expires_on, went.paused_until
          from old_rows went
          join public.membership m on m.agency_id = went.agency_id and m.id = went.membership_id;
        end if;
        return null;
      end
      $$;
      comment on function note_standing_change() is 'Notes which facts about duties came and went.';

      create trigger standing_added after insert on standing
        referencing new table as new_rows for each statement execute function note_standing_change();
      create trigger standing_changed after update on standing
        referencing old table as old_rows new table as new_rows for each statement execute function note_standing_change();
      create trigger standing_removed after delete on standing
        referencing old table as old_rows for each statement execute function note_standing_change();
    `);

    await queryRunner.query(`
      create function note_membership_change() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if tg_op = 'INSERT' then
          insert into public.standing_delta (agency_id, sign, team_id, job_role, workforce_group, from_on, to_on)
          select agency_id, 1, team_id, job_role, workforce_group, from_on, to_on from new_rows;
        elsif tg_op = 'DELETE' then
          insert into public.standing_delta (agency_id, sign, team_id, job_role, workforce_group, from_on, to_on)
          select agency_id, -1, team_id, job_role, workforce_group, from_on, to_on from old_rows;
        elsif exists (
          select agency_id, id, team_id, job_role, workforce_group, from_on, to_on from new_rows
          except
          select agency_id, id, team_id, job_role, workforce_group, from_on, to_on from old_rows
        ) then
          perform pg_advisory_xact_lock(7217, agency_id)
          from (select distinct agency_id from new_rows order by agency_id) agencies;

          insert into public.standing_delta (agency_id, sign, team_id, job_role, workforce_group, from_on, to_on)
          select m.agency_id, m.sign, m.team_id, m.job_role, m.workforce_group, m.from_on, m.to_on
          from old_rows went
          join new_rows came on came.agency_id = went.agency_id and came.id = went.id
          cross join lateral (
            values (-1, went.agency_id, went.team_id, went.job_role, went.workforce_group, went.from_on, went.to_on),
              (1, came.agency_id, came.team_id, came.job_role, came.workforce_group, came.from_on, came.to_on)
          ) m (sign, agency_id, team_id, job_role, workforce_group, from_on, to_on)
          where (went.from_on, went.to_on) is distinct from (came.from_on, came.to_on);

          with duty as materialized (
            select s.agency_id, s.membership_id, s.module_id, s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until
            from public.standing s
            join old_rows went on went.agency_id = s.agency_id and went.id = s.membership_id
            join new_rows came on came.agency_id = s.agency_id and came.id = s.membership_id
            where (went.team_id, went.job_role, went.workforce_group, went.from_on, went.to_on)
              is distinct from (came.team_id, came.job_role, came.workforce_group, came.from_on, came.to_on)
            order by s.agency_id, s.membership_id, s.module_id
            for update of s
          )
          insert into public.standing_delta (agency_id, sign, module_id, team_id, job_role, workforce_group, from_on, to_on,
            state, due_on, completed_on, expires_on, paused_until)
          select m.agency_id, m.sign, duty.module_id, m.team_id, m.job_role, m.workforce_group, m.from_on, m.to_on,
            duty.state, duty.due_on, duty.completed_on, duty.expires_on, duty.paused_until
          from duty
          join (
            select -1 as sign, agency_id, id, team_id, job_role, workforce_group, from_on, to_on from old_rows
            union all
            select 1, agency_id, id, team_id, job_role, workforce_group, from_on, to_on from new_rows
          ) m on m.agency_id = duty.agency_id and m.id = duty.membership_id;
        end if;
        return null;
      end
      $$;
      comment on function note_membership_change() is 'Notes which members came and went, and moves their duties to where they are counted now.';

      create trigger membership_added after insert on membership
        referencing new table as new_rows for each statement execute function note_membership_change();
      create trigger membership_changed after update on membership
        referencing old table as old_rows new table as new_rows for each statement execute function note_membership_change();
      create trigger membership_removed after delete on membership
        referencing old table as old_rows for each statement execute function note_membership_change();

      revoke all on function note_standing_change(), note_membership_change() from public;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger membership_removed on membership;
      drop trigger membership_changed on membership;
      drop trigger membership_added on membership;
      drop function note_membership_change();
      drop trigger standing_removed on standing;
      drop trigger standing_changed on standing;
      drop trigger standing_added on standing;
      drop function note_standing_change();
    `);
  }
}
