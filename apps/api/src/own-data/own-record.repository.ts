import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';
import type { SealedText } from '../platform/reflection/reflection-seal.js';
import type { OwnRow, OwnSectionName } from './own-section.js';

/** A reflection as it is kept, with the columns that say what it is about. */
export interface KeptReflection {
  readonly row: OwnRow;
  readonly sealed: SealedText;
}

const AGENCY = `join agency on agency.id = t.agency_id`;
const TITLE = `(select v.title from module_version v where v.module_id = t.module_id order by v.version desc limit 1)`;
const MINE = `join membership m on m.agency_id = t.agency_id and m.person_id = $1`;

/**
 * Whole rows, so that a column that is added later is in the files without being named here. What stands for other
 * people is taken out, by name here or by not being granted.
 */
const ROWS: Readonly<Record<Exclude<OwnSectionName, 'reflection'>, string>> = {
  person: `select to_jsonb(t) as row from person t where t.id = $1`,
  person_registration: `select to_jsonb(t) as row from person_registration t where t.person_id = $1 order by t.body`,
  membership: `select jsonb_build_object('agency', agency.name) || (to_jsonb(t) - 'manager_membership_id')
      || jsonb_build_object('has_line_manager', t.manager_membership_id is not null) as row
    from membership t ${AGENCY} where t.person_id = $1 order by t.from_on, t.id`,
  membership_grant: `select jsonb_build_object('agency', agency.name) || to_jsonb(t) as row
    from membership_grant t ${AGENCY} ${MINE} and m.id = t.membership_id order by t.from_on, t.agency_id, t.access_role`,
  team: `select jsonb_build_object('agency', agency.name) || to_jsonb(t) as row
    from team t ${AGENCY}
    where exists (select from membership m where m.agency_id = t.agency_id and m.team_id = t.id and m.person_id = $1)
    order by t.agency_id, t.name`,
  standing: `select jsonb_build_object('agency', agency.name, 'module', ${TITLE}) || to_jsonb(t) as row
    from standing t ${AGENCY} ${MINE} and m.id = t.membership_id order by t.agency_id, t.membership_id, t.module_id`,
  leave_period: `select jsonb_build_object('agency', agency.name) || (to_jsonb(t) - 'created_by') as row
    from leave_period t ${AGENCY} where t.person_id = $1 order by t.from_on, t.id`,
  duty_exception: `select jsonb_build_object('agency', agency.name, 'module', ${TITLE}) || (to_jsonb(t) - 'created_by') as row
    from duty_exception t ${AGENCY} where t.person_id = $1 order by t.from_on, t.id`,
  attempt: `select jsonb_build_object('module', ${TITLE}) || to_jsonb(t) as row
    from attempt t where t.person_id = $1 order by t.started_at, t.id`,
  attempt_event: `select to_jsonb(t) as row from attempt_event t where t.person_id = $1 order by t.at, t.attempt_id, t.seq`,
  answer: `select to_jsonb(t) as row from answer t
    where t.person_id = $1 order by t.answered_at, t.attempt_id, t.question_id, t.round`,
  completion: `select jsonb_build_object('module', ${TITLE}) || to_jsonb(t) as row
    from completion t where t.person_id = $1 order by t.completed_at, t.id`,
  completion_correction: `select (to_jsonb(t) - 'by') || jsonb_build_object(
      'corrected_by', case when t.by_agency is null then null else 'a training lead of ' || agency.name end) as row
    from completion_correction t left join agency on agency.id = t.by_agency where t.person_id = $1 order by t.at, t.id`,
  certificate: `select to_jsonb(t) as row from certificate t where t.person_id = $1 order by t.issued_at, t.number`,
  cpd_entry: `select to_jsonb(t) as row from cpd_entry t where t.person_id = $1 order by t.completed_on, t.id`,
  agency_completion: `select jsonb_build_object('agency', agency.name, 'module', ${TITLE}) || to_jsonb(t)
      || jsonb_build_object('corrected_by', case when t.corrected_at is null then null
        else 'a training lead of ' || agency.name end) as row
    from (
      select agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes,
        participatory_minutes, learning_type, result, source, evidence, certificate_number, valid_until, recorded_at,
        corrected_at, correction_reason, attested_by
      from agency_completion
    ) t ${AGENCY} ${MINE} and m.id = t.membership_id order by t.completed_on, t.agency_id, t.completion_id`,
  email_message: `select jsonb_build_object('agency', agency.name) || to_jsonb(t) as row
    from email_message t ${AGENCY} ${MINE} and m.id = t.membership_id
    union all
    select jsonb_build_object('agency', agency.name) || to_jsonb(t) as row
    from email_message t ${AGENCY} where t.agency_id = 1 and t.membership_id is null
    order by 1`,
  nudge: `select jsonb_build_object('agency', agency.name, 'module', ${TITLE}, 'nudged_by', 'a training lead or line manager of '
      || agency.name) || to_jsonb(t) as row
    from (select agency_id, id, membership_id, module_id, message_id, nudged_at, nudged_on from nudge) t
    ${AGENCY} ${MINE} and m.id = t.membership_id order by t.nudged_at, t.id`,
  import_row: `select jsonb_build_object('agency', agency.name) || to_jsonb(t) as row
    from (
      select agency_id, import_id, line, cells, action, membership_id, changes, problems, decision, decided_membership_id
      from import_row
    ) t ${AGENCY} ${MINE} and m.id = t.membership_id order by t.import_id, t.line`,
  import_change: `select jsonb_build_object('agency', agency.name) || to_jsonb(t) as row
    from import_change t ${AGENCY} ${MINE} and m.id = t.membership_id order by t.import_id, t.membership_id`,
  import_leaver: `select jsonb_build_object('agency', agency.name) || to_jsonb(t) as row
    from import_leaver t ${AGENCY} ${MINE} and m.id = t.membership_id order by t.import_id, t.membership_id`,
  notice: `select jsonb_build_object('agency', agency.name, 'module', ${TITLE}) || to_jsonb(t) as row
    from notice t ${AGENCY} ${MINE} and m.id = t.membership_id order by t.noticed_at, t.module_id, t.kind`,
  unwanted_mail: `select to_jsonb(t) as row from unwanted_mail t where t.person_id = $1 order by t.kind`,
  duty_fault: `select jsonb_build_object('agency', agency.name, 'module', ${TITLE}) || to_jsonb(t) as row
    from duty_fault t ${AGENCY} ${MINE} and m.id = t.membership_id order by t.since, t.agency_id, t.module_id, t.fault`,
  account_merge: `select to_jsonb(t) as row from account_merge t where t.person_id = $1 order by t.merged_at, t.id`,
  account_merge_row: `select to_jsonb(t) as row from account_merge_row t
    where t.person_id = $1 order by t.merge_id, t.kind, t.row_key`,
  account_merge_proof: `select to_jsonb(t) as row from account_merge_proof t where t.person_id = $1 order by t.merge_id`,
  idempotency: `select to_jsonb(t) - 'response' as row from idempotency t where t.person_id = $1 order by t.created_at, t.key`,
  audit_log: `select jsonb_build_object('agency', agency.name) || to_jsonb(t) as row
    from audit_log t ${AGENCY}
    where t.actor = $1 and t.agency_id in (select m.agency_id from membership m where m.person_id = $1 union select 1)
    order by t.at, t.id`,
};

/** Reads a person's rows for their own files, in their own scope: what the policies hide is hidden here too. */
@Injectable()
export class OwnRecordRepository {
  /** Every row of a section. */
  async find(
    scope: PersonScope,
    tx: Transaction,
    section: Exclude<OwnSectionName, 'reflection'>,
  ): Promise<OwnRow[]> {
    const usesPerson = ROWS[section].includes('$1');
    const rows: { row: OwnRow }[] = await tx.query(ROWS[section], usesPerson ? [scope.personId] : []);
    return rows.map(({ row }) => row);
  }

  /** Every reflection, still sealed. */
  async findReflections(scope: PersonScope, tx: Transaction): Promise<KeptReflection[]> {
    const rows: (SealedText & { row: OwnRow })[] = await tx.query(
      `select to_jsonb(t) - array['ciphertext', 'nonce', 'tag'] as row, t.key_version as "keyVersion", t.nonce,
         t.ciphertext, t.tag
       from reflection t where t.person_id = $1 order by t.saved_at, t.id`,
      [scope.personId],
    );
    return rows.map(({ row, ...sealed }) => ({ row, sealed }));
  }
}
