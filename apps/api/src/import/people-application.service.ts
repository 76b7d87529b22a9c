import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { PlannedRow } from '@learning-reviews/domain/import/people-plan';
import { v7 as uuid } from 'uuid';
import { type Joined, MembershipService, type NewMember } from '../membership/membership.service.js';
import type { Transaction } from '../platform/database/database.js';
import { type ImportChange, ImportApplicationRepository } from './import-application.repository.js';
import { ImportContextRepository, type PlacedMember } from './import-context.repository.js';
import { inParts } from './in-parts.js';
import { type LeaverRow, ImportRowRepository } from './import-row.repository.js';
import type { CheckedPeople } from './people-check.service.js';
import { type Deed, Places } from './people-places.js';

/** What an import of people did. */
export interface PeopleApplied {
  /** Those who came, for their invitation. */
  readonly takenOn: readonly Joined[];
  readonly leavers: number;
}

/** Does what a file of people says, all of it in the caller's transaction. */
@Injectable()
export class PeopleApplication {
  constructor(
    private readonly context: ImportContextRepository,
    private readonly memberships: MembershipService,
    private readonly rows: ImportRowRepository,
    private readonly applications: ImportApplicationRepository,
  ) {}

  /** @param onProgress Told how many memberships are written. */
  async apply(
    scope: JobScope,
    tx: Transaction,
    importId: string,
    checked: CheckedPeople,
    today: CalendarDate,
    onProgress: (done: number, of: number) => void,
  ): Promise<PeopleApplied> {
    const deeds = checked.rows.flatMap((planned): Deed[] => {
      const row = checked.read.get(planned.line);
      return row === undefined ? [] : [{ planned, row }];
    });
    const of = (action: PlannedRow['action']) => deeds.filter(({ planned }) => planned.action === action);
    await this.context.addTeams(
      scope,
      tx,
      checked.newTeams.map((name) => ({ id: uuid(), name })),
    );
    const place = await this.placesOf(scope, tx, checked.members, deeds);
    const [added, changed, moved] = [of('add'), of('change'), of('move')];
    const total = added.length + changed.length + moved.length;

    const newcomers = await this.newcomers(scope, tx, added, place, today);
    const takenOn: Joined[] = [];
    await inParts(newcomers, async (some) => {
      takenOn.push(...(await this.memberships.join(scope, tx, some)));
      onProgress(takenOn.length, total);
    });
    const managed = added.flatMap(({ row }) => {
      const [membershipId, manager] = [place.membershipOf(row.staffRef), place.managerOf(row, null)];
      return manager === null ? [] : [{ membershipId: membershipId!, managerMembershipId: manager }];
    });
    await inParts(managed, (some) => this.memberships.manage(scope, tx, some));
    const changes = changed.map((deed) => place.detailsOf(deed));
    await inParts(changes, (some) => this.memberships.change(scope, tx, some));
    onProgress(added.length + changed.length, total);
    const moves = moved.map((deed) => {
      const details = place.detailsOf(deed);
      return { ...details, newMembershipId: uuid(), on: today };
    });
    // Somebody whose job begins only later is put right in place.
    const onTime = moves.map((move) => {
      const { fromOn } = place.member(move.membershipId);
      return fromOn > today ? { ...move, on: fromOn } : move;
    });
    await inParts(onTime, (some) => this.memberships.move(scope, tx, some));
    onProgress(total, total);

    const leavers = await this.letGo(scope, tx, importId, onTime);
    const written = new Set([
      ...changes.map(({ membershipId }) => membershipId),
      ...onTime.map(({ newMembershipId }) => newMembershipId),
      ...onTime.map(({ membershipId }) => membershipId),
    ]);
    await this.applications.addChanges(scope, tx, importId, [
      ...takenOn.map(({ membershipId }) => change(membershipId, 'added', null, null)),
      ...changes.map((after) =>
        change(after.membershipId, 'changed', place.member(after.membershipId), after),
      ),
      ...onTime.map((after) => {
        const before = place.member(after.membershipId);
        // A job that began on that very day was changed in place, and no other follows it.
        return change(after.membershipId, before.fromOn === after.on ? 'changed' : 'moved', before, after);
      }),
      ...leavers
        .filter(({ membershipId }) => !written.has(membershipId))
        .map(({ membershipId, lastDay }) =>
          change(membershipId, 'left', place.member(membershipId), { lastDay }),
        ),
    ]);
    return { takenOn, leavers: leavers.length };
  }

  private async placesOf(
    scope: JobScope,
    tx: Transaction,
    members: readonly PlacedMember[],
    deeds: readonly Deed[],
  ): Promise<Places> {
    const teams = await this.context.findTeams(scope, tx);
    const named = deeds.filter(
      ({ planned }) => planned.action !== 'duplicate' && planned.action !== 'left-out',
    );
    return new Places(
      members,
      new Map(teams.map(({ id, name }) => [name, id])),
      new Map(named.map(({ planned, row }) => [row.staffRef, planned.membershipId ?? uuid()])),
    );
  }

  /** Those to be taken on. Managers are named afterwards, when all of them are there. */
  private async newcomers(
    scope: JobScope,
    tx: Transaction,
    added: readonly Deed[],
    place: Places,
    today: CalendarDate,
  ): Promise<NewMember[]> {
    const lastDays = await this.context.findLastDays(scope, tx, today);
    return added.map(({ row }) => {
      const before = [lastDays.get(row.staffRef), lastDays.get(row.email)].filter((day) => day !== undefined);
      // Somebody who comes back has begun anew, whatever the file says of their first day here.
      const earliest = before
        .map((day) => addDays(day, 1))
        .sort()
        .at(-1);
      const startsOn = row.startsOn ?? today;
      return {
        membershipId: place.membershipOf(row.staffRef)!,
        email: row.email,
        staffRef: row.staffRef,
        givenName: row.givenName,
        familyName: row.familyName,
        workEmail: row.email,
        jobRole: row.jobRole,
        workforceGroup: row.workforceGroup,
        teamId: place.teamOf(row, null),
        managerMembershipId: null,
        fromOn: earliest !== undefined && earliest > startsOn ? earliest : startsOn,
        toOn: row.endsOn,
      };
    });
  }

  private async letGo(
    scope: JobScope,
    tx: Transaction,
    importId: string,
    moves: readonly { readonly membershipId: string; readonly newMembershipId: string }[],
  ): Promise<{ readonly membershipId: string; readonly lastDay: CalendarDate }[]> {
    const now = new Map(moves.map(({ membershipId, newMembershipId }) => [membershipId, newMembershipId]));
    const isChosen = (leaver: LeaverRow): leaver is LeaverRow & { chosenDay: CalendarDate } =>
      leaver.chosenDay !== null;
    const chosen = (await this.rows.findLeavers(scope, tx, importId)).filter(isChosen);
    const leavers = chosen.map(({ membershipId, chosenDay }) => ({
      membershipId: now.get(membershipId) ?? membershipId,
      lastDay: chosenDay,
      isAtOnce: false,
    }));
    await inParts(leavers, (some) => this.memberships.leave(scope, tx, some));
    return leavers;
  }
}

function change(
  membershipId: string,
  action: ImportChange['action'],
  before: PlacedMember | null,
  after: Readonly<Record<string, unknown>> | null,
): ImportChange {
  const newMembershipId = (after?.['newMembershipId'] as string | undefined) ?? null;
  return { membershipId, action, newMembershipId, before: before && { ...before }, after };
}
