import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccessPool } from './access-pool.js';
import { ABSOLUTE_LIMIT_MS, IDLE_LIMIT_MS } from './session-limits.js';
import { SessionStore } from './session-store.js';

/** One browser in which a person is signed in. */
export interface RegisteredSession {
  /** Names the session without being its secret. */
  readonly id: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly device: string;
}

/** The public name of a session: from the secret one cannot be told the other way round. */
export function publicSessionId(sid: string): string {
  return createHash('sha256').update(sid).digest('hex').slice(0, 32);
}

interface Row {
  readonly sid: string;
  readonly sess: { startedAt: number; seenAt: number; device: string };
}

/** The sessions of one person, wherever they were opened. Ended ones are gone here at once and elsewhere in two seconds. */
@Injectable()
export class SessionRegister {
  constructor(
    private readonly access: AccessPool,
    private readonly store: SessionStore,
  ) {}

  /** The sessions a person has open at `now`, the one last used first. */
  async list(personId: string, now: Date): Promise<RegisteredSession[]> {
    const rows = await this.rowsOf(personId);
    const isOpen = ({ sess }: Row) =>
      now.getTime() <= sess.seenAt + IDLE_LIMIT_MS && now.getTime() <= sess.startedAt + ABSOLUTE_LIMIT_MS;
    return rows
      .filter(isOpen)
      .map(({ sid, sess }) => ({
        id: publicSessionId(sid),
        startedAt: new Date(sess.startedAt),
        seenAt: new Date(sess.seenAt),
        device: sess.device,
      }))
      .sort((one, other) => other.seenAt.getTime() - one.seenAt.getTime());
  }

  /** Ends one of a person's own sessions. Whether there was one of that name. */
  async end(personId: string, id: string): Promise<boolean> {
    const rows = await this.rowsOf(personId);
    const row = rows.find(({ sid }) => publicSessionId(sid) === id);
    if (row === undefined) return false;
    await this.remove('delete from access.session where person_id = $1 and sid = $2', [personId, row.sid]);
    return true;
  }

  /** Ends every session of a person but the one they are in. */
  endOthers(personId: string, currentSid: string): Promise<void> {
    return this.remove('delete from access.session where person_id = $1 and sid <> $2', [
      personId,
      currentSid,
    ]);
  }

  /** Ends every session of a person. */
  endAll(personId: string): Promise<void> {
    return this.remove('delete from access.session where person_id = $1', [personId]);
  }

  private async remove(statement: string, values: string[]): Promise<void> {
    await this.access.query(statement, values);
    this.store.forget();
  }

  private async rowsOf(personId: string): Promise<Row[]> {
    const { rows } = await this.access.query<Row>(
      'select sid, sess from access.session where person_id = $1',
      [personId],
    );
    return rows;
  }
}
