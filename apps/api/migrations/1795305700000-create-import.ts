import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['import', 'import_row', 'import_leaver', 'import_change', 'import_column'];

/**
 * Files that an agency brings: what they held, what was found, what was done, and how to take it back. Tenant tables.
 * Rows hold names; they are deleted a week after the import has ended, and what was done stays as ids.
 */
export class CreateImport1795305700000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table import (
        agency_id          int         not null,
        id                 uuid        not null,
        file_id            uuid        not null,
        kind               text        not null,
        file_name          text        not null,
        bytes              int         not null,
        sha256             text        not null,
        state              text        not null default 'reading',
        message            text,
        actor              uuid        not null,
        membership_id      uuid        not null,
        at                 timestamptz not null,
        headers            jsonb       not null default '[]',
        mapping            jsonb       not null default '{}',
        may_add_teams      boolean     not null default false,
        rows               int,
        counts             jsonb,
        new_teams          jsonb       not null default '[]',
        checked            text,
        leave_out_problems boolean     not null default false,
        invite             boolean     not null default false,
        applied_by         uuid,
        progress_done      int         not null default 0,
        progress_of        int         not null default 0,
        leavers            int         not null default 0,
        kept               int         not null default 0,
        ended_at           timestamptz,
        applied_at         timestamptz,
        undone_at          timestamptz,
        rows_deleted_at    timestamptz,
        constraint pk_import primary key (agency_id, id),
        constraint fk_import_agency foreign key (agency_id) references agency (id),
        constraint fk_import_membership foreign key (agency_id, membership_id) references membership (agency_id, id),
        constraint ck_import_kind check (kind in ('people', 'completions', 'headcount')),
        constraint ck_import_file_name check (length(file_name) between 1 and 200),
        constraint ck_import_bytes check (bytes between 0 and 10000000),
        constraint ck_import_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
        constraint ck_import_state check (state in ('reading', 'mapping', 'checking', 'checked', 'waiting', 'applying',
          'applied', 'undoing', 'undone', 'refused', 'cancelled', 'failed')),
        constraint ck_import_message check (length(message) <= 500),
        constraint ck_import_ended check (
          (state in ('applied', 'undoing', 'undone', 'refused', 'cancelled', 'failed')) = (ended_at is not null)),
        constraint ck_import_applied check ((state in ('applied', 'undoing', 'undone')) = (applied_at is not null)),
        constraint ck_import_undone check ((state = 'undone') = (undone_at is not null))
      );
      comment on table import is 'A file an agency brought, from its upload to its end. One at a time is applied.';
      comment on column import.file_id is 'Names the file in its folder until it is read.';
      comment on column import.state is 'reading, mapping, checking, checked, waiting, applying, applied; undoing, undone; refused, cancelled, failed.';
      comment on column import.message is 'A sentence about why it stands where it stands.';
      comment on column import.headers is 'The header of the file, as it was written.';
      comment on column import.mapping is 'Column key to position in the header.';
      comment on column import.checked is 'Digest of the check''s result: what is applied must be what was looked at.';
      comment on column import.kept is 'Jobs that stayed when it was undone, because something was learned or changed in them.';
      comment on column import.ended_at is 'From then on its rows are kept for a week.';
      create index ix_import_at on import (agency_id, at);

      create table import_row (
        agency_id              int   not null,
        import_id              uuid  not null,
        line                   int   not null,
        cells                  jsonb not null,
        action                 text,
        membership_id          uuid,
        changes                jsonb not null default '[]',
        problems               jsonb not null default '[]',
        candidates             jsonb not null default '[]',
        decision               text,
        decided_membership_id  uuid,
        constraint pk_import_row primary key (agency_id, import_id, line),
        constraint fk_import_row_import foreign key (agency_id, import_id) references import (agency_id, id),
        constraint ck_import_row_action check (action in
          ('add', 'change', 'move', 'same', 'problem', 'duplicate', 'left-out')),
        constraint ck_import_row_decision check (
          decision in ('same', 'another', 'leave-out') and (decision = 'same') = (decided_membership_id is not null))
      );
      comment on table import_row is 'One line of a file: its cells as they were written, and what applying it would do.';
      comment on column import_row.line is 'As a person counts it in the file.';
      comment on column import_row.decision is 'What a human said of a row that may be about somebody who is here already.';
      create index ix_import_row_action on import_row (agency_id, import_id, action, line);

      create table import_leaver (
        agency_id     int     not null,
        import_id     uuid    not null,
        membership_id uuid    not null,
        last_day      date,
        chosen_day    date,
        constraint pk_import_leaver primary key (agency_id, import_id, membership_id),
        constraint fk_import_leaver_import foreign key (agency_id, import_id) references import (agency_id, id)
      );
      comment on table import_leaver is 'A member whom a file does not name, or whose last day it names: a proposal until somebody chooses the day.';
      comment on column import_leaver.last_day is 'As the file has it.';
      comment on column import_leaver.chosen_day is 'Last day somebody has confirmed; null while it is a proposal.';

      create table import_change (
        agency_id         int   not null,
        import_id         uuid  not null,
        membership_id     uuid  not null,
        action            text  not null,
        new_membership_id uuid,
        before            jsonb,
        after             jsonb,
        constraint pk_import_change primary key (agency_id, import_id, membership_id),
        constraint fk_import_change_import foreign key (agency_id, import_id) references import (agency_id, id),
        constraint ck_import_change_action check (action in ('added', 'changed', 'moved', 'left'))
      );
      comment on table import_change is 'What an import did to one membership, so that it can be taken back.';

      create table import_column (
        agency_id  int  not null,
        kind       text not null,
        header_key text not null,
        column_key text not null,
        constraint pk_import_column primary key (agency_id, kind, header_key),
        constraint fk_import_column_agency foreign key (agency_id) references agency (id),
        constraint ck_import_column_key check (length(header_key) <= 1000 and length(column_key) <= 40)
      );
      comment on table import_column is 'Which header means which column, as the agency said last time; empty: none of them.';
    `);
    for (const table of TABLES) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_agency on ${table} to lr_agency, lr_job
          using (agency_id = nullif(current_setting('app.agency_id', true), '')::int);
        grant select, insert, update, delete on ${table} to lr_agency, lr_job;
      `);
    }
    await queryRunner.query('revoke delete on import from lr_agency, lr_job');

    await queryRunner.query(`
      alter table agency_completion add attested_by text not null default '';
      comment on column agency_completion.attested_by is 'Who vouched for learning done elsewhere, as an import says; empty for what was done here.';
      -- Not validated: the rows that are there have the default, and reading millions of them would hold the table.
      alter table agency_completion add constraint ck_agency_completion_attested check (length(attested_by) <= 200) not valid;

      create function members_of_addresses(addresses text[]) returns table (email text, membership_id uuid)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select person.email_norm, membership.id
        from person join membership on membership.person_id = person.id
        where person.email_norm = any(addresses) and person.email_verified_at is not null
          and membership.agency_id = nullif(current_setting('app.agency_id', true), '')::int
          and (membership.to_on is null or membership.to_on >= current_date)
      $$;
      comment on function members_of_addresses(text[]) is 'Which members of the acting agency have proved one of these addresses.';

      create function record_imported_learning(entries jsonb) returns void
      language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
        insert into cpd_entry (person_id, id, source, learning_type, title, provider, completed_on, minutes,
          participatory_minutes, evidence, attested_by, saved_at)
        select membership.person_id, row.id, 'imported', row.learning_type, row.title, row.provider, row.completed_on,
          row.minutes, row.participatory_minutes, row.evidence, row.attested_by, row.saved_at
        from jsonb_to_recordset(entries) as row(membership_id uuid, id uuid, learning_type text, title text, provider text,
          completed_on date, minutes smallint, participatory_minutes smallint, evidence text, attested_by text,
          saved_at timestamptz)
        join membership on membership.agency_id = nullif(current_setting('app.agency_id', true), '')::int
          and membership.id = row.membership_id
      $$;
      comment on function record_imported_learning(jsonb) is 'Gives members of the acting agency, and nobody else, a line of their CPD record about learning their agency vouches for.';

      grant select (to_on) on membership to lr_definer;
      grant insert on cpd_entry to lr_definer;
      create policy cpd_entry_definer on cpd_entry for insert to lr_definer with check (source = 'imported');

      revoke all on function members_of_addresses(text[]), record_imported_learning(jsonb) from public;
      grant create on schema public to lr_definer;
      alter function members_of_addresses(text[]) owner to lr_definer;
      alter function record_imported_learning(jsonb) owner to lr_definer;
      revoke create on schema public from lr_definer;
      set local role lr_definer;
      grant execute on function members_of_addresses(text[]), record_imported_learning(jsonb) to lr_job;
      reset role;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      set local role lr_definer;
      drop function record_imported_learning(jsonb);
      drop function members_of_addresses(text[]);
      reset role;
      drop policy cpd_entry_definer on cpd_entry;
      revoke insert on cpd_entry from lr_definer;
      revoke select (to_on) on membership from lr_definer;
      alter table agency_completion drop attested_by;
      drop table import_column, import_change, import_leaver, import_row, import;
    `);
  }
}
