import { Injectable } from '@nestjs/common';
import type {
  AgencyPersonDetail,
  PeoplePage,
  PeopleQuery,
} from '@learning-reviews/contracts/agency.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { type RuleAsking, ruleAskings } from '@learning-reviews/domain/assignment/asking';
import { addMonths, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { formatCertificateNumber } from '@learning-reviews/domain/certificate/certificate-number';
import { searchableName } from '@learning-reviews/domain/person/searchable-name';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import { ListChoiceRepository } from './list-choice.repository.js';
import { type EvidenceRow, type PeopleFilter, PeopleRepository } from './people.repository.js';
import { PersonReminderRepository } from './person-reminder.repository.js';
import { PersonRuleRepository } from './person-rule.repository.js';
import { type ReportDay, reportDay } from './report-day.js';

const PAGE_SIZE = 50;
/** Stands for members without a team, and for those in no workforce group. */
const NOT_ANY = 'none';
const MONTHS_OF_REMINDERS = 24;

/** What an agency's evidence rests on, in words. */
const SOURCE: Readonly<Record<string, string>> = {
  platform: 'Completed here',
  recognised: 'Recognised from before they joined',
  imported: 'Imported',
};

/** Shows a training lead their own agency's people, and a line manager their own team. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleRepository,
    private readonly reminders: PersonReminderRepository,
    private readonly choices: ListChoiceRepository,
    private readonly rules: PersonRuleRepository,
    private readonly clock: Clock,
  ) {}

  /** One page of today's members by family name. A page past the end is the last one. */
  list(scope: AgencyScope, query: PeopleQuery): Promise<PeoplePage> {
    return this.database.read(scope, async (tx) => {
      const day = reportDay(this.clock.today(scope.timeZone), await findWarningDays(scope, tx));
      const teams = await this.choices.findTeams(scope, tx, day.today);
      const jobRoles = await this.choices.findJobRoles(scope, tx, day.today);
      const groups = await this.choices.findGroups(scope, tx, day.today);
      const modules = await this.choices.findModules(scope, tx);
      const filter: PeopleFilter = {
        prefix: query.search ? searchableName(query.search) : null,
        team: known(query.team, [...teams.map(({ id }) => id), NOT_ANY]),
        jobRole: known(
          query.role,
          jobRoles.map(({ code }) => code),
        ),
        group: known(query.group, [...groups.map(String), NOT_ANY]),
        module: known(
          query.module,
          modules.map(({ slug }) => slug),
        ),
        ...standingFilter(query.state, day),
        check: query.check ?? null,
        offset: 0,
      };
      const total = await this.people.count(scope, tx, day, filter);
      const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
      const page = Math.min(query.page ?? 1, pages);
      const shown = { ...filter, offset: (page - 1) * PAGE_SIZE };
      return {
        people: await this.people.findPage(scope, tx, day, shown, PAGE_SIZE),
        total,
        page,
        pages,
        teams,
        jobRoles,
        groups,
        modules,
        ownTeamOnly: scope.teamOf !== null,
      };
    });
  }

  /**
   * One member: standing and evidence. Reflections, answers and scores are not an agency's to see.
   *
   * @throws DomainError `request.not-found` for anybody outside the agency, or outside the line manager's team.
   */
  read(scope: AgencyScope, membershipId: string): Promise<AgencyPersonDetail> {
    return this.database.read(scope, async (tx) => {
      const day = reportDay(this.clock.today(scope.timeZone), await findWarningDays(scope, tx));
      const since = addMonths(day.today, -MONTHS_OF_REMINDERS);
      const member = await this.people.findMember(scope, tx, membershipId);
      if (member === null) throw notFound();
      const standings = await this.people.findStandings(scope, tx, membershipId, day);
      const askedBy = await this.askedBy(scope, tx, membershipId, day.today);
      return {
        ...member,
        invitedAt: member.invitedAt?.toISOString() ?? null,
        jobs: await this.people.findJobs(scope, tx, membershipId),
        leave: await this.people.findLeave(scope, tx, membershipId, day.today),
        exceptions: await this.people.findExceptions(scope, tx, membershipId, day.today),
        roles: await this.people.findRoles(scope, tx, membershipId),
        standings: standings.map((one) => ({ ...one, askedBy: [...(askedBy.get(one.module) ?? [])] })),
        completions: (await this.people.findEvidence(scope, tx, membershipId)).map(inWords),
        nudges: (await this.reminders.findNudges(scope, tx, membershipId, since)).map(({ at, ...nudge }) => ({
          ...nudge,
          at: at.toISOString(),
        })),
        notices: (await this.reminders.findNotices(scope, tx, membershipId, since)).map(
          ({ at, ...notice }) => ({ ...notice, at: at.toISOString() }),
        ),
      };
    });
  }

  /** Which rules ask for each module that is required of a member, by slug. */
  private async askedBy(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    today: CalendarDate,
  ): Promise<ReadonlyMap<string, readonly RuleAsking[]>> {
    const modules = await this.rules.find(scope, tx, membershipId, today);
    return new Map(
      modules.map(({ module, rules, day, askedOn, ...member }) => [
        module,
        ruleAskings(rules, member, day, askedOn),
      ]),
    );
  }
}

/** What is asked for if it is one of those that exist: any other filter is left out, and never widens the scope. */
function known(asked: string | undefined, existing: readonly string[]): string | null {
  return asked !== undefined && existing.includes(asked) ? asked : null;
}

function standingFilter(
  state: PeopleQuery['state'],
  day: ReportDay,
): Pick<PeopleFilter, 'standings' | 'dueTo'> {
  switch (state) {
    case undefined:
      return { standings: null, dueTo: null };
    case 'due-soon':
      return { standings: ['not-started', 'in-progress'], dueTo: day.dueSoonTo };
    case 'done':
      return { standings: ['done', 'expiring'], dueTo: null };
    default:
      return { standings: [state], dueTo: null };
  }
}

function inWords({ source, evidence, certificateNumber, ...row }: EvidenceRow) {
  const words = SOURCE[source] ?? source;
  return {
    ...row,
    certificateNumber: certificateNumber && formatCertificateNumber(certificateNumber),
    evidence: evidence === '' ? words : `${words}: ${evidence}`,
  };
}
