import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One-time links by which a person sets a passphrase (ADR 22); and messages whose words are a secret until they have
 * gone, some of them to a person as such rather than to an agency's member.
 */
export class CreatePassphraseLink1795305680000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table access.passphrase_link (
        token_digest bytea       not null,
        person_id    uuid        not null,
        purpose      text        not null,
        made_at      timestamptz not null,
        expires_at   timestamptz not null,
        used_at      timestamptz,
        constraint pk_passphrase_link primary key (token_digest),
        constraint uq_passphrase_link_purpose unique (person_id, purpose),
        constraint ck_passphrase_link_digest check (length(token_digest) = 32),
        constraint ck_passphrase_link_purpose check (purpose in ('invite', 'reset')),
        constraint ck_passphrase_link_time check (expires_at > made_at)
      );
      comment on table access.passphrase_link is 'Links by which a person may set a passphrase, one of each purpose at a time.';
      comment on column access.passphrase_link.token_digest is 'SHA-256 of the token; the token itself is in the email only.';
      comment on column access.passphrase_link.person_id is 'No foreign key: an undone import takes people away whom nobody has proved to be, and a link to nobody opens nothing.';
      create index ix_passphrase_link_expires on access.passphrase_link (expires_at);
      grant select, insert, update, delete on access.passphrase_link to lr_access;
    `);

    await queryRunner.query(`
      alter table email_message
        add column secret boolean not null default false,
        alter column membership_id drop not null,
        add constraint ck_email_message_secret check (not secret or state = 'waiting' or text = '' and html = ''),
        add constraint ck_email_message_member check (membership_id is not null or agency_id = 1);
      comment on column email_message.secret is 'Whether its words open something: they are deleted the moment it is sent, refused or kept.';
      comment on column email_message.membership_id is 'Whom it is for; null for a person as such, by the partnership, which is agency 1.';
    `);

    await queryRunner.query(`
      create function person_to_write_to(person uuid) returns table (
        email text, name text, status text, is_verified boolean)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select person.email_norm, person.name, person.status, person.email_verified_at is not null
        from person where person.id = $1
      $$;
      comment on function person_to_write_to(uuid) is 'Where to write to this person, for a job that sends them a link.';
      revoke all on function person_to_write_to(uuid) from public;
      grant create on schema public to lr_definer;
      alter function person_to_write_to(uuid) owner to lr_definer;
      revoke create on schema public from lr_definer;
      set local role lr_definer;
      grant execute on function person_to_write_to(uuid) to lr_job;
      reset role;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      set local role lr_definer;
      drop function person_to_write_to(uuid);
      reset role;

      -- The owner is bound by FORCE too, and would delete nothing.
      alter table email_message no force row level security;
      delete from email_message where membership_id is null;
      alter table email_message force row level security;
      alter table email_message
        drop constraint ck_email_message_member,
        drop constraint ck_email_message_secret,
        alter column membership_id set not null,
        drop column secret;
      drop table access.passphrase_link;
    `);
  }
}
