import { Injectable } from '@nestjs/common';
import {
  type MailDelivery,
  MOST_NUDGED_AT_ONCE,
  type NudgeRefusal,
  nudgeRefusal,
  type NudgeRequest,
} from '@learning-reviews/contracts/worklist.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { type CalendarDate, calendarDateIn } from '@learning-reviews/domain/calendar-date';
import type { Email } from '@learning-reviews/domain/email/email';
import { nudgeDecision, type OwedDuty } from '@learning-reviews/domain/nudge/nudge';
import { Clock } from '../platform/clock/clock.js';
import { Configuration } from '../platform/config/configuration.js';
import type { Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import { ListChoiceRepository } from './list-choice.repository.js';
import { nudgeMessage } from './nudge-message.js';
import { type CandidateDuty, type CandidateRow, NudgeRepository } from './nudge.repository.js';
import { type ReportDay, reportDay } from './report-day.js';
import { worklistFilterOf } from './worklist-filter.js';

/** One message that a press sends. */
export interface PlannedMessage {
  readonly membershipId: string;
  readonly name: string;
  readonly to: string;
  readonly moduleIds: readonly number[];
  readonly email: Email;
}

/** What a press does on a day: who gets which message, and who gets none and why. */
export interface NudgePlan {
  /** When it was made, and the day that is in the agency's time zone. */
  readonly at: Date;
  readonly today: CalendarDate;
  readonly messages: readonly PlannedMessage[];
  readonly leftOut: { reason: NudgeRefusal; people: number; names: string[] }[];
  readonly remaining: number;
  readonly delivery: MailDelivery;
}

const MOST_NAMED = 10;

/** Works out what a press would do, by the rule in `libs/domain`. The preview and the press take the same plan. */
@Injectable()
export class NudgePlanService {
  constructor(
    private readonly nudges: NudgeRepository,
    private readonly choices: ListChoiceRepository,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /**
   * The plan for a request at this moment; nothing is written.
   *
   * @throws DomainError `request.invalid` when a filter does not exist: a list may leave it out and say so, but a
   * message cannot be called back.
   */
  async plan(scope: AgencyScope, tx: Transaction, request: NudgeRequest): Promise<NudgePlan> {
    const at = this.clock.now();
    const today = calendarDateIn(at.getTime(), scope.timeZone);
    const warning = await findWarningDays(scope, tx);
    const day = reportDay(today, warning);
    const decided = (await this.findCandidates(scope, tx, day, request)).map((candidate) => ({
      candidate,
      ...nudgeDecision(candidate, today, warning),
    }));
    const nudged = decided.filter(({ refusal }) => refusal === null);
    const now = nudged.slice(0, MOST_NUDGED_AT_ONCE);
    return {
      at,
      today,
      messages: await this.write(scope, tx, now),
      leftOut: nudgeRefusal.options.flatMap((reason) => {
        const names = decided
          .filter(({ refusal }) => refusal === reason)
          .map(({ candidate }) => candidate.name);
        return names.length === 0
          ? []
          : [{ reason, people: names.length, names: names.slice(0, MOST_NAMED) }];
      }),
      remaining: nudged.length - now.length,
      delivery: this.configuration.smtpUrl === null ? 'file' : 'mail-server',
    };
  }

  private async findCandidates(
    scope: AgencyScope,
    tx: Transaction,
    day: ReportDay,
    request: NudgeRequest,
  ): Promise<CandidateRow[]> {
    if ('duties' in request) return this.nudges.findByChoice(scope, tx, day, request.duties);
    const choices = await this.choices.findAll(scope, tx, day.today);
    const { filter, ignored } = worklistFilterOf(request.filter, choices);
    if (ignored.length > 0) {
      throw new DomainError('request.invalid', 'A filter of this list does not exist any more', {
        errors: ignored.map((name) => ({
          field: `filter.${name}`,
          message: 'This filter does not exist any more. Load the page again',
        })),
      });
    }
    return this.nudges.findByFilter(scope, tx, day, filter);
  }

  private async write(
    scope: AgencyScope,
    tx: Transaction,
    nudged: readonly { candidate: CandidateRow; duties: readonly OwedDuty<CandidateDuty>[] }[],
  ): Promise<PlannedMessage[]> {
    const agency = await this.nudges.findAgencyName(scope, tx);
    const ids = new Set(nudged.flatMap(({ duties }) => duties.map(({ duty }) => duty.moduleId)));
    const modules = new Map(
      (await this.nudges.findModules(scope, tx, [...ids])).map((module) => [module.id, module]),
    );
    const { publicUrl } = this.configuration;
    return nudged.map(({ candidate, duties }) => ({
      membershipId: candidate.membershipId,
      name: candidate.name,
      to: candidate.workEmail,
      moduleIds: duties.map(({ duty }) => duty.moduleId),
      email: nudgeMessage({
        givenName: candidate.givenName,
        agency,
        modules: duties.flatMap(({ duty, state, day }) => {
          const module = modules.get(duty.moduleId);
          if (module === undefined) return [];
          const { title, minutes, slug } = module;
          return [{ title, minutes, state, day, address: `${publicUrl}/learning/${slug}` }];
        }),
        supportAddress: `${publicUrl}/support`,
      }),
    }));
  }
}
