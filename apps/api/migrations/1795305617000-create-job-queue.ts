import { getConstructionPlans } from 'pg-boss';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this migration was written for. A newer pg-boss needs a migration of its own (getMigrationPlans) after this one. */
const SCHEMA_VERSION = 46;

/**
 * The job queue: pg-boss's own schema, made by the owner so that no role of the app may alter it, and the one
 * function through which every scope sends (ADR 6, ADR 16).
 *
 * The schema is exempt from row-level security: a worker takes whatever is due, of every agency. So nobody but
 * `lr_job` may enter it, and `send_job` lets in nothing but ids.
 */
export class CreateJobQueue1795305617000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // pg-boss brings its own transaction; this one is open already.
    const plan = getConstructionPlans('pgboss')
      .replace(/^\s*BEGIN;/, '')
      .replace(/COMMIT;\s*$/, '');
    await queryRunner.query(plan);
    const [{ version }] = (await queryRunner.query('select version from pgboss.version')) as [
      { version: number },
    ];
    if (version !== SCHEMA_VERSION) {
      throw new Error(`pg-boss made schema ${version}; this migration was written for ${SCHEMA_VERSION}`);
    }

    await queryRunner.query(`
      comment on schema pgboss is 'The job queue, as pg-boss makes it. Exempt from row-level security: payloads hold ids only, and lr_job alone may enter.';
      -- Two tables named after the day of this migration, for statistics that are not kept.
      do $$ declare part regclass; begin
        for part in select inhrelid::regclass from pg_inherits where inhparent = 'pgboss.queue_stats'::regclass loop
          execute format('drop table %s', part);
        end loop;
      end $$;
      reset lock_timeout;
      reset idle_in_transaction_session_timeout;

      revoke all on all functions in schema pgboss from public;
      grant usage on schema pgboss to lr_job, lr_definer;
      grant select, insert, update, delete on all tables in schema pgboss to lr_job;
      grant execute on all functions in schema pgboss to lr_job;
      grant insert on pgboss.job to lr_definer;
      grant select on pgboss.queue to lr_definer;
      -- A row's default instant is the queue's own clock.
      grant execute on function pgboss.job_now() to lr_definer;
    `);

    await queryRunner.query(`
      create function send_job(kind text, data jsonb, singleton_key text, start_after timestamptz) returns boolean
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        sent int;
      begin
        if jsonb_typeof(data) <> 'object' or exists (
          select from jsonb_each(data) as part
          where jsonb_typeof(part.value) in ('object', 'array')
            or jsonb_typeof(part.value) = 'string' and part.value #>> '{}' !~ '^[A-Za-z0-9:._-]{1,64}$')
        then
          raise exception 'A job holds ids, days, codes and numbers only' using errcode = 'check_violation', constraint = 'ck_job_data';
        end if;
        if current_setting('role') <> 'lr_job' and (
          data ? 'agencyId'
            and coalesce(data ->> 'agencyId', '-') <> coalesce(current_setting('app.agency_id', true), '')
          or data ? 'personId' and coalesce(data ->> 'personId', '-') <> all (array[
            coalesce(current_setting('app.person_id', true), ''), coalesce(current_setting('app.actor_id', true), '')]))
        then
          raise exception 'A job is sent for those who act, and for nobody else' using errcode = 'insufficient_privilege';
        end if;

        insert into pgboss.job (name, data, singleton_key, start_after, keep_until, policy, dead_letter, expire_seconds,
          deletion_seconds, retry_limit, retry_delay, retry_backoff, retry_delay_max, heartbeat_seconds)
        select queue.name, send_job.data, send_job.singleton_key, coalesce(send_job.start_after, now()),
          coalesce(send_job.start_after, now()) + queue.retention_seconds * interval '1s', queue.policy,
          queue.dead_letter, queue.expire_seconds, queue.deletion_seconds, queue.retry_limit, queue.retry_delay,
          queue.retry_backoff, queue.retry_delay_max, queue.heartbeat_seconds
        from pgboss.queue where queue.name = kind
        on conflict do nothing;
        get diagnostics sent = row_count;
        if sent = 0 and not exists (select from pgboss.queue where name = kind) then
          raise exception 'There is no kind of job called %', kind using errcode = 'undefined_object';
        end if;
        return sent = 1;
      end
      $$;
      comment on function send_job(text, jsonb, text, timestamptz) is
        'Sends a job in the caller''s transaction. False when the policy of its kind has no room for another.';
      revoke all on function send_job(text, jsonb, text, timestamptz) from public;

      grant create on schema public to lr_definer;
      alter function send_job(text, jsonb, text, timestamptz) owner to lr_definer;
      revoke create on schema public from lr_definer;
    `);
    // Only its owner may say who calls it.
    await queryRunner.query(`
      set local role lr_definer;
      grant execute on function send_job(text, jsonb, text, timestamptz) to lr_agency, lr_person, lr_board, lr_job;
      reset role;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      set local role lr_definer;
      drop function send_job(text, jsonb, text, timestamptz);
      reset role;
      drop schema pgboss cascade;
    `);
  }
}
