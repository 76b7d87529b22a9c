import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An old message keeps that it went and when, and loses what it said and to which address. */
export class ForgetOldEmail1795305619000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table email_message
        add column forgotten_at timestamptz,
        drop constraint ck_email_message_recipient,
        drop constraint ck_email_message_subject,
        add constraint ck_email_message_recipient check (forgotten_at is not null or length(recipient) <= 254
          and recipient ~ '^[^[:space:][:cntrl:]@<>,;:"()]+@[^[:space:][:cntrl:]@<>,;:"()]+$'),
        add constraint ck_email_message_subject check (forgotten_at is not null or length(subject) between 1 and 150
          and subject !~ '[[:cntrl:]]'),
        add constraint ck_email_message_forgotten check (forgotten_at is null or state <> 'waiting'
          and recipient = '' and subject = '' and text = '' and html = '' and last_answer is null);
      comment on column email_message.forgotten_at is 'When its words, its recipient and the server''s answer were deleted; null while it has them.';
      create index ix_email_message_remembered on email_message (agency_id, created_at) where forgotten_at is null;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index ix_email_message_remembered;
      alter table email_message
        drop constraint ck_email_message_forgotten,
        drop constraint ck_email_message_recipient,
        drop constraint ck_email_message_subject,
        drop column forgotten_at,
        add constraint ck_email_message_recipient check (length(recipient) <= 254 and recipient ~ '^[^[:space:][:cntrl:]@<>,;:"()]+@[^[:space:][:cntrl:]@<>,;:"()]+$'),
        add constraint ck_email_message_subject check (length(subject) between 1 and 150 and subject !~ '[[:cntrl:]]');
    `);
  }
}
