import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sessions, credentials, throttles and sign-in events: read before anybody is known, so exempt from
 * row-level security. Only `lr_access` may enter the schema, through a pool of its own.
 */
export class CreateAccess1795305608000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table access.session (
        sid       text        not null,
        sess      jsonb       not null,
        expire    timestamptz not null,
        person_id uuid        generated always as ((sess #>> '{passport,user}')::uuid) stored,
        constraint pk_session primary key (sid)
      );
      comment on table access.session is 'One row for each signed-in browser, as connect-pg-simple keeps it.';
      comment on column access.session.person_id is 'Out of sess, so that a person''s sessions can be listed and ended.';
      create index ix_session_person on access.session (person_id) where person_id is not null;
      create index ix_session_expire on access.session (expire);

      create table access.credential (
        person_id       uuid        not null,
        passphrase_hash text        not null,
        changed_at      timestamptz not null,
        constraint pk_credential primary key (person_id),
        constraint fk_credential_person foreign key (person_id) references person (id),
        constraint ck_credential_hash check (passphrase_hash like '$argon2id$%')
      );
      comment on table access.credential is 'How a person proves who they are. argon2id in its own text form, never anything else.';

      create unlogged table access.throttle (
        key    text   not null,
        points int    not null default 0,
        expire bigint,
        constraint pk_throttle primary key (key)
      );
      comment on table access.throttle is 'Counters of rate-limiter-flexible. Unlogged: a crash may forget them.';
      comment on column access.throttle.expire is 'Milliseconds since 1970 UTC.';
      create index ix_throttle_expire on access.throttle (expire);

      create table access.sign_in_event (
        id           uuid        not null,
        at           timestamptz not null,
        outcome      text        not null,
        person_id    uuid,
        email_digest text,
        address      text,
        constraint pk_sign_in_event primary key (id),
        constraint ck_sign_in_event_outcome check (outcome ~ '^[a-z]+(-[a-z]+)*$')
      );
      comment on table access.sign_in_event is 'Sign-ins, refusals and sign-outs; those of nobody known included, which is why it is not in audit_log.';
      comment on column access.sign_in_event.outcome is 'Such as signed-in, wrong-credentials, too-many, signed-out.';
      comment on column access.sign_in_event.email_digest is 'Keyed digest of the address typed, never the address.';
      create index ix_sign_in_event_at on access.sign_in_event (at);

      grant select, insert, update, delete on access.session, access.credential, access.throttle to lr_access;
      grant insert on access.sign_in_event to lr_access;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table access.sign_in_event, access.throttle, access.credential, access.session',
    );
  }
}
