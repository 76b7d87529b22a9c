import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type { AgencyModule } from '@learning-reviews/contracts/agency-module.contract';
import type { AgencyNow, AgencyPersonDetail, PeoplePage } from '@learning-reviews/contracts/agency.contract';
import type {
  Board,
  BoardMonths,
  ReviewReach,
  ReviewReachList,
} from '@learning-reviews/contracts/partnership.contract';
import type { TargetRequest } from '@learning-reviews/contracts/target.contract';
import { firstValueFrom } from 'rxjs';

/** What people are filtered by, as it stands in the address; empty for no filter. */
export interface PeopleFilter {
  /** First letters of the family name. */
  readonly search: string;
  /** Id of a team, or `none`. */
  readonly team: string;
  /** Code of a job role. */
  readonly role: string;
  /** Number of a workforce group, or `none`. */
  readonly group: string;
  /** Slug of a required module. */
  readonly module: string;
  readonly state: string;
  /** A check of record health. */
  readonly check: string;
  /** From 1. */
  readonly page: string;
}

/** The server takes no longer search, and no name is that long. */
const LONGEST_SEARCH = 80;
const LONGEST_FILTER = 80;

/**
 * The acting agency's figures and people, and the partnership's board. Resources are called in an injection
 * context: a request lives as long as its caller.
 */
@Service()
export class ReportApi {
  private readonly http = inject(HttpClient);

  /** My agency now. */
  agencyNow(): HttpResourceRef<AgencyNow | undefined> {
    return httpResource<AgencyNow>(() => '/api/agency');
  }

  /** One module in the acting agency. A module that is not there gives status code 404. */
  agencyModule(slug: () => string): HttpResourceRef<AgencyModule | undefined> {
    return httpResource<AgencyModule>(() => `/api/agency/module/${encodeURIComponent(slug())}`);
  }

  /** Decides what share of its duties the agency means to have done, in per cent. */
  async setTarget(request: TargetRequest): Promise<void> {
    await firstValueFrom(this.http.put('/api/agency/target', request));
  }

  /** People of the acting agency, or of a line manager's own team. */
  people(filter: () => PeopleFilter): HttpResourceRef<PeoplePage | undefined> {
    return httpResource<PeoplePage>(() => {
      const { search, ...rest } = filter();
      const asked = { search: search.slice(0, LONGEST_SEARCH), ...rest };
      // A longer value can be none of those that exist; sending it would only be refused.
      const params = Object.fromEntries(
        Object.entries(asked).filter(([, value]) => value !== '' && value.length <= LONGEST_FILTER),
      );
      return { url: '/api/agency/people', params };
    });
  }

  /** One person. An id outside the agency, or outside the manager's team, gives status code 404. */
  person(membershipId: () => string): HttpResourceRef<AgencyPersonDetail | undefined> {
    return httpResource<AgencyPersonDetail>(() => `/api/agency/people/${encodeURIComponent(membershipId())}`);
  }

  /** The partnership's protected figures of a month, `YYYY-MM`; the latest where it is empty or was never published. */
  board(month: () => string): HttpResourceRef<Board | undefined> {
    return httpResource<Board>(() => ({ url: '/api/partnership', params: monthParams(month()) }));
  }

  /** The months that were published, the newest first. */
  boardMonths(): HttpResourceRef<BoardMonths | undefined> {
    return httpResource<BoardMonths>(() => '/api/partnership/month');
  }

  /** Where the browser downloads a whole month from. */
  boardFileAddress(month: string): string {
    return `/api/partnership/board.csv?month=${encodeURIComponent(month)}`;
  }

  /** How far the modules of each review have come. */
  reviewReachList(): HttpResourceRef<ReviewReachList | undefined> {
    return httpResource<ReviewReachList>(() => '/api/partnership/review');
  }

  /** One review by agency and month. A review that is not there gives status code 404. */
  reviewReach(slug: () => string): HttpResourceRef<ReviewReach | undefined> {
    return httpResource<ReviewReach>(() => `/api/partnership/review/${encodeURIComponent(slug())}`);
  }
}

/** No month is longer; a longer text is none, and sending it would only be refused. */
const MONTH_LENGTH = 7;

function monthParams(month: string): Record<string, string> {
  return month === '' ? {} : { month: month.slice(0, MONTH_LENGTH) };
}
