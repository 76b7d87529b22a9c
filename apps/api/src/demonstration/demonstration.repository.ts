import { Injectable } from '@nestjs/common';
import type { JobScope, PersonScope, PublicScope } from '@learning-reviews/domain/access/scope';
import type { AgencyKind } from '@learning-reviews/domain/agency/agency-kind';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import type { DemonstrationRule } from './demonstration-agency.js';
import type { InventedAttempt, InventedLeave, InventedStanding } from './demonstration-history.js';
import type { InventedQuestionCount } from './demonstration-question.js';
import type { InventedMember, InventedPerson } from './demonstration-workforce.js';

/** An assignment as it is stored, with the rule it came from. */
export interface InventedAssignment {
  readonly id: string;
  readonly moduleId: number;
  readonly fromOn: string;
  readonly rule: DemonstrationRule;
  /** The partnership's rule it is a copy of; `null` for the agency's own. */
  readonly partnershipId: string | null;
}

/** An agency as it is stored. */
export interface NewAgency {
  readonly id: number;
  readonly code: string;
  readonly kind: AgencyKind;
  readonly name: string;
  readonly small: boolean;
}

/**
 * Writes invented rows, many in one statement. Each is written once: a load that was broken off goes on
 * where it stopped, because the same seed gives the same identities.
 */
