import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The answers already given, so that a repeated request changes nothing. Written in the same transaction
 * as the work, whatever scope that has: hence the policy by actor, not by person or agency.
 */
export class CreateIdempotency1795305609000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table idempotency (
        person_id  uuid        not null,
        key        text        not null,
        route      text        not null,
        body_hash  text        not null,
        status     smallint,
        response   jsonb,
        created_at timestamptz not null default now(),
        constraint pk_idempotency primary key (person_id, key),
        constraint fk_idempotency_person foreign key (person_id) references person (id),
        constraint ck_idempotency_key check (length(key) between 8 and 200),
        constraint ck_idempotency_body_hash check (body_hash ~ '^[0-9a-f]{64}$')
      );
      comment on table idempotency is 'One row for each state-changing request of a person, kept for 24 hours. Never a passphrase, never reflection text.';
      comment on column idempotency.key is 'The Idempotency-Key header.';
      comment on column idempotency.route is 'Method and route pattern: the same key on another route is refused.';
      comment on column idempotency.body_hash is 'SHA-256 of the body, hexadecimal: the same key with another body is refused.';
      comment on column idempotency.status is 'HTTP status of the answer; null only inside the transaction that makes it.';
      create index ix_idempotency_created on idempotency (person_id, created_at);

      alter table idempotency enable row level security;
      alter table idempotency force row level security;
      create policy idempotency_actor on idempotency to lr_person, lr_agency, lr_board
        using (person_id = nullif(current_setting('app.actor_id', true), '')::uuid);
      grant select, insert, delete, update (status, response) on idempotency to lr_person, lr_agency, lr_board;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table idempotency');
  }
}
