import type { ClientBase } from 'pg';

/** One of two owners: an agency, a person with a membership in it, and everything that is theirs. */
export interface Owner {
  readonly agencyId: number;
  readonly personId: string;
  readonly membershipId: string;
  readonly attemptId: string;
  readonly completionId: string;
  readonly certificateNumber: string;
  readonly email: string;
}

const id = (owner: number, thing: number) =>
  `0192f0c4-0000-7000-8000-${String(owner).padStart(4, '0')}${String(thing).padStart(8, '0')}`;

/** Two agencies and two people, alike in everything but whose they are. */
export const OWNERS: readonly [Owner, Owner] = [ownerOf(101), ownerOf(102)];

function ownerOf(agencyId: number): Owner {
  return {
    agencyId,
    personId: id(agencyId, 1),
    membershipId: id(agencyId, 2),
    attemptId: id(agencyId, 3),
    completionId: id(agencyId, 4),
    certificateNumber: `00000000000000000${agencyId}`,
    email: `someone@agency-${agencyId}.example`,
  };
}

/** A person of no agency, with nothing of their own, whom rows about two people name. */
const OUTSIDER = id(0, 1);

/**
 * Fills every tenant and person table with a row of each owner, as the superuser. The attack tests refuse a table
 * that has none, so a new table gets its row here.
 */
export async function fillForTwoOwners(superuser: ClientBase): Promise<void> {
  await superuser.query(`
    insert into module (id, slug) overriding system value values (501, 'a-module'), (502, 'another-module');
    insert into module_version (module_id, version, content, content_hash, change, published_at)
      select id, 1, '{"title":"A module"}', repeat('a', 64), 'first', now() from module where id in (501, 502)`);
  await superuser.query(
    `insert into person (id, email_norm, name) values ($1, 'outsider@nowhere.example', 'Outsider')`,
    [OUTSIDER],
  );
  for (const owner of OWNERS) await fillFor(superuser, owner);
}

