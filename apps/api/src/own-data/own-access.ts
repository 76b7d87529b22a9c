import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { AccessPool } from '../platform/access/access-pool.js';
import { publicSessionId } from '../platform/access/session-register.js';
import type { AccessSectionName, OwnRow } from './own-section.js';

/** Without what would let whoever holds the file in: a session's key, a passphrase's or a link's check sum. */
const ROWS: Readonly<Record<Exclude<AccessSectionName, 'session'>, string>> = {
  credential: `select to_jsonb(t) - 'passphrase_hash' as row from access.credential t where t.person_id = $1`,
  passphrase_link: `select to_jsonb(t) - 'token_digest' as row from access.passphrase_link t
    where t.person_id = $1 order by t.made_at`,
  // Tries with an address that opened this account are about this person too.
  sign_in_event: `select to_jsonb(t) as row from access.sign_in_event t
    where t.person_id = $1 or t.person_id is null and t.email_digest in (
      select own.email_digest from access.sign_in_event own where own.person_id = $1)
    order by t.at, t.id`,
};

/** Reads what is kept of a person's signing in. It stands where no scope enters, so the person is named each time. */
@Injectable()
export class OwnAccess {
  constructor(private readonly access: AccessPool) {}

  /** Every row of a section. */
  async find(scope: PersonScope, section: AccessSectionName): Promise<OwnRow[]> {
    if (section === 'session') return this.findSessions(scope);
    const { rows } = await this.access.query<{ row: OwnRow }>(ROWS[section], [scope.personId]);
    return rows.map(({ row }) => row);
  }

  private async findSessions(scope: PersonScope): Promise<OwnRow[]> {
    const { rows } = await this.access.query<{ sid: string; row: OwnRow }>(
      `select t.sid, to_jsonb(t) - 'sid' as row from access.session t where t.person_id = $1 order by t.expire`,
      [scope.personId],
    );
    return rows.map(({ sid, row }) => ({ id: publicSessionId(sid), ...row }));
  }
}
