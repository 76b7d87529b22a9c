import { Injectable } from '@nestjs/common';
import { personCheck, type RecordHealth } from '@learning-reviews/contracts/record-health.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { addDays, addMonths } from '@learning-reviews/domain/calendar-date';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { DutyHealthRepository } from './duty-health.repository.js';
import { RecordHealthRepository } from './record-health.repository.js';

/** A headcount that is older says nothing about today's workforce. */
const HEADCOUNT_MONTHS = 12;
const MOST_ANSWERS = 3;
/** How long a change may take to reach every duty before somebody should ask. */
const HOUR = 3_600_000;

/** Tells a training lead what to mend before their figures can be trusted. */
@Injectable()
export class RecordHealthService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordHealthRepository,
    private readonly duties: DutyHealthRepository,
    private readonly clock: Clock,
  ) {}

  /** Every check of the acting agency, on its own today. */
  read(scope: AgencyScope): Promise<RecordHealth> {
    const today = this.clock.today(scope.timeZone);
    return this.database.read(scope, async (tx) => {
      const { people, ...counts } = await this.records.countPeople(scope, tx, today);
      const headcount = await this.records.findHeadcount(scope, tx, today);
      const countedOn = await this.records.findCountedDay(scope, tx);
      const now = this.clock.now();
      const unfinished = await this.duties.findUnfinished(scope, tx, new Date(now.getTime() - HOUR));
      const dutiesOn = await this.duties.findDay(scope, tx);
      const checkedAt = await this.duties.findCheckedAt(scope, tx);
      return {
        asAt: now.toISOString(),
        people,
        checks: personCheck.options.map((check) => ({ check, people: counts[check] })),
        modulesWithoutVersion: await this.records.findModulesWithoutVersion(scope, tx, today),
        assignmentsForNobody: await this.records.findAssignmentsForNobody(scope, tx, today),
        goneAudiences: await this.duties.findGoneAudiences(scope, tx, today),
        unfinishedChanges: unfinished.map((one) => ({ ...one, since: one.since.toISOString() })),
        dutiesOn,
        areDutiesBehind: dutiesOn !== null && dutiesOn < addDays(today, -1),
        dutiesCheckedAt: checkedAt?.toISOString() ?? null,
        headcount: headcount && { ...headcount, isOld: headcount.on < addMonths(today, -HEADCOUNT_MONTHS) },
        mailAnswers: await this.records.findMailAnswers(scope, tx, MOST_ANSWERS),
        countedOn,
        isCountBehind: countedOn !== null && countedOn < today,
        announced: await this.records.findAnnounced(scope, tx),
      };
    });
  }
}
