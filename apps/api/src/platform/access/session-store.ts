import { Logger } from '@nestjs/common';
import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import type { Pool } from 'pg';
import { DomainError } from '../http/domain-error.js';
import type { AccessPool } from './access-pool.js';
import { IDLE_LIMIT_MS } from './session-limits.js';

/** For how long this process trusts what it read: a session ended elsewhere is gone here no later than this. */
export const SESSION_CACHE_MS = 2_000;
/** Longer than silence is allowed to last, so that our own limit decides. */
const KEPT_SECONDS = IDLE_LIMIT_MS / 1000 + 2 * 60;
/** More sessions than this are not remembered; a process serves fewer people than that in two seconds. */
const MOST_REMEMBERED = 5_000;

type Found = (error: unknown, found?: SessionData | null) => void;
type Done = (error?: unknown) => void;

const PgStore = connectPgSimple(session);

/**
 * Sessions in PostgreSQL, remembered here for two seconds: a page asks several things at once, and each would
 * read the same row again. Only our own stamp writes them (`disableTouch`).
 */
export class SessionStore extends PgStore {
  private readonly remembered = new Map<string, { readonly text: string; readonly at: number }>();

  private readonly pool: Pool;

  constructor({ pool }: AccessPool) {
    const logger = new Logger(SessionStore.name);
    super({
      pool,
      schemaName: 'access',
      tableName: 'session',
      createTableIfMissing: false,
      ttl: KEPT_SECONDS,
      disableTouch: true,
      errorLog: () => logger.warn('Old sessions could not be pruned'),
    });
    this.pool = pool;
  }

  override get(sid: string, found: Found): void {
    const known = this.remembered.get(sid);
    if (known !== undefined && performance.now() - known.at < SESSION_CACHE_MS) {
      process.nextTick(found, null, JSON.parse(known.text));
      return;
    }
    super.get(sid, (error, data) => {
      if (data) this.remember(sid, data);
      else this.remembered.delete(sid);
      found(error, data);
    });
  }

  /**
   * Makes a row once, when a person signs in; a later save only changes it. A session that was ended meanwhile
   * stays ended, whatever a request still under way has to write.
   */
  override set(sid: string, data: SessionData, done?: Done): void {
    const finish = (error?: unknown) => {
      if (error) this.remembered.delete(sid);
      else this.remember(sid, data);
      done?.(error);
    };
    if ((data.startedAt as number | undefined) === undefined) super.set(sid, data, finish);
    else this.change(sid, data).then(() => finish(), finish);
  }

  override destroy(sid: string, done?: Done): void {
    this.remembered.delete(sid);
    super.destroy(sid, done);
  }

  /** Forgets what was read, so that sessions ended in the table itself are ended here at once. */
  forget(): void {
    this.remembered.clear();
  }

  private async change(sid: string, data: SessionData): Promise<void> {
    // By this process's clock, as the store itself writes and compares it; the database may be on another.
    const expiresAt = new Date(Date.now() + KEPT_SECONDS * 1000);
    const { rowCount } = await this.pool.query(
      `update access.session set sess = $2, expire = $3 where sid = $1`,
      [sid, JSON.stringify(data), expiresAt],
    );
    if (rowCount === 0) throw new DomainError('session.required', 'Sign in to continue');
  }

  private remember(sid: string, data: SessionData): void {
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(sid, { text: JSON.stringify(data), at: performance.now() });
  }
}
