import { Injectable } from '@nestjs/common';
import type { NudgePreview, NudgeRequest, NudgeResult } from '@learning-reviews/contracts/worklist.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { Audit } from '../platform/audit/audit.js';
import { Database } from '../platform/database/database.js';
import { EmailOutbox } from '../platform/email/email-outbox.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { type NudgePlan, NudgePlanService } from './nudge-plan.service.js';
import { type NewNudge, NudgeRepository } from './nudge.repository.js';

/** Reminds people of what they should have done, one message each, no oftener than the rule allows. */
@Injectable()
export class NudgeService {
  constructor(
    private readonly database: Database,
    private readonly onceOnly: OnceOnly,
    private readonly plans: NudgePlanService,
    private readonly nudges: NudgeRepository,
    private readonly outbox: EmailOutbox,
    private readonly audit: Audit,
  ) {}

  /** What a press would do now: how many get a message, who does not and why, and the first message itself. */
  preview(scope: AgencyScope, request: NudgeRequest): Promise<NudgePreview> {
    return this.database.read(scope, async (tx) => {
      const plan = await this.plans.plan(scope, tx, request);
      const [first] = plan.messages;
      return {
        ...outcomeOf(plan),
        example: first ? { to: first.name, subject: first.email.subject, text: first.email.text } : null,
      };
    });
  }

  /**
   * Writes the messages, the nudges and the audit row in one transaction, once a submission; sending follows. A second
   * press finds everybody nudged, and says so.
   */
  send(scope: AgencyScope, request: NudgeRequest, submission: Submission): Promise<NudgeResult> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      await this.nudges.lock(scope, tx);
      // Only now: whoever had to wait sees what the first press did, on the day on which it is their turn.
      const plan = await this.plans.plan(scope, tx, request);
      const nudges: NewNudge[] = [];
      for (const { membershipId, to, moduleIds, email } of plan.messages) {
        const messageId = await this.outbox.add(scope, tx, { kind: 'nudge', membershipId, to, ...email });
        nudges.push(...moduleIds.map((moduleId) => ({ id: uuid(), membershipId, moduleId, messageId })));
      }
      await this.nudges.insert(scope, tx, plan.at, plan.today, nudges);
      const { people, duties, remaining } = outcomeOf(plan);
      await this.audit.record(scope, tx, 'nudge.sent', 'worklist', { people, duties, remaining });
      return outcomeOf(plan);
    });
  }
}

function outcomeOf({ messages, leftOut, remaining, delivery }: NudgePlan): NudgeResult {
  const duties = messages.reduce((sum, { moduleIds }) => sum + moduleIds.length, 0);
  return { people: messages.length, duties, leftOut, remaining, delivery };
}
