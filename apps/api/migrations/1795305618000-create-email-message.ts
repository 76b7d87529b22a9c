import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Email to an agency's own people: written in the transaction of what it tells of, sent afterwards by a job. Tenant table. */
export class CreateEmailMessage1795305618000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table email_message (
        agency_id     int         not null,
        id            uuid        not null,
        kind          text        not null,
        membership_id uuid        not null,
        recipient     text        not null,
        subject       text        not null,
        text          text        not null,
        html          text        not null,
        state         text        not null default 'waiting',
        attempts      int         not null default 0,
        last_answer   text,
        trying_until  timestamptz,
        created_at    timestamptz not null,
        sent_at       timestamptz,
        constraint pk_email_message primary key (agency_id, id),
        constraint fk_email_message_membership foreign key (agency_id, membership_id) references membership (agency_id, id),
        constraint ck_email_message_kind check (kind ~ '^[a-z]+(-[a-z]+)*$'),
        constraint ck_email_message_recipient check (length(recipient) <= 254 and recipient ~ '^[^[:space:][:cntrl:]@<>,;:"()]+@[^[:space:][:cntrl:]@<>,;:"()]+$'),
        constraint ck_email_message_subject check (length(subject) between 1 and 150 and subject !~ '[[:cntrl:]]'),
        constraint ck_email_message_state check (state in ('waiting', 'sent', 'refused', 'kept')),
        constraint ck_email_message_sent check ((sent_at is not null) = (state = 'sent')),
        constraint ck_email_message_answer check (length(last_answer) <= 500)
      );
      comment on table email_message is 'An email to a member of an agency, from the moment it was decided on to the mail server''s last word.';
      comment on column email_message.kind is 'Why it was written, such as nudge.';
      comment on column email_message.state is 'waiting to be sent or tried again; sent: taken by the mail server; refused by it for good; kept as a file, since no mail server is set.';
      comment on column email_message.last_answer is 'What the mail server said last, or why it could not be asked.';
      comment on column email_message.trying_until is 'Until then a worker is at it, and no other may be.';
      create index ix_email_message_membership on email_message (agency_id, membership_id, created_at);
      create index ix_email_message_open on email_message (agency_id, state) where state in ('waiting', 'refused');

      alter table email_message enable row level security;
      alter table email_message force row level security;
      create policy email_message_agency on email_message to lr_agency, lr_job
        using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
      grant select, insert on email_message to lr_agency;
      grant select, insert, update on email_message to lr_job;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table email_message');
  }
}
