import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A membership that was made by mistake can be taken away, and with it what was recognised for it: copies of evidence
 * that stands elsewhere. Evidence of what was learned in a membership is never deleted; a trigger sees to it, since a
 * grant knows no rows.
 */
export class TakeBackRecognition1795305661000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function keep_evidence() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if old.source <> 'recognised' then
          raise exception 'Evidence of learning is kept'
            using errcode = 'check_violation', constraint = 'ck_agency_completion_kept';
        end if;
        return old;
      end
      $$;
      comment on function keep_evidence() is 'Lets only recognised completions be deleted.';
      revoke all on function keep_evidence() from public;
      create trigger agency_completion_kept before delete on agency_completion
        for each row execute function keep_evidence();
      grant delete on agency_completion to lr_agency, lr_job;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      revoke delete on agency_completion from lr_agency, lr_job;
      drop trigger agency_completion_kept on agency_completion;
      drop function keep_evidence();
    `);
  }
}
