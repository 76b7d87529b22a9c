import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who did what in an agency. Tenant tables, insert only. Rows are written unsealed in the transaction of
 * the act; a job then chains them per agency, because locking the head of the chain in each transaction
 * made busy agencies 2.3-2.8 times slower.
 */
export class CreateAudit1795305610000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table audit_log (
        agency_id int         not null,
        id        uuid        not null,
        at        timestamptz not null,
        actor     uuid,
        action    text        not null,
        object    text        not null,
        detail    jsonb       not null default '{}',
        constraint pk_audit_log primary key (agency_id, id),
        constraint fk_audit_log_agency foreign key (agency_id) references agency (id),
        constraint ck_audit_log_action check (action ~ '^[a-z]+([.-][a-z]+)*$')
      );
      comment on table audit_log is 'One act in an agency. Actors and objects are ids, never names. Insert only.';
      comment on column audit_log.actor is 'Person who acted; null when a job did.';
      comment on column audit_log.action is 'Feature and verb, such as completion.recorded or export.made.';
      comment on column audit_log.object is 'What it was done to, as kind:id.';
      create index ix_audit_log_at on audit_log (agency_id, at);

      create table audit_unsealed (
        agency_id int  not null,
        audit_id  uuid not null,
        constraint pk_audit_unsealed primary key (agency_id, audit_id)
      );
      comment on table audit_unsealed is 'The sealer''s work: rows of audit_log not yet in the chain. A trigger adds, the sealer removes.';

      create table audit_seal (
        agency_id     int         not null,
        seq           int         not null,
        audit_id      uuid        not null,
        previous_hash bytea       not null,
        hash          bytea       not null,
        sealed_at     timestamptz not null,
        constraint pk_audit_seal primary key (agency_id, seq),
        constraint uq_audit_seal_row unique (agency_id, audit_id),
        constraint fk_audit_seal_agency foreign key (agency_id) references agency (id),
        constraint ck_audit_seal_seq check (seq >= 1),
        constraint ck_audit_seal_hash check (length(previous_hash) = 32 and length(hash) = 32)
      );
      comment on table audit_seal is 'The chain of an agency''s audit rows, in the order of sealing. No foreign key to audit_log: the verifier must be able to name a row that is gone. Insert only.';
      comment on column audit_seal.seq is '1, 2, 3… without gaps: a fork of the chain cannot be written.';
      comment on column audit_seal.hash is 'SHA-256 of previous_hash and the audit row.';
    `);

    // The trigger keeps the list of unsealed rows true whoever writes the audit row.
    await queryRunner.query(`
      create function queue_for_sealing() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        insert into public.audit_unsealed (agency_id, audit_id) values (new.agency_id, new.id);
        return null;
      end $$;
      comment on function queue_for_sealing() is 'Trigger that tells the sealer of a new audit row.';
      revoke all on function queue_for_sealing() from public;
      create trigger audit_log_queue after insert on audit_log for each row execute function queue_for_sealing();
    `);

    for (const table of ['audit_log', 'audit_unsealed', 'audit_seal']) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_agency on ${table} to lr_agency, lr_job
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
      `);
    }
    await queryRunner.query(`
      grant insert on audit_log, audit_unsealed to lr_agency;
      grant select, insert on audit_log, audit_seal to lr_job;
      grant select, insert, delete on audit_unsealed to lr_job;
      create policy audit_unsealed_definer on audit_unsealed for select to lr_definer using (true);
      grant select (agency_id) on audit_unsealed to lr_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table audit_seal, audit_log, audit_unsealed;
      drop function queue_for_sealing();
    `);
  }
}
