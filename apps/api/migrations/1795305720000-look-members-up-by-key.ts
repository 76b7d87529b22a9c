import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The trigger of `standing` looks each member up by key. As a plain join, PostgreSQL was free to read all members of an
 * agency for each new standing, and did so for an agency that had just got twenty thousand of them and of which it had
 * no statistics yet: applying an import took 135 s instead of 15. `limit` keeps it from being made a join again.
 */
const BY_KEY = (change: string) => `cross join lateral (
            select member.agency_id, member.team_id, member.job_role, member.workforce_group, member.from_on, member.to_on
            from public.membership member
            where member.agency_id = ${change}.agency_id and member.id = ${change}.membership_id limit 1
          ) m`;
const AS_JOIN = (change: string) =>
  `join public.membership m on m.agency_id = ${change}.agency_id and m.id = ${change}.membership_id`;

/** The function as 1795305621000 made it, with another way to the member. */
const noteStandingChange = (member: (change: string) => string) => `
  create or replace function note_standing_change() returns trigger language plpgsql set search_path = pg_catalog as $$
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
      ${member('change')};
    elsif tg_op = 'INSERT' then
      perform pg_advisory_xact_lock_shared(7217, agency_id)
      from (select distinct agency_id from new_rows order by agency_id) agencies;
      insert into public.standing_delta (agency_id, sign, module_id, team_id, job_role, workforce_group, from_on, to_on,
        state, due_on, completed_on, expires_on, paused_until)
      select m.agency_id, 1, came.module_id, m.team_id, m.job_role, m.workforce_group, m.from_on, m.to_on,
        came.state, came.due_on, came.completed_on, came.expires_on, came.paused_until
      from new_rows came
      ${member('came')};
    else
      insert into public.standing_delta (agency_id, sign, module_id, team_id, job_role, workforce_group, from_on, to_on,
        state, due_on, completed_on, expires_on, paused_until)
      select m.agency_id, -1, went.module_id, m.team_id, m.job_role, m.workforce_group, m.from_on, m.to_on,
        went.state, went.due_on, went.completed_on, went.expires_on, went.paused_until
      from old_rows went
      ${member('went')};
    end if;
    return null;
  end
  $$`;

/** Members are looked up by key when standings change. */
export class LookMembersUpByKey1795305720000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(noteStandingChange(BY_KEY));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(noteStandingChange(AS_JOIN));
  }
}
