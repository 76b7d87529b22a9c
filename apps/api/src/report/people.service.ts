import { Injectable } from '@nestjs/common';
import type {
  AgencyPersonDetail,
  PeoplePage,
  PeopleQuery,
} from '@learning-reviews/contracts/agency.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { formatCertificateNumber } from '@learning-reviews/domain/certificate/certificate-number';
import { searchableName } from '@learning-reviews/domain/person/searchable-name';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { type EvidenceRow, type PeopleFilter, PeopleRepository } from './people.repository.js';
import { reportDay } from './report-day.js';

const PAGE_SIZE = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

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
    private readonly clock: Clock,
  ) {}

  /** One page of today's members by family name. A page past the end is the last one. */
  list(scope: AgencyScope, query: PeopleQuery): Promise<PeoplePage> {
    const day = reportDay(this.clock.today(scope.timeZone));
    const filter = filterOf(query);
    return this.database.read(scope, async (tx) => {
      const total = await this.people.count(scope, tx, day, filter);
      const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
      const page = Math.min(query.page ?? 1, pages);
      const shown = { ...filter, offset: (page - 1) * PAGE_SIZE };
      return {
        people: await this.people.findPage(scope, tx, day, shown, PAGE_SIZE),
        total,
        page,
        pages,
        teams: await this.people.findTeams(scope, tx, day.today),
        modules: await this.people.findModules(scope, tx),
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
    const day = reportDay(this.clock.today(scope.timeZone));
    return this.database.read(scope, async (tx) => {
      const member = await this.people.findMember(scope, tx, membershipId);
      if (member === null) throw notFound();
      return {
        ...member,
        standings: await this.people.findStandings(scope, tx, membershipId, day),
        completions: (await this.people.findEvidence(scope, tx, membershipId)).map(inWords),
      };
    });
  }
}

/** A filter that makes no sense is left out; it never widens what the scope allows. */
function filterOf({ search, team, module, state }: PeopleQuery): PeopleFilter {
  return {
    prefix: search ? searchableName(search) : null,
    teamId: team && UUID.test(team) ? team : null,
    module: module ?? null,
    standing: state ?? null,
    offset: 0,
  };
}

function inWords({ source, evidence, certificateNumber, ...row }: EvidenceRow) {
  const words = SOURCE[source] ?? source;
  return {
    ...row,
    certificateNumber: certificateNumber && formatCertificateNumber(certificateNumber),
    evidence: evidence === '' ? words : `${words}: ${evidence}`,
  };
}
