import { createHmac, randomBytes } from 'node:crypto';
import type { Client } from 'pg';

/** Longer than any run. The session itself ends after half an hour without a request, as everybody's does. */
const KEPT = "interval '12 hours'";

/**
 * Signs people in without their passphrases: a session each, written where the product keeps them and signed with the
 * secret it was started with. A passphrase takes 46 MiB and a core for 20 ms by design, and is not what is measured.
 *
 * @param superuser Reaches the schema `access`.
 * @returns The value of the `Cookie` header for each person, in their order.
 */
export async function signInDirectly(
  superuser: Client,
  sessionSecret: string,
  personIds: readonly string[],
): Promise<string[]> {
  const now = Date.now();
  const sids = personIds.map(() => randomBytes(24).toString('base64url'));
  const sessions = personIds.map((personId) =>
    JSON.stringify({
      cookie: {
        originalMaxAge: null,
        expires: null,
        secure: false,
        httpOnly: true,
        path: '/',
        sameSite: 'lax',
      },
      passport: { user: personId },
      startedAt: now,
      seenAt: now,
      device: 'Benchmark',
    }),
  );
  await superuser.query(
    `insert into access.session (sid, sess, expire)
     select sid, sess, now() + ${KEPT} from unnest($1::text[], $2::jsonb[]) as given(sid, sess)`,
    [sids, sessions],
  );
  return sids.map((sid) => `lr=${encodeURIComponent(`s:${sid}.${signature(sid, sessionSecret)}`)}`);
}

/** As express-session signs its cookie. */
function signature(sid: string, secret: string): string {
  return createHmac('sha256', secret).update(sid).digest('base64').replace(/=+$/, '');
}
