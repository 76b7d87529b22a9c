import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../config/configuration.js';
import { AuditSealer } from './audit-sealer.js';

const EVERY_MS = 1_000;

/**
 * Has new audit rows sealed each second, in the processes that run jobs. A timer, not a job: it comes oftener than a
 * schedule can, finds its own work, and as a job it would leave a row a second to say so. (ADR 6)
 */
@Injectable()
export class AuditTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(AuditTimer.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly sealer: AuditSealer,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (this.configuration.runJobs) this.later();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** One after the other: a slow database must not gather a crowd of sealers. */
  private later(): void {
    this.timer = setTimeout(() => {
      this.running = this.sealer
        .seal()
        .catch(() => this.logger.warn('Audit rows could not be sealed; they wait and are tried again'))
        .then(() => (this.isStopping ? undefined : this.later()));
    }, EVERY_MS);
    this.timer.unref();
  }
}
