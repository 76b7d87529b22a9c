import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { MembershipService } from '../membership/membership.service.js';
import type { Transaction } from '../platform/database/database.js';
import { type ImportChange, ImportApplicationRepository } from './import-application.repository.js';
import { ImportContextRepository, type PlacedMember } from './import-context.repository.js';
import { inParts } from './in-parts.js';

/** What a person can change of a membership after an import did. */
const COMPARED = [
  'staffRef',
  'givenName',
  'familyName',
  'workEmail',
  'teamId',
  'managerMembershipId',
] as const;

/** Takes back what an import of people did. Learning is never taken back: a job in which there was some is kept. */
@Injectable()
export class ImportUndo {
  constructor(
    private readonly memberships: MembershipService,
    private readonly applications: ImportApplicationRepository,
    private readonly context: ImportContextRepository,
  ) {}

  /** @returns How many memberships stay as the import left them, because something was learned or changed in them since. */
  async undo(
    scope: JobScope,
    tx: Transaction,
    importId: string,
    newTeams: readonly string[],
    today: CalendarDate,
  ): Promise<number> {
    const changes = await this.applications.findChanges(scope, tx, importId);
    // Those whose last day is over by now are not members any more, but they were when this was done.
    const now = new Map(
      (await this.context.findMembers(scope, tx, addDays(today, -3660))).map((member) => [
        member.membershipId,
        member,
      ]),
    );
    const of = (action: ImportChange['action']) => changes.filter((change) => change.action === action);

    const kept: string[] = [];
    const moved = of('moved').filter(({ newMembershipId }) => now.has(newMembershipId!));
    await inParts(moved, async (some) => {
      const moves = some.map(({ membershipId, newMembershipId, before }) => ({
        membershipId,
        newMembershipId: newMembershipId!,
        lastDay: factsOf(before).toOn,
      }));
      kept.push(...(await this.memberships.takeBack(scope, tx, moves)));
    });
    const changed = of('changed').filter(({ membershipId, after }) =>
      isAsWritten(now.get(membershipId), after),
    );
    const left = of('left').filter(({ membershipId, after }) => {
      return now.get(membershipId)?.toOn === (after?.['lastDay'] ?? null);
    });
    await inParts([...changed, ...left], (some) =>
      this.memberships.reopen(
        scope,
        tx,
        some.map(({ membershipId, before }) => ({ membershipId, lastDay: factsOf(before).toOn })),
      ),
    );
    await inParts(changed, (some) =>
      this.memberships.change(
        scope,
        tx,
        some.map(({ before }) => factsOf(before)),
      ),
    );
    const added = of('added').filter(({ membershipId }) => now.has(membershipId));
    await inParts(added, async (some) => {
      const ids = some.map(({ membershipId }) => membershipId);
      kept.push(...(await this.memberships.remove(scope, tx, ids)).kept);
    });
    await this.applications.removeEmptyTeams(scope, tx, newTeams);
    const untouched = of('changed').length - changed.length + (of('left').length - left.length);
    return kept.length + untouched;
  }
}

function factsOf(before: ImportChange['before']): PlacedMember {
  if (before === null) throw new Error('What was before is not known any more');
  return before as unknown as PlacedMember;
}

/** Whether nobody has changed a membership since the import did. */
function isAsWritten(member: PlacedMember | undefined, after: ImportChange['after']): boolean {
  return member !== undefined && COMPARED.every((fact) => (member[fact] ?? null) === (after?.[fact] ?? null));
}
