import { Injectable } from '@nestjs/common';
import { personCheck, type RecordHealth } from '@learning-reviews/contracts/record-health.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { addMonths } from '@learning-reviews/domain/calendar-date';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { RecordHealthRepository } from './record-health.repository.js';

/** A headcount that is older says nothing about today's workforce. */
const HEADCOUNT_MONTHS = 12;
const MOST_ANSWERS = 3;

/** Tells a training lead what to mend before their figures can be trusted. */
@Injectable()
export class RecordHealthService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordHealthRepository,
    private readonly clock: Clock,
  ) {}

  /** Every check of the acting agency, on its own today. */
  read(scope: AgencyScope): Promise<RecordHealth> {
    const today = this.clock.today(scope.timeZone);
    return this.database.read(scope, async (tx) => {
      const { people, ...counts } = await this.records.countPeople(scope, tx, today);
      const headcount = await this.records.findHeadcount(scope, tx, today);
      const countedOn = await this.records.findCountedDay(scope, tx);
      return {
        asAt: this.clock.now().toISOString(),
        people,
        checks: personCheck.options.map((check) => ({ check, people: counts[check] })),
        modulesWithoutVersion: await this.records.findModulesWithoutVersion(scope, tx, today),
        assignmentsForNobody: await this.records.findAssignmentsForNobody(scope, tx, today),
        headcount: headcount && { ...headcount, isOld: headcount.on < addMonths(today, -HEADCOUNT_MONTHS) },
        mailAnswers: await this.records.findMailAnswers(scope, tx, MOST_ANSWERS),
        countedOn,
        isCountBehind: countedOn !== null && countedOn < today,
      };
    });
  }
}
