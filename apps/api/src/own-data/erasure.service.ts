import { Injectable } from '@nestjs/common';
import type { EraseRequest, OwnData } from '@learning-reviews/contracts/own-data.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Request, Response } from 'express';
import { v7 as uuid } from 'uuid';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { ErasureRepository, type LastRole, type OwnAgency } from './erasure.repository.js';
import { OwnPassphrase } from './own-passphrase.service.js';
import { SessionEnding } from './session-ending.service.js';

const ROLE_WORDS: Readonly<Record<LastRole, string>> = {
  'training-lead': 'training lead',
  administrator: 'administrator',
};

/** A role that somebody else is to have first. */
interface LastIn {
  readonly agency: string;
  readonly role: LastRole;
}

/**
 * Erases a person's record at their wish: their own tables, how they sign in and what was written to them. Their
 * agencies keep name and staff reference beside their evidence. (docs/data.md; docs/rules.md, "Erasure"; ADR 27)
 */
@Injectable()
export class ErasureService {
  constructor(
    private readonly database: Database,
    private readonly erasures: ErasureRepository,
    private readonly passphrase: OwnPassphrase,
    private readonly sessions: SessionEnding,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** What an erasure would take away and leave, and what stands in its way. Changes nothing. */
  read(scope: PersonScope): Promise<OwnData> {
    return this.database.read(scope, async (tx) => {
      const agencies = await this.erasures.findAgencies(scope, tx, this.clock.now());
      const lastIn: LastIn[] = [];
      for (const agency of agencies) lastIn.push(...(await this.lastRolesIn(scope, tx, agency)));
      return {
        agencies: agencies.map(({ name, isCurrent, evidence }) => ({ name, isCurrent, evidence })),
        lastIn,
        ...(await this.erasures.countOwn(scope, tx)),
      };
    });
  }

  /**
   * Erases the record, and ends every session. Asked again while the first is under way, it does nothing.
   *
   * @throws DomainError `account.wrong-passphrase` beside the field, `request.too-many`, `session.busy`;
   * `account.last-of-role` while an agency has no other training lead, or the partnership no other administrator.
   */
  async erase(
    scope: PersonScope,
    request: Request,
    response: Response,
    { passphrase }: EraseRequest,
  ): Promise<void> {
    const email = await this.database.read(scope, (tx) => this.erasures.findAddress(scope, tx));
    if (email !== null) {
      await this.passphrase.prove(scope, email, request.ip ?? '', passphrase);
      await this.database.write(scope, (tx) => this.eraseRecord(scope, tx));
    }
    await this.sessions.endAll(scope, request, response);
  }

  private async eraseRecord(scope: PersonScope, tx: Transaction): Promise<void> {
    if ((await this.erasures.lockAddress(scope, tx)) === null) return;
    const agencies = await this.erasures.findAgencies(scope, tx, this.clock.now());
    const lastIn: LastIn[] = [];
    for (const agency of agencies) {
      await this.database.withAgency(tx, agency.agencyId, (inside) =>
        this.erasures.lockRoles(scope, inside, agency.agencyId),
      );
      lastIn.push(...(await this.lastRolesIn(scope, tx, agency)));
    }
    if (lastIn.length > 0) throw stillNeeded(lastIn);
    for (const { agencyId, timeZone } of agencies) {
      await this.database.withAgency(tx, agencyId, async (inside) => {
        await this.erasures.endRoles(scope, inside, agencyId, this.clock.today(timeZone));
        await this.audit.record(
          { agencyId, personId: scope.personId },
          inside,
          'record.erased',
          `person:${scope.personId}`,
        );
      });
    }
    await this.erasures.erase(scope, tx, uuid(), this.clock.now());
  }

  private async lastRolesIn(
    scope: PersonScope,
    tx: Transaction,
    { agencyId, name, timeZone }: OwnAgency,
  ): Promise<LastIn[]> {
    const roles = await this.database.withAgency(tx, agencyId, (inside) =>
      this.erasures.findLastRoles(scope, inside, agencyId, this.clock.today(timeZone)),
    );
    return roles.map((role) => ({ agency: name, role }));
  }
}

function stillNeeded(lastIn: readonly LastIn[]): DomainError {
  const roles = lastIn.map(({ agency, role }) => `the only ${ROLE_WORDS[role]} of ${agency}`);
  return new DomainError(
    'account.last-of-role',
    `You are ${roles.join(' and ')}. Have somebody else given that role first, then ask again`,
  );
}
