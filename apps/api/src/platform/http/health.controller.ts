import { Controller, Get } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { z } from 'zod';
import { Public } from '../access/access.js';
import { Database } from '../database/database.js';
import { MIGRATION_NAMES } from '../database/migrate.js';
import { Answers } from './answers.js';
import { DomainError } from './domain-error.js';
import { Drain } from './drain.js';

const indicator = z.object({ status: z.enum(['up', 'down']) });
const health = z
  .object({
    status: z.literal('ok'),
    details: z.object({ process: indicator, database: indicator, migrations: indicator }),
  })
  .meta({ id: 'Health' });

const RETRY_SECONDS = 3;

/** Tells a supervisor or a load balancer whether to send requests here. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly check: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly drain: Drain,
  ) {}

  /** The process, the database and its migrations; 503 as soon as one of them is not right. */
  @Get()
  @Public()
  @Answers(health, 200, 'All is well')
  async readHealth(): Promise<z.output<typeof health>> {
    const report = await this.check
      .check([() => this.processIsUp(), () => this.databaseIsUp(), () => this.migrationsAreDone()])
      .catch(() => {
        throw new DomainError('service.unavailable', 'The service is not ready to take requests', {
          retryAfterSeconds: RETRY_SECONDS,
        });
      });
    return health.parse(report);
  }

  private processIsUp() {
    const indicator = this.indicators.check('process');
    return this.drain.isStopping ? indicator.down() : indicator.up();
  }

  private async databaseIsUp() {
    const indicator = this.indicators.check('database');
    try {
      await this.database.read({ brand: 'PublicScope' }, (tx) => tx.query('select 1'));
      return indicator.up();
    } catch {
      return indicator.down();
    }
  }

  private async migrationsAreDone() {
    const indicator = this.indicators.check('migrations');
    try {
      const done: { name: string }[] = await this.database.read({ brand: 'PublicScope' }, (tx) =>
        tx.query('select name from migration'),
      );
      const names = new Set(done.map(({ name }) => name));
      return MIGRATION_NAMES.every((name) => names.has(name)) ? indicator.up() : indicator.down();
    } catch {
      return indicator.down();
    }
  }
}