@Injectable()
export class DemonstrationRepository {
  /** Ids of the people with these addresses, through the one question that is answered before anybody is known. */
  async findPeople(_scope: PublicScope, tx: Transaction, emails: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select found.person_id as id from unnest($1::text[]) as email cross join lateral person_for_sign_in(email) found`,
      [emails],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * The agencies, below the partnership. In the partnership's own scope: nobody else may add one.
   *
   * @returns The first day of one of them.
   */
  async insertAgencies(
    scope: JobScope,
    tx: Transaction,
    agencies: readonly NewAgency[],
    fromOn: CalendarDate,
    asked: number,
  ): Promise<CalendarDate> {
    await tx.query(
      `insert into agency (id, code, parent_id, kind, name, small, from_on)
       select id, code, $3, kind, name, small, $2
       from jsonb_to_recordset($1) as row(id int, code text, kind text, name text, small boolean)
       on conflict (id) do nothing`,
      [JSON.stringify(agencies), fromOn, scope.agencyId],
    );
    const [first]: { day: CalendarDate }[] = await tx.query(
      'select from_on as day from agency where id = $1',
      [asked],
    );
    return first?.day ?? fromOn;
  }

  /** A person with all they did. As the person: nobody else may write there. */
  async insertPerson(
    scope: PersonScope,
    tx: Transaction,
    person: InventedPerson,
    attempts: readonly InventedAttempt[],
  ): Promise<void> {
    await tx.query(
      'insert into person (id, email_norm, name) values ($1, $2, $3) on conflict (id) do nothing',
      [scope.personId, person.email, `${person.givenName} ${person.familyName}`],
    );
    if (attempts.length > 0) await this.insertAttempts(scope, tx, attempts);
  }

  /** Takes the address of a person who gets a passphrase for proved, as if they had set it by a link. */
  async noteVerified(scope: PersonScope, tx: Transaction, now: Date): Promise<void> {
    await tx.query('update person set email_verified_at = $2 where id = $1 and email_verified_at is null', [
      scope.personId,
      now.toISOString(),
    ]);
  }

  /** Teams, memberships with their grants, and the headcount of one agency. */
  async insertWorkforce(
    scope: JobScope,
    tx: Transaction,
    teams: readonly { readonly id: string; readonly name: string }[],
    members: readonly InventedMember[],
    headcount: { readonly id: string; readonly asOfOn: string },
  ): Promise<void> {
    await tx.query(
      `insert into team (agency_id, id, name)
       select $1, id, name from jsonb_to_recordset($2) as row(id uuid, name text)
       on conflict do nothing`,
      [scope.agencyId, JSON.stringify(teams)],
    );
    // Managers first: a membership points at its manager's.
    const rows = members.map((member) => ({
      id: member.id,
      person_id: member.person.id,
      staff_ref: member.staffRef,
      given_name: member.person.givenName,
      family_name: member.person.familyName,
      display_name: `${member.person.givenName} ${member.person.familyName}`,
      search_name: member.searchName,
      work_email: member.person.email,
      job_role: member.jobRole,
      team_id: member.teamId,
      manager_membership_id: member.managerId,
      from_on: member.fromOn,
      to_on: member.toOn,
    }));
    await tx.query(
      `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
         work_email, job_role, workforce_group, team_id, manager_membership_id, from_on, to_on)
       select $1, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
         work_email, job_role, (select workforce_groups[1] from job_role where job_role.code = row.job_role), team_id,
         manager_membership_id, from_on, to_on
       from jsonb_to_recordset($2) as row(id uuid, person_id uuid, staff_ref text, given_name text, family_name text,
         display_name text, search_name text, work_email text, job_role text, team_id uuid,
         manager_membership_id uuid, from_on date, to_on date)
       on conflict (agency_id, id) do nothing`,
      [scope.agencyId, JSON.stringify(rows)],
    );
    const grants = members.flatMap((member) =>
      member.grants.map((role) => ({ membership_id: member.id, access_role: role, from_on: member.fromOn })),
    );
    await tx.query(
      `insert into membership_grant (agency_id, membership_id, access_role, from_on)
       select $1, membership_id, access_role, from_on
       from jsonb_to_recordset($2) as row(membership_id uuid, access_role text, from_on date)
       on conflict do nothing`,
      [scope.agencyId, JSON.stringify(grants)],
    );
    // By group as well as in all. The ids of the groups' rows follow from the set's, so that a load that is done
    // again finds them.
    await tx.query(
      `insert into headcount (agency_id, id, set_id, as_of_on, workforce_group, people, source)
       select $1, case when grouping(m.workforce_group) = 1 then $2::uuid
           else md5($2::text || m.workforce_group)::uuid end,
         $2, $3, m.workforce_group, count(*), 'Demonstration data'
       from membership m where m.agency_id = $1 and m.to_on is null
       group by grouping sets ((), (m.workforce_group))
       having grouping(m.workforce_group) = 1 or m.workforce_group is not null
       on conflict do nothing`,
      [scope.agencyId, headcount.id, headcount.asOfOn],
    );
  }

  /** A rule of the partnership, in its own scope. */
  async insertPartnershipRule(
    _scope: JobScope,
    tx: Transaction,
    { id, moduleId, fromOn, rule }: Omit<InventedAssignment, 'partnershipId'>,
    agencyKinds: readonly AgencyKind[],
  ): Promise<void> {
    await tx.query(
      `insert into partnership_assignment (id, module_id, agency_kinds, due_within_days, refresh_months, from_on)
       values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [id, moduleId, agencyKinds, rule.dueWithinDays, rule.refreshMonths, fromOn],
    );
  }

  /** Who is away, entered by themselves: nobody in these agencies has the hand for it. */
  async insertLeave(scope: JobScope, tx: Transaction, periods: readonly InventedLeave[]): Promise<void> {
    await tx.query(
      `insert into leave_period (agency_id, id, membership_id, person_id, from_on, to_on, created_by)
       select $1, id, membership_id, person_id, from_on, to_on, person_id
       from jsonb_to_recordset($2) as row(id uuid, membership_id uuid, person_id uuid, from_on date, to_on date)
       on conflict do nothing`,
      [
        scope.agencyId,
        JSON.stringify(
          periods.map(({ id, member, fromOn, toOn }) => ({
            id,
            membership_id: member.id,
            person_id: member.person.id,
            from_on: fromOn,
            to_on: toOn,
          })),
        ),
      ],
    );
  }

  /** What one agency requires, and where its members are with it. */
  async insertDuties(
    scope: JobScope,
    tx: Transaction,
    assignments: readonly InventedAssignment[],
    standings: readonly InventedStanding[],
  ): Promise<void> {
    const rules = assignments.map(({ id, moduleId, fromOn, rule, partnershipId }) => ({
      id,
      partnership_assignment_id: partnershipId,
      module_id: moduleId,
      audience: rule.jobRoles.length === 0 ? {} : { jobRoles: rule.jobRoles },
      due_within_days: rule.dueWithinDays,
      refresh_months: rule.refreshMonths,
      from_on: fromOn,
    }));
    await tx.query(
      `insert into assignment (agency_id, id, module_id, audience, due_within_days, refresh_months, from_on,
         partnership_assignment_id)
       select $1, id, module_id, audience, due_within_days, refresh_months, from_on, partnership_assignment_id
       from jsonb_to_recordset($2) as row(id uuid, module_id int, audience jsonb, due_within_days smallint,
         refresh_months smallint, from_on date, partnership_assignment_id uuid)
       on conflict do nothing`,
      [scope.agencyId, JSON.stringify(rules)],
    );
    const rows = standings.map((standing) => ({
      membership_id: standing.member.id,
      person_id: standing.member.person.id,
      module_id: standing.moduleId,
      state: standing.state,
      due_on: standing.dueOn,
      completed_on: standing.completedOn,
      expires_on: standing.expiresOn,
      paused_until: standing.pausedUntil,
      asked_on: standing.askedOn,
    }));
    await tx.query(
      `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on, expires_on,
         paused_until, asked_on)
       select $1, membership_id, person_id, module_id, state, due_on, completed_on, expires_on, paused_until, asked_on
       from jsonb_to_recordset($2) as row(membership_id uuid, person_id uuid, module_id int, state smallint,
         due_on date, completed_on date, expires_on date, paused_until date, asked_on date)
       on conflict do nothing`,
      [scope.agencyId, JSON.stringify(rows)],
    );
  }

  /** The agency's evidence of what its members finished. */
  async insertEvidence(
    scope: JobScope,
    tx: Transaction,
    attempts: readonly InventedAttempt[],
  ): Promise<void> {
    const rows = attempts.flatMap(({ module, completion }) =>
      completion === null
        ? []
        : [
            {
              membership_id: completion.member.id,
              completion_id: completion.id,
              person_id: completion.member.person.id,
              module_id: module.id,
              version: module.version,
              completed_on: completion.completedOn,
              minutes: completion.minutes,
              certificate_number: completion.certificateNumber,
              valid_until: completion.validUntil,
              recorded_at: completion.completedAt.toISOString(),
            },
          ],
    );
    await tx.query(
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version,
         completed_on, minutes, certificate_number, valid_until, recorded_at)
       select $1, membership_id, completion_id, person_id, module_id, version, completed_on, minutes,
         certificate_number, valid_until, recorded_at
       from jsonb_to_recordset($2) as row(membership_id uuid, completion_id uuid, person_id uuid, module_id int,
         version int, completed_on date, minutes smallint, certificate_number text, valid_until date,
         recorded_at timestamptz)
       on conflict do nothing`,
      [scope.agencyId, JSON.stringify(rows)],
    );
  }

  /** How often one agency's members were right first time. */
  async insertQuestionCounts(
    scope: JobScope,
    tx: Transaction,
    counts: readonly InventedQuestionCount[],
  ): Promise<void> {
    await tx.query(
      `insert into question_count (agency_id, module_id, version, question_id, answered, first_right, right_from, right_to)
       select $1, "moduleId", version, "questionId", answered, "firstRight", "rightFrom", "rightTo"
       from jsonb_to_recordset($2) as row("moduleId" int, version int, "questionId" text, answered int,
         "firstRight" int, "rightFrom" int, "rightTo" int)
       on conflict do nothing`,
      [scope.agencyId, JSON.stringify(counts)],
    );
  }

  private async insertAttempts(
    scope: PersonScope,
    tx: Transaction,
    attempts: readonly InventedAttempt[],
  ): Promise<void> {
    const runs = attempts.map(({ id, module, startedAt, completion }) => ({
      id,
      module_id: module.id,
      version: module.version,
      state: completion ? 'complete' : 'open',
      started_at: startedAt.toISOString(),
      saved_at: (completion?.completedAt ?? startedAt).toISOString(),
      finished_at: completion?.completedAt.toISOString() ?? null,
    }));
    await tx.query(
      `insert into attempt (person_id, id, module_id, version, state, started_at, saved_at, finished_at)
       select $1, id, module_id, version, state, started_at, saved_at, finished_at
       from jsonb_to_recordset($2) as row(id uuid, module_id int, version int, state text, started_at timestamptz,
         saved_at timestamptz, finished_at timestamptz)
       on conflict do nothing`,
      [scope.personId, JSON.stringify(runs)],
    );
    const ends = attempts.flatMap(({ id, module, completion }) =>
      completion === null
        ? []
        : [
            {
              id: completion.id,
              attempt_id: id,
              module_id: module.id,
              version: module.version,
              title: module.title,
              completed_at: completion.completedAt.toISOString(),
              completed_on: completion.completedOn,
              correct_count: completion.correctCount,
              question_count: module.questionCount,
              minutes: completion.minutes,
              number: completion.certificateNumber,
              cpd_entry_id: completion.cpdEntryId,
            },
          ],
    );
    if (ends.length === 0) return;
    const rows = JSON.stringify(ends);
    await tx.query(
      `insert into completion (person_id, id, attempt_id, module_id, version, completed_at, correct_count,
         question_count, minutes)
       select $1, id, attempt_id, module_id, version, completed_at, correct_count, question_count, minutes
       from jsonb_to_recordset($2) as row(id uuid, attempt_id uuid, module_id int, version int,
         completed_at timestamptz, correct_count smallint, question_count smallint, minutes smallint)
       on conflict do nothing`,
      [scope.personId, rows],
    );
    await tx.query(
      `insert into certificate (number, person_id, completion_id, issued_at)
       select number, $1, id, completed_at
       from jsonb_to_recordset($2) as row(number text, id uuid, completed_at timestamptz)
       on conflict do nothing`,
      [scope.personId, rows],
    );
    await tx.query(
      `insert into cpd_entry (person_id, id, completion_id, source, learning_type, title, provider, completed_on,
         minutes, credited_minutes, saved_at)
       select $1, cpd_entry_id, id, 'platform', 'self-directed', title, 'Learning Reviews', completed_on, minutes,
         minutes, completed_at
       from jsonb_to_recordset($2) as row(cpd_entry_id uuid, id uuid, title text, completed_on date,
         minutes smallint, completed_at timestamptz)
       on conflict do nothing`,
      [scope.personId, rows],
    );
  }
}