async function fillFor(superuser: ClientBase, owner: Owner): Promise<void> {
  const { agencyId: agency, personId: person, membershipId: membership, attemptId, completionId } = owner;
  const hash = 'b'.repeat(64);
  const rows: [sql: string, values: unknown[]][] = [
    [
      'insert into agency (id, code, kind, name) values ($1, $2, $3, $4)',
      [agency, `agency-${agency}`, 'charity', `Agency ${agency}`],
    ],
    [`insert into agency_name values ($1, '2000-01-01', '2010-12-31', 'An older name')`, [agency]],
    [
      'insert into person (id, email_norm, name) values ($1, $2, $3)',
      [person, owner.email, `Person ${agency}`],
    ],
    ['insert into person_registration (person_id, body) values ($1, $2)', [person, 'nmc']],
    ['insert into team (agency_id, id, name) values ($1, $2, $3)', [agency, id(agency, 5), 'A team']],
    [
      `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
         job_role, team_id, from_on) values ($1, $2, $3, 'S1', 'Ann', $4, $4, $4, 'school-nurse', $5, '2020-01-01')`,
      [agency, membership, person, `Family ${agency}`, id(agency, 5)],
    ],
    [
      `insert into membership_grant (agency_id, membership_id, access_role, from_on) values ($1, $2, 'training-lead', '2020-01-01')`,
      [agency, membership],
    ],
    [
      `insert into headcount (agency_id, id, as_of_on, people, source) values ($1, $2, '2026-04-01', 5, 'Supplied')`,
      [agency, id(agency, 6)],
    ],
    [
      `insert into assignment (agency_id, id, module_id, from_on) values ($1, $2, 501, '2026-01-01')`,
      [agency, id(agency, 7)],
    ],
    [
      `insert into standing (agency_id, membership_id, person_id, module_id, state, completed_on) values ($1, $2, $3, 501, 2, '2026-02-01')`,
      [agency, membership, person],
    ],
    [
      `insert into leave_period (agency_id, id, membership_id, person_id, from_on, created_by) values ($1, $2, $3, $4, '2026-03-01', $4)`,
      [agency, id(agency, 60), membership, person],
    ],
    [
      `insert into duty_exception (agency_id, id, membership_id, person_id, module_id, kind, from_on, reason, created_by)
         values ($1, $2, $3, $4, 502, 'excused', '2026-03-01', 'Seconded', $4)`,
      [agency, id(agency, 61), membership, person],
    ],
    [
      `insert into standing_recompute (agency_id, id, cause) values ($1, $2, 'all')`,
      [agency, id(agency, 62)],
    ],
    [`insert into assignment_day values ($1, '2026-02-01')`, [agency]],
    [
      `insert into partnership_assignment (id, module_id, from_on, to_on) values ($1, 502, '2020-01-01', '2020-12-31')`,
      [id(agency, 63)],
    ],
    [`insert into assignment_spread values ($1, $2, 1, now())`, [agency, id(agency, 63)]],
    [
      `insert into attempt (person_id, id, module_id, version, state, started_at, saved_at, finished_at)
         values ($1, $2, 501, 1, 'complete', now(), now(), now())`,
      [person, attemptId],
    ],
    [
      `insert into attempt_event (person_id, attempt_id, seq, kind, at) values ($1, $2, 1, 'section-opened', now())`,
      [person, attemptId],
    ],
    [
      `insert into answer (person_id, attempt_id, question_id, round, option_id, correct, answered_at)
         values ($1, $2, 'q1', 1, 'a', true, now())`,
      [person, attemptId],
    ],
    [
      `insert into completion (person_id, id, attempt_id, module_id, version, completed_at, correct_count, question_count, minutes)
         values ($1, $2, $3, 501, 1, '2026-02-01', 7, 8, 35)`,
      [person, completionId, attemptId],
    ],
    [
      `insert into completion_correction (person_id, id, completion_id, what, reason, by, at)
         values ($1, $2, $3, '{"minutes":30}', 'Entered twice', $1, now())`,
      [person, id(agency, 8), completionId],
    ],
    [
      'insert into certificate (number, person_id, completion_id, issued_at) values ($1, $2, $3, now())',
      [owner.certificateNumber, person, completionId],
    ],
    [
      `insert into cpd_entry (person_id, id, completion_id, source, learning_type, title, completed_on, minutes, credited_minutes, saved_at)
         values ($1, $2, $3, 'platform', 'self-directed', 'A module', '2026-02-01', 35, 35, now())`,
      [person, id(agency, 9), completionId],
    ],
    [
      `insert into reflection (person_id, id, attempt_id, ciphertext, nonce, tag, saved_at)
         values ($1, $2, $3, '\\x00', decode(repeat('00', 12), 'hex'), decode(repeat('00', 16), 'hex'), now())`,
      [person, id(agency, 10), attemptId],
    ],
    [
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes)
         values ($1, $2, $3, $4, 501, 1, '2026-02-01', 35)`,
      [agency, membership, completionId, person],
    ],
    [
      `insert into question_delta (agency_id, module_id, version, question_id, first_right) values ($1, 501, 1, 'q1', true)`,
      [agency],
    ],
    [`insert into question_count values ($1, 501, 1, 'q1', 10, 7, 3, 7)`, [agency]],
    [
      `insert into yearly_return (agency_id, year, revision, words, saved_by, saved_at) values ($1, 2025, 1, '{}', $2, now())`,
      [agency, person],
    ],
    [
      `insert into yearly_return_attestation (agency_id, id, year, number, attested_at, attested_on, attested_by, display_name,
         role, content, sha256) values ($1, $2, 2025, 1, now(), '2026-04-20', $3, 'Someone', 'Training lead', '{}', $4)`,
      [agency, id(agency, 40), person, hash],
    ],
    [
      `insert into agency_export (agency_id, id, kind, from_on, to_on, actor, at)
         values ($1, $2, 'completions', '2026-01-01', '2026-12-31', $3, now())`,
      [agency, id(agency, 11), person],
    ],
    [
      `insert into email_message (agency_id, id, kind, membership_id, recipient, subject, text, html, created_at)
         values ($1, $2, 'nudge', $3, 'one@demo.example', 'Training', 'Text', '<p>Text</p>', now())`,
      [agency, id(agency, 17), membership],
    ],
    [
      `insert into nudge (agency_id, id, membership_id, module_id, message_id, nudged_by, nudged_at, nudged_on)
         values ($1, $2, $3, 501, $4, $5, '2026-03-02 12:00Z', '2026-03-02')`,
      [agency, id(agency, 30), membership, id(agency, 17), person],
    ],
    [
      `insert into notice (agency_id, membership_id, module_id, kind, for_day, person_id, message_id, noticed_on, noticed_at)
         values ($1, $2, 501, 'overdue', '2026-03-01', $3, $4, '2026-03-02', '2026-03-02 09:00Z')`,
      [agency, membership, person, id(agency, 17)],
    ],
    [`insert into notice_round (agency_id, began_on) values ($1, '2026-01-01')`, [agency]],
    [`insert into unwanted_mail (person_id, kind) values ($1, 'digest')`, [person]],
    [
      `insert into audit_log (agency_id, id, at, actor, action, object) values ($1, $2, now(), $3, 'export.made', 'export:1')`,
      [agency, id(agency, 12), person],
    ],
    [
      `insert into audit_seal (agency_id, seq, audit_id, previous_hash, hash, sealed_at)
         values ($1, 1, $2, decode(repeat('00', 32), 'hex'), decode(repeat('01', 32), 'hex'), now())`,
      [agency, id(agency, 12)],
    ],
    [
      `insert into idempotency (person_id, key, route, body_hash, status) values ($1, 'key-00000001', 'POST /', $2, 201)`,
      [person, hash],
    ],
    [
      `insert into access.credential (person_id, passphrase_hash, changed_at) values ($1, '$argon2id$x', now())`,
      [person],
    ],
    [
      `insert into access.session (sid, sess, expire) values ($1, jsonb_build_object('passport', jsonb_build_object('user', $2::text)), now())`,
      [`session-${agency}`, person],
    ],
    [
      `insert into access.passphrase_link (token_digest, person_id, purpose, made_at, expires_at)
         values (sha256($1::text::bytea), $2, 'reset', now(), now() + interval '1 hour')`,
      [`token-${agency}`, person],
    ],
    [`insert into access.throttle (key) values ($1)`, [`key-${agency}`]],
    [
      `insert into access.sign_in_event (id, at, outcome, person_id) values ($1, now(), 'signed-in', $1)`,
      [person],
    ],
    [
      `insert into duty_fault (agency_id, membership_id, module_id, fault, since) values ($1, $2, 501, 'no-evidence', '2026-02-01')`,
      [agency, membership],
    ],
    [`insert into duty_check (agency_id, day, noted_at) values ($1, '2026-02-01', now())`, [agency]],
    [
      `insert into account_merge_proof (person_id, merge_id, other_person_id, part, expires_at)
         values ($1, $2, $3, 'joins', now() + interval '1 day')`,
      [person, id(agency, 70), OUTSIDER],
    ],
    [
      `insert into account_merge (person_id, id, other_person_id, merged_at, undo_until)
         values ($1, $2, $3, now(), now() + interval '30 days')`,
      [person, id(agency, 71), OUTSIDER],
    ],
    [
      `insert into account_merge_row (person_id, merge_id, kind, row_key) values ($1, $2, 'membership', $3)`,
      [person, id(agency, 71), membership],
    ],
    [
      `insert into access.merge_link (token_digest, person_id, stays_person_id, made_at, expires_at)
         values (sha256($1::text::bytea), $2, $3, now(), now() + interval '1 hour')`,
      [`token-${agency}`, person, OUTSIDER],
    ],
    ['insert into agency_setting (agency_id, target_percent) values ($1, 85)', [agency]],
    [
      `insert into agency_count_head (agency_id, day, counted_at, people) values ($1, '2026-02-01', now(), 1)`,
      [agency],
    ],
    [`insert into agency_count values ($1, 'all', '', 1, 1, 0, 0, 0, 0, 0, 0, 0)`, [agency]],
    [
      `insert into agency_month values ($1, 'all', '', '2026-01-01', 1, 1, 0, 0, 0, 0, 0, 0, 0, '2026-02-01')`,
      [agency],
    ],
    [
      `insert into import (agency_id, id, file_id, kind, file_name, bytes, sha256, actor, membership_id, at)
         values ($1, $2, $2, 'people', 'staff.csv', 10, $3, $4, $5, now())`,
      [agency, id(agency, 50), hash, person, membership],
    ],
    [
      `insert into import_row (agency_id, import_id, line, cells) values ($1, $2, 2, '["1"]')`,
      [agency, id(agency, 50)],
    ],
    [`insert into import_leaver values ($1, $2, $3, null, null)`, [agency, id(agency, 50), membership]],
    [
      `insert into import_change values ($1, $2, $3, 'added', null, null, null)`,
      [agency, id(agency, 50), membership],
    ],
    [`insert into import_column values ($1, 'people', 'no', 'staffRef')`, [agency]],
    [
      `insert into setting_change values ($1, $2, 'due-soon-days', '30', '45', $3, now())`,
      [agency, id(agency, 80), person],
    ],
    [
      `insert into retention_announcement (agency_id, id, kind, before_on, announced_on, deletes_on, rows)
         values ($1, $2, 'email', '2026-01-01', '2026-03-01', '2026-03-08', 3)`,
      [agency, id(agency, 81)],
    ],
    [`insert into audit_dropped values ($1, 1, decode(repeat('02', 32), 'hex'), now())`, [agency]],
    [`insert into erased_certificate values (sha256($1::text::bytea), '2026-02-01')`, [`number-${agency}`]],
    [`insert into board_base values (date '2026-01-01', $1, 3, 12)`, [`agency:${agency}`]],
    [`insert into board_cell values (date '2026-02-01', $1, null, null, true)`, [`agency:${agency}`]],
    [
      `insert into board_month values (date '2026-01-01' + $1 * interval '1 month', date '2026-01-01' + $1 * interval '1 month', '\\x00')`,
      [agency],
    ],
  ];
  for (const [sql, values] of rows) await superuser.query(sql, values);
}
