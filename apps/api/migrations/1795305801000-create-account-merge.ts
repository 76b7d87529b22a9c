import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')::uuid`;
const OWN = setting('person_id');
/** Between whom rows move, for the length of one call: only the functions of `lr_definer` set them. */
const FROM = setting('moves_from');
const TO = setting('moves_to');

/** A person's tables whose rows move, with what the functions read of each. */
export const MOVED_OF_PERSON: Readonly<Record<string, string>> = {
  attempt: 'person_id, id, module_id, state, saved_at',
  attempt_event: 'person_id, attempt_id',
  answer: 'person_id, attempt_id',
  completion: 'person_id, id, attempt_id',
  completion_correction: 'person_id, id, completion_id',
  certificate: 'person_id, number, completion_id',
  cpd_entry: 'person_id, id, completion_id',
  reflection: 'person_id, id, attempt_id, cpd_entry_id',
  person_registration: 'person_id, body',
};

/** What agencies hold of a member: it names the person, and goes wherever the membership goes. */
export const MOVED_WITH_MEMBERSHIP = [
  'standing',
  'agency_completion',
  'leave_period',
  'duty_exception',
  'notice',
];

/** Whom `lr_definer` reads already, whoever it is (ADR 16). */
const READ_BEFORE = ['completion', 'completion_correction', 'certificate'];
const APPEND_ONLY = ['completion', 'completion_correction'];
const WITH_ATTEMPT = ['attempt', 'attempt_event', 'answer', 'reflection'];

/**
 * Two accounts of one human being become one (ADR 28): what is noted of it, and what the functions that move rows may
 * touch. Of every table they move, `lr_definer` changes whose a row is and nothing else, from the one person to the other.
 */
