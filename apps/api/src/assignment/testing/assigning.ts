import type { Clock } from '../../platform/clock/clock.js';
import type { Database } from '../../platform/database/database.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { AssignmentDayRepository } from '../assignment-day.repository.js';
import { AssignmentRuleRepository } from '../assignment-rule.repository.js';
import { AssignmentService } from '../assignment.service.js';
import { DutyRepository } from '../duty.repository.js';
import { RecognitionRepository } from '../recognition.repository.js';
import { RecomputeOrders } from '../recompute-order.service.js';
import { RecomputeQueue } from '../recompute-queue.service.js';
import { RecomputeRepository } from '../recompute.repository.js';
import { StandingRecompute } from '../standing-recompute.service.js';
import { StandingRepository } from '../standing.repository.js';

/** The services of `assignment`, as its module puts them together. */
export function assigning(
  database: Database,
  clock: Clock,
): {
  readonly service: AssignmentService;
  readonly orders: RecomputeOrders;
} {
  const [rules, duties, days, repository] = [
    new AssignmentRuleRepository(),
    new DutyRepository(),
    new AssignmentDayRepository(),
    new RecomputeRepository(),
  ];
  const recomputing = new StandingRecompute(rules, duties, new RecognitionRepository(), days, clock);
  const queue = new RecomputeQueue(repository, new JobQueue(), clock);
  return {
    service: new AssignmentService(new StandingRepository(), rules, duties, recomputing, queue),
    orders: new RecomputeOrders(database, repository, days, duties, recomputing, queue),
  };
}
