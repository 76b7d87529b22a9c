import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import type {
  AttestedReturn,
  AttestYearlyReturnRequest,
  ReturnAttestation,
  SavedYearlyReturn,
  SaveYearlyReturnRequest,
  YearlyReturn,
} from '@learning-reviews/contracts/yearly-return.contract';
import { firstValueFrom } from 'rxjs';

const ADDRESS = '/api/agency/yearly-return';
/** The server reads no longer year; a longer one names none. */
const LONGEST_YEAR = 20;

/** The acting agency's yearly returns. Resources are called in an injection context. */
@Service()
export class YearlyReturnApi {
  private readonly http = inject(HttpClient);

  /**
   * A year as it stands; without a year, or with one that is not offered, the running one. Asks nothing for `null`.
   */
  yearlyReturn(year: () => string | undefined | null): HttpResourceRef<YearlyReturn | undefined> {
    return httpResource<YearlyReturn>(() => {
      const asked = year();
      return asked === null ? undefined : { url: ADDRESS, params: paramsOf(asked) };
    });
  }

  /** The same, asked once. */
  readYearlyReturn(year: string): Promise<YearlyReturn> {
    return firstValueFrom(this.http.get<YearlyReturn>(ADDRESS, { params: paramsOf(year) }));
  }

  /** Saves what is written; 409 `stale.version` when somebody saved since. */
  save(request: SaveYearlyReturnRequest): Promise<SavedYearlyReturn> {
    return firstValueFrom(this.http.put<SavedYearlyReturn>(ADDRESS, request));
  }

  /** Says that figures and words are right; 409 when either is no longer what was looked at. */
  attest(request: AttestYearlyReturnRequest): Promise<ReturnAttestation> {
    return firstValueFrom(this.http.post<ReturnAttestation>(`${ADDRESS}/attestation`, request));
  }

  /** A return as it was attested; asks nothing without an id. */
  attested(id: () => string | undefined): HttpResourceRef<AttestedReturn | undefined> {
    return httpResource<AttestedReturn>(() => {
      const asked = id();
      return asked ? `${ADDRESS}/attestation/${encodeURIComponent(asked)}` : undefined;
    });
  }

  /** Where the browser downloads a return from: the year as it stands, or one that was attested. */
  fileAddress(year: string, attestation?: string): string {
    const signed = attestation === undefined ? '' : `&attestation=${encodeURIComponent(attestation)}`;
    return `${ADDRESS}/return.csv?year=${encodeURIComponent(year)}${signed}`;
  }
}

function paramsOf(year: string | undefined): Record<string, string> {
  return year !== undefined && year !== '' && year.length <= LONGEST_YEAR ? { year } : {};
}