export class CreateAccountMerge1795305801000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table person
        add merged_into uuid,
        drop constraint ck_person_status,
        add constraint ck_person_status check (status in ('active', 'closed', 'erased', 'merged')),
        add constraint fk_person_merged_into foreign key (merged_into) references person (id),
        add constraint ck_person_merged check ((status <> 'merged' or merged_into is not null) and merged_into <> id);
      comment on column person.merged_into is 'The account this one was joined to; nobody signs in with it until that is undone.';
      create index ix_person_merged_into on person (merged_into) where merged_into is not null;

      alter table attempt
        drop constraint ck_attempt_state,
        add constraint ck_attempt_state check (state in ('open', 'complete', 'superseded'));
      comment on column attempt.state is 'Superseded: two accounts were joined, and the other open attempt of the module had got further.';

      create table account_merge_proof (
        person_id       uuid        not null,
        merge_id        uuid        not null,
        other_person_id uuid        not null,
        part            text        not null,
        expires_at      timestamptz not null,
        constraint pk_account_merge_proof primary key (person_id, merge_id),
        constraint fk_account_merge_proof_person foreign key (person_id) references person (id),
        constraint fk_account_merge_proof_other foreign key (other_person_id) references person (id),
        constraint ck_account_merge_proof_part check (part in ('stays', 'joins')),
        constraint ck_account_merge_proof_two check (person_id <> other_person_id)
      );
      comment on table account_merge_proof is 'That a person has proved to be who they are and wants their account joined with another. Both are needed, each written in its own person''s scope; joining uses them up.';

      create table account_merge (
        person_id       uuid        not null,
        id              uuid        not null,
        other_person_id uuid        not null,
        merged_at       timestamptz not null,
        undo_until      timestamptz not null,
        undone_at       timestamptz,
        constraint pk_account_merge primary key (person_id, id),
        constraint fk_account_merge_person foreign key (person_id) references person (id),
        constraint fk_account_merge_other foreign key (other_person_id) references person (id),
        constraint ck_account_merge_two check (person_id <> other_person_id),
        constraint ck_account_merge_undone check (undone_at between merged_at and undo_until)
      );
      comment on table account_merge is 'Two accounts that were joined: person_id is the one that stays.';

      create table account_merge_row (
        person_id uuid not null,
        merge_id  uuid not null,
        kind      text not null,
        row_key   text not null,
        constraint pk_account_merge_row primary key (person_id, merge_id, kind, row_key),
        constraint fk_account_merge_row_merge foreign key (person_id, merge_id) references account_merge (person_id, id),
        constraint ck_account_merge_row_kind check (kind in ('attempt', 'superseded', 'completion', 'completion-correction',
          'certificate', 'cpd-entry', 'reflection', 'registration', 'membership'))
      );
      comment on table account_merge_row is 'Exactly which rows moved, so that joining can be undone. What belongs to an attempt or to a membership moves with it.';
      comment on column account_merge_row.row_key is 'Id, or number of a certificate, or body of a registration.';
    `);
    for (const table of ['account_merge_proof', 'account_merge', 'account_merge_row']) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_definer on ${table} to lr_definer
          using (person_id = ${OWN}${table === 'account_merge_proof' ? ` or other_person_id = ${OWN}` : ''});
        create policy ${table}_own on ${table}${table === 'account_merge_proof' ? '' : ' for select'} to lr_person
          using (person_id = ${OWN});
        grant select on ${table} to lr_person, lr_definer;
      `);
    }
    await queryRunner.query(`
      grant insert, delete on account_merge_proof to lr_person;
            grant delete on account_merge_proof, account_merge, account_merge_row to lr_definer;
      grant insert, update (undone_at) on account_merge to lr_definer;
      grant insert on account_merge_row to lr_definer;

      create table access.merge_link (
        token_digest    bytea       not null,
        person_id       uuid        not null,
        stays_person_id uuid        not null,
        made_at         timestamptz not null,
        expires_at      timestamptz not null,
        constraint pk_merge_link primary key (token_digest),
        constraint uq_merge_link_pair unique (stays_person_id, person_id),
        constraint ck_merge_link_digest check (length(token_digest) = 32),
        constraint ck_merge_link_time check (expires_at > made_at)
      );
      comment on table access.merge_link is 'Links by which a person shows that the address of a second account is theirs as well.';
      comment on column access.merge_link.token_digest is 'SHA-256 of the token; the token itself is in the email only.';
      comment on column access.merge_link.stays_person_id is 'Who asked: nobody else can use it.';
      create index ix_merge_link_expires on access.merge_link (expires_at);
      grant select, insert, update, delete on access.merge_link to lr_access;
    `);
    await this.letRowsMove(queryRunner);
    await this.letAppendOnlyRowsMove(queryRunner);
  }

  private async letRowsMove(queryRunner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(MOVED_OF_PERSON)) {
      if (!READ_BEFORE.includes(table))
        await queryRunner.query(`
          drop policy ${table}_definer_own on ${table};
          create policy ${table}_definer_own on ${table} for select to lr_definer
            using (person_id = ${OWN} or person_id = ${FROM} or person_id = ${TO});
        `);
      await queryRunner.query(`
        create policy ${table}_definer_move on ${table} for update to lr_definer
          using (person_id = ${FROM}${table === 'attempt' ? ` or person_id = ${TO}` : ''})
          with check (person_id = ${TO}${table === 'attempt' ? ` or person_id = ${FROM}` : ''});
        grant select (${columns}), update (person_id) on ${table} to lr_definer;
      `);
    }
    await queryRunner.query('grant update (state) on attempt to lr_definer');
    for (const table of MOVED_WITH_MEMBERSHIP) {
      await queryRunner.query(`
        ${table === 'agency_completion' ? 'drop policy agency_completion_definer on agency_completion;' : ''}
        create policy ${table}_definer_own on ${table} for select to lr_definer
          using (${table === 'agency_completion' ? `agency_id = nullif(current_setting('app.agency_id', true), '')::int or ` : ''}person_id = ${FROM} or person_id = ${TO});
        create policy ${table}_definer_move on ${table} for update to lr_definer
          using (person_id = ${FROM}) with check (person_id = ${TO});
        grant select (agency_id, membership_id, person_id), update (person_id) on ${table} to lr_definer;
      `);
    }
    await queryRunner.query(`
      drop policy membership_definer_erase on membership;
      create policy membership_definer_change on membership for update to lr_definer
        using (person_id = ${OWN} or person_id = ${FROM}) with check (person_id = ${OWN} or person_id = ${TO});
      grant update (person_id) on membership to lr_definer;
      -- Its triggers count what changed of a duty. Whose it is does not, so they write nothing; they may not, either.
      grant select (team_id, job_role, workforce_group, from_on, to_on) on membership to lr_definer;
      grant insert on standing_delta to lr_definer;

      drop policy person_definer_erase on person;
      create policy person_definer_change on person for update to lr_definer
        using (id = ${OWN} or id = ${FROM} or id = ${TO});
      grant select (merged_into), update (merged_into) on person to lr_definer;
    `);
  }

  /** What is only ever added to changes its owner, within the functions that move rows and nowhere else. */
  private async letAppendOnlyRowsMove(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function refuse_change_but_move() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if current_user = 'lr_definer' and old.person_id = ${FROM} and new.person_id = ${TO}
          and to_jsonb(new) - 'person_id' = to_jsonb(old) - 'person_id'
        then
          return new;
        end if;
        raise exception '% of % is refused: its rows are never changed', lower(tg_op), tg_table_name
          using errcode = 'restrict_violation';
      end $$;
      comment on function refuse_change_but_move() is 'Trigger for tables of a person that are only ever added to: a row may become another person''s when two accounts are joined.';
      revoke all on function refuse_change_but_move() from public;
    `);
    for (const table of APPEND_ONLY) {
      await queryRunner.query(`
        drop trigger ${table}_append_only on ${table};
        create trigger ${table}_append_only before delete on ${table} for each row execute function refuse_change_but_erasure();
        create trigger ${table}_unchanged before update on ${table} for each row execute function refuse_change_but_move();
      `);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of APPEND_ONLY) {
      await queryRunner.query(`
        drop trigger ${table}_unchanged on ${table};
        drop trigger ${table}_append_only on ${table};
        create trigger ${table}_append_only before update or delete on ${table} for each row execute function refuse_change_but_erasure();
      `);
    }
    await queryRunner.query('drop function refuse_change_but_move()');
    await this.keepRowsWhereTheyAre(queryRunner);
    await queryRunner.query(`
      drop table access.merge_link, account_merge_row, account_merge, account_merge_proof;

      -- The owner is bound by FORCE too, and would change nothing. An attempt that is not the one gone on with is begun
      -- anew where it matters; two accounts that were joined stay two ids, of which one is closed.
      ${WITH_ATTEMPT.map((table) => `alter table ${table} no force row level security;`).join('\n')}
      delete from reflection using attempt where attempt.state = 'superseded' and reflection.attempt_id = attempt.id;
      delete from answer using attempt where attempt.state = 'superseded' and answer.attempt_id = attempt.id;
      delete from attempt_event using attempt where attempt.state = 'superseded' and attempt_event.attempt_id = attempt.id;
      delete from attempt where state = 'superseded';
      ${WITH_ATTEMPT.map((table) => `alter table ${table} force row level security;`).join('\n')}
      alter table attempt drop constraint ck_attempt_state,
        add constraint ck_attempt_state check (state in ('open', 'complete'));
      comment on column attempt.state is null;
      alter table person no force row level security;
      update person set status = 'closed', merged_into = null where status = 'merged';
      alter table person force row level security;
      alter table person drop merged_into, drop constraint ck_person_status,
        add constraint ck_person_status check (status in ('active', 'closed', 'erased'));
    `);
  }

  private async keepRowsWhereTheyAre(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop policy person_definer_change on person;
      revoke select (merged_into), update (merged_into) on person from lr_definer;
      drop policy membership_definer_change on membership;
      revoke update (person_id) on membership from lr_definer;
      revoke select (team_id, job_role, workforce_group, from_on, to_on) on membership from lr_definer;
      revoke insert on standing_delta from lr_definer;
      revoke update (state) on attempt from lr_definer;
    `);
    await queryRunner.query(`
      create policy person_definer_erase on person for update to lr_definer using (id = ${OWN});
      create policy membership_definer_erase on membership for update to lr_definer using (person_id = ${OWN});
    `);
    for (const [table, columns] of Object.entries(MOVED_OF_PERSON)) {
      await queryRunner.query(`
        drop policy ${table}_definer_move on ${table};
        revoke update (person_id) on ${table} from lr_definer;
      `);
      if (READ_BEFORE.includes(table)) continue;
      await queryRunner.query(`
        drop policy ${table}_definer_own on ${table};
        revoke select (${columns}) on ${table} from lr_definer;
      `);
      await queryRunner.query(`
        create policy ${table}_definer_own on ${table} for select to lr_definer using (person_id = ${OWN});
        grant select (person_id) on ${table} to lr_definer;
      `);
    }
    for (const table of MOVED_WITH_MEMBERSHIP) {
      await queryRunner.query(`
        drop policy ${table}_definer_move on ${table};
        drop policy ${table}_definer_own on ${table};
        revoke update (person_id) on ${table} from lr_definer;
      `);
      if (table !== 'agency_completion')
        await queryRunner.query(
          `revoke select (agency_id, membership_id, person_id) on ${table} from lr_definer`,
        );
      else
        await queryRunner.query(`
          create policy agency_completion_definer on agency_completion for select to lr_definer
            using (agency_id = nullif(current_setting('app.agency_id', true), '')::int)`);
    }
    await queryRunner.query(
      'revoke select (attempt_id) on completion from lr_definer; grant select (person_id, id) on completion to lr_definer',
    );
  }
}
