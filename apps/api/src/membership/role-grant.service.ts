import { Injectable } from '@nestjs/common';
import type { AccessRole, AgencyScope } from '@learning-reviews/domain/access/scope';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import {
  type Days,
  grantableRoles,
  grantProblem,
  shareADay,
} from '@learning-reviews/domain/membership/role-grant';
import { Callers } from '../platform/access/callers.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { type GrantedMember, type GrantRow, RoleGrantRepository } from './role-grant.repository.js';

/** A role to give a member for days. */
export interface NewGrant extends Days {
  readonly membershipId: string;
  readonly role: AccessRole;
}

/** A grant by its key, and its last day: `null` ends it straight away. */
export interface EndedGrant {
  readonly membershipId: string;
  readonly role: AccessRole;
  readonly fromOn: CalendarDate;
  readonly lastDay: CalendarDate | null;
}

/** Dated roles of an agency's members. Every grant and its end is audited, and reaches open sessions in two seconds. */
@Injectable()
export class RoleGrantService {
  constructor(
    private readonly grants: RoleGrantRepository,
    private readonly callers: Callers,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Every role of one membership, the latest first; none for a membership of another agency. */
  rolesOf(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<GrantRow[]> {
    return this.grants.find(scope, tx, membershipId);
  }

  /** The member whose roles they are; `undefined` for a membership of another agency. */
  memberOf(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<GrantedMember | undefined> {
    return this.grants.findMember(scope, tx, membershipId);
  }

  /** Whether this membership alone makes somebody training lead today. */
  async isLastLead(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<boolean> {
    const leads = await this.grants.leadsOn(scope, tx, this.clock.today(scope.timeZone));
    return leads.length === 1 && leads[0] === membershipId;
  }

  /**
   * Grants a role to a member.
   *
   * @throws DomainError `access.denied` for a role that is not the caller's to give, `request.not-found` for nobody of
   * this agency, `membership.wrong-day` with the field for days that cannot be or that another grant of the role has.
   */
  async grantRole(scope: AgencyScope, tx: Transaction, grant: NewGrant): Promise<void> {
    refuseBeyondBounds(scope, grant.role);
    const member = await this.grants.lockMember(scope, tx, grant.membershipId);
    if (member === undefined) throw notFound();
    const problem = grantProblem(grant, member, this.clock.today(scope.timeZone));
    if (problem !== null) throw wrongDay(problem.field, problem.message);
    const held = await this.grants.find(scope, tx, grant.membershipId);
    if (held.some((other) => other.role === grant.role && shareADay(other, grant))) {
      throw wrongDay('from', 'They have this role already on some of these days');
    }
    const { membershipId, role, fromOn, toOn } = grant;
    await this.grants.insert(scope, tx, { membershipId, role, fromOn, toOn });
    await this.audit.record(scope, tx, 'role.granted', `membership:${membershipId}`, { role, fromOn, toOn });
    this.callers.forget(member.personId);
  }

  /**
   * Ends a role of a member, at the end of a day or straight away.
   *
   * @throws DomainError `access.denied` for a role that is not the caller's to take, `request.not-found` for a grant
   * that is not there, `membership.wrong-day` for a last day that is past or later than the end it has,
   * `membership.last-lead` when an agency's own lead would leave it without one.
   */
  async endRole(scope: AgencyScope, tx: Transaction, ended: EndedGrant): Promise<void> {
    refuseBeyondBounds(scope, ended.role);
    const { membershipId, role, fromOn } = ended;
    const member = await this.grants.lockMember(scope, tx, membershipId);
    const held = member === undefined ? [] : await this.grants.find(scope, tx, membershipId);
    const grant = held.find((one) => one.role === role && one.fromOn === fromOn);
    if (member === undefined || grant === undefined) throw notFound();

    const today = this.clock.today(scope.timeZone);
    const isOver = grant.toOn !== null && grant.toOn < today;
    if (isOver || (ended.lastDay !== null && ended.lastDay < today)) {
      throw wrongDay(
        'lastDay',
        isOver ? 'This role has ended already' : 'The last day must be today or later',
      );
    }
    if (grant.toOn !== null && ended.lastDay !== null && ended.lastDay > grant.toOn) {
      throw wrongDay('lastDay', 'This role ends before that day already. Grant it anew from the day after');
    }
    const lastDay = ended.lastDay ?? addDays(today, -1);
    if (role === 'training-lead') await this.refuseLastLead(scope, tx, [membershipId], addDays(lastDay, 1));
    await this.grants.end(scope, tx, grant, lastDay);
    await this.audit.record(scope, tx, 'role.ended', `membership:${membershipId}`, { role, fromOn, lastDay });
    this.callers.forget(member.personId);
  }

  /**
   * Refuses what would leave the agency without a training lead: these memberships go from `on`. An administrator may
   * do it all the same, since they can name another. Nothing is refused where these were no leads.
   *
   * @throws DomainError `membership.last-lead`
   */
  async refuseLastLead(
    scope: AgencyScope,
    tx: Transaction,
    membershipIds: readonly string[],
    on: CalendarDate,
  ): Promise<void> {
    if (scope.accessRoles.includes('administrator')) return;
    await this.grants.lockLeads(scope, tx);
    const leads = await this.grants.leadsOn(scope, tx, on);
    if (leads.some((id) => membershipIds.includes(id)) && leads.every((id) => membershipIds.includes(id))) {
      const sentence =
        'This would leave your agency without a training lead. Give somebody else that role first';
      throw new DomainError('membership.last-lead', sentence);
    }
  }

  /**
   * Refuses it when several go, each after a day of their own, and no training lead would be left after one of these
   * days. Past days count as today: who was lead then may be no lead any more.
   *
   * @throws DomainError `membership.last-lead`
   */
  async refuseLastLeads(
    scope: AgencyScope,
    tx: Transaction,
    leavers: readonly { readonly membershipId: string; readonly lastDay: CalendarDate }[],
  ): Promise<void> {
    const today = this.clock.today(scope.timeZone);
    const going = leavers.map(({ membershipId, lastDay }) => {
      const after = addDays(lastDay, 1);
      return { membershipId, on: after < today ? today : after };
    });
    for (const on of [...new Set(going.map((one) => one.on))].sort()) {
      const gone = going.filter((one) => one.on <= on).map(({ membershipId }) => membershipId);
      await this.refuseLastLead(scope, tx, gone, on);
    }
  }
}

function refuseBeyondBounds(scope: AgencyScope, role: AccessRole): void {
  if (grantableRoles(scope.accessRoles, scope.agencyId).includes(role)) return;
  throw new DomainError('access.denied', 'You do not have permission to give or end this role');
}

function wrongDay(field: string, message: string): DomainError {
  return new DomainError('membership.wrong-day', message, { errors: [{ field, message }] });
}
