import { Injectable } from '@nestjs/common';
import type { AgencyScope, Scope } from '@learning-reviews/domain/access/scope';
import { Database } from '../database/database.js';
import { DomainError, notFound } from '../http/domain-error.js';

/** The agency that stands for the partnership itself. */
const PARTNERSHIP_AGENCY = 1;
/** Up to the largest that an `int` holds. */
const NUMBER = /^[1-9]\d{0,8}$/;

/** Lets an administrator of the partnership into the agency that a path names. For the access guard alone. */
@Injectable()
export class NamedAgencies {
  constructor(private readonly database: Database) {}

  /**
   * The scope of the agency named, for somebody whose own scope is the partnership's agency.
   *
   * @param own   What the caller's permission opened where they act.
   * @param named The agency's number as it stands in the path.
   * @throws DomainError `access.denied` from any other agency, `request.not-found` when there is none of this number.
   */
  async enter(own: Scope, named: string): Promise<AgencyScope> {
    if (own.brand !== 'AgencyScope' || own.agencyId !== PARTNERSHIP_AGENCY)
      throw new DomainError('access.denied', 'You do not have permission to do this');
    if (!NUMBER.test(named)) throw notFound();
    const agencyId = Number(named);
    const [agency]: { timeZone: string }[] = await this.database.read(own, (tx) =>
      tx.query('select time_zone as "timeZone" from agency where id = $1', [agencyId]),
    );
    if (agency === undefined) throw notFound();
    // They hold no role of that agency: what an administrator may do there, and no more.
    return { ...own, agencyId, timeZone: agency.timeZone, accessRoles: ['administrator'], teamOf: null };
  }
}
