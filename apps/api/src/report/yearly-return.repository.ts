import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** What is written for a year, as it was last saved. */
export interface DraftRow {
  readonly words: unknown;
  readonly revision: number;
  readonly savedAt: Date;
  readonly savedBy: string | null;
}

/** A return to freeze. */
export interface NewAttestation {
  readonly id: string;
  readonly year: number;
  readonly number: number;
  readonly at: Date;
  readonly on: CalendarDate;
  readonly by: string;
  readonly role: string;
  readonly content: object;
  readonly sha256: string;
}

/** A return as it was frozen. */
export interface AttestationRow extends Omit<NewAttestation, 'content'> {
  readonly content: unknown;
}

/** What an agency writes in its yearly returns, and those it has attested. */
@Injectable()
export class YearlyReturnRepository {
  /** The agency's name and code, and the display name of whoever acts. */
  async findMarks(
    scope: AgencyScope,
    tx: Transaction,
  ): Promise<{ agency: string; code: string; name: string }> {
    const [marks]: { agency: string; code: string; name: string }[] = await tx.query(
      `select agency.name as agency, agency.code, m.display_name as name
       from agency join membership m on m.agency_id = agency.id
       where agency.id = $1 and m.agency_id = $1 and m.id = $2`,
      [scope.agencyId, scope.membershipId],
    );
    if (marks === undefined) throw new Error('The acting membership is not of the acting agency');
    return marks;
  }

  /** What is written for a year; `undefined` before the first save. */
  async findDraft(scope: AgencyScope, tx: Transaction, year: number): Promise<DraftRow | undefined> {
    const [draft]: DraftRow[] = await tx.query(
      `select r.words, r.revision, r.saved_at as "savedAt", who.display_name as "savedBy"
       from yearly_return r
       left join lateral (
         select m.display_name from membership m
         where m.agency_id = $1 and m.person_id = r.saved_by order by m.from_on desc limit 1
       ) who on true
       where r.agency_id = $1 and r.year = $2`,
      [scope.agencyId, year],
    );
    return draft;
  }

  /**
   * Saves on top of the save named by `revision`; 0 is the first.
   *
   * @returns Whether it was still the last one.
   */
  async saveDraft(
    scope: AgencyScope,
    tx: Transaction,
    { year, revision, words, at }: { year: number; revision: number; words: object; at: Date },
  ): Promise<boolean> {
    const values = [
      scope.agencyId,
      year,
      revision + 1,
      JSON.stringify(words),
      scope.personId,
      at.toISOString(),
    ];
    const saved: unknown[] =
      revision === 0
        ? await tx.query(
            `insert into yearly_return (agency_id, year, revision, words, saved_by, saved_at)
             values ($1, $2, $3, $4, $5, $6) on conflict (agency_id, year) do nothing returning revision`,
            values,
          )
        : await tx.query(
            `with saved as (
               update yearly_return set revision = $3, words = $4, saved_by = $5, saved_at = $6
               where agency_id = $1 and year = $2 and revision = $3 - 1 returning revision
             ) select revision from saved`,
            values,
          );
    return saved.length === 1;
  }

  /** Every attested return of a year, latest first. */
  findAttestations(scope: AgencyScope, tx: Transaction, year: number): Promise<AttestationRow[]> {
    return tx.query(
      `select id, year, number, attested_at as at, attested_on as "on", display_name as by, role, content, sha256
       from yearly_return_attestation where agency_id = $1 and year = $2 order by number desc`,
      [scope.agencyId, year],
    );
  }

  /** One attested return, and the number of the latest of its year. */
  async findAttestation(
    scope: AgencyScope,
    tx: Transaction,
    id: string,
  ): Promise<(AttestationRow & { latest: number }) | undefined> {
    const [found]: (AttestationRow & { latest: number })[] = await tx.query(
      `select a.id, a.year, a.number, a.attested_at as at, a.attested_on as "on", a.display_name as by, a.role,
         a.content, a.sha256,
         (select max(b.number) from yearly_return_attestation b where b.agency_id = $1 and b.year = a.year) as latest
       from yearly_return_attestation a where a.agency_id = $1 and a.id = $2`,
      [scope.agencyId, id],
    );
    return found;
  }

  /** Freezes a return. Two of the same number cannot be. */
  async insertAttestation(scope: AgencyScope, tx: Transaction, attested: NewAttestation): Promise<void> {
    const { id, year, number, at, on, by, role, content, sha256 } = attested;
    await tx.query(
      `insert into yearly_return_attestation
         (agency_id, id, year, number, attested_at, attested_on, attested_by, display_name, role, content, sha256)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        scope.agencyId,
        id,
        year,
        number,
        at.toISOString(),
        on,
        scope.personId,
        by,
        role,
        JSON.stringify(content),
        sha256,
      ],
    );
  }
}
