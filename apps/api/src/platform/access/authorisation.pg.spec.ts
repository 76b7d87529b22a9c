import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiscoveryService } from '@nestjs/core';
import type { AccessRole } from '@learning-reviews/contracts/permission';
import { type Route, routeTable } from '../http/route-table.js';
import { startTestApp, type TestApp } from '../testing/test-app.js';
import type { TestClient } from '../testing/test-client.js';
import { ACTING_AGENCY_HEADER } from './access.guard.js';
import { SessionStore } from './session-store.js';

/**
 * What every route says to every kind of caller, from the live route table (A1). The checked-in table lists, for
 * each route, the callers by outcome: `in` means past the guard. After a change on purpose, renew it with
 * `npm run matrix` and read the difference: it is who may newly do what.
 */
const MATRIX_FILE = join(__dirname, 'authorisation.matrix.json');

type Matrix = Record<string, Record<string, string[]>>;
type Send = (route: Route) => Promise<{ status: number; body: { code?: string } }>;

const ROLES: readonly [name: string, agencyId: number, grants: AccessRole[]][] = [
  ['practitioner', 2, []],
  ['line-manager', 2, ['line-manager']],
  ['training-lead', 2, ['training-lead']],
  ['partnership-officer', 1, ['partnership-officer']],
  ['editor', 1, ['editor']],
  ['approver', 1, ['approver']],
  ['administrator', 1, ['administrator']],
];

/** Ids that belong to nobody: whoever gets in finds nothing there. */
const address = ({ path }: Route) =>
  path
    .replace(/:number/, '1')
    .replace(/:n\b/, '1')
    .replace(/:\w+/g, 'nobody');

const request =
  (browser: TestClient, headers: Record<string, string> = {}): Send =>
  (route) =>
    browser.send(route.method, address(route), { ...(route.method === 'GET' ? {} : { body: {} }), headers });

describe('authorisation', () => {
  let app: TestApp;
  let routes: Route[];
  const callers: [name: string, send: Send][] = [];

  beforeAll(async () => {
    app = await startTestApp();
    const signOutLast = (route: Route) =>
      route.method === 'DELETE' && route.path === '/api/session' ? 1 : 0;
    routes = routeTable(app.application.get(DiscoveryService, { strict: false })).sort(
      (one, other) => signOutLast(one) - signOutLast(other),
    );

    callers.push(['anonymous', request(app.client())]);
    for (const [name, agencyId, grants] of ROLES) {
      await app.people.addPerson(`${name}@agency.example`, { agencyId, grants });
      callers.push([name, request(await app.signIn(`${name}@agency.example`))]);
    }
    callers.push(['lead in a tab of another agency', await otherTab()]);
    callers.push(['lead who has left', await leaver()]);
    callers.push(['lead whose grant has ended', await former()]);
    callers.push(['deactivated', await deactivated()]);
    callers.push(['expired session', await expired()]);
    app.clock.advance({ seconds: 3 }); // what the guard remembered of them is forgotten
  });
  afterAll(() => app.close());

  const lead = async (email: string) => {
    const person = await app.people.addPerson(email, { agencyId: 2, grants: ['training-lead'] });
    return { ...person, browser: await app.signIn(email) };
  };
  async function otherTab(): Promise<Send> {
    const { browser } = await lead('tabs@agency.example');
    return request(browser, { [ACTING_AGENCY_HEADER]: '3' });
  }
  async function leaver(): Promise<Send> {
    const { browser, personId } = await lead('leaver@agency.example');
    await app.testDatabase.superuser.query(
      `update membership set to_on = current_date - 2 where person_id = $1`,
      [personId],
    );
    return putBack(browser, personId);
  }
  async function former(): Promise<Send> {
    const { browser, membershipIds } = await lead('former@agency.example');
    await app.testDatabase.superuser.query(
      `update membership_grant set to_on = current_date - 2 where membership_id = $1`,
      [membershipIds[0]],
    );
    return request(browser);
  }
  async function deactivated(): Promise<Send> {
    const { browser, personId } = await lead('closed@agency.example');
    await app.testDatabase.superuser.query(`update person set status = 'closed' where id = $1`, [personId]);
    return request(browser);
  }
  async function expired(): Promise<Send> {
    const { browser, personId } = await lead('expired@agency.example');
    return putBack(browser, personId, { startedAt: 0, seenAt: 0 });
  }
  /** The session that each request ends is put back before the next, with changes. */
  async function putBack(browser: TestClient, personId: string, changes: object = {}): Promise<Send> {
    const { superuser } = app.testDatabase;
    const { rows } = await superuser.query<{ sid: string; sess: object }>(
      'select sid, sess from access.session where person_id = $1',
      [personId],
    );
    const send = request(browser);
    return async (route) => {
      const sess = JSON.stringify({ ...rows[0]!.sess, ...changes });
      await superuser.query(
        `insert into access.session (sid, sess, expire) values ($1, $2, now() + interval '1 hour')
         on conflict (sid) do update set sess = excluded.sess`,
        [rows[0]!.sid, sess],
      );
      app.application.get(SessionStore).forget();
      return send(route);
    };
  }

  it('is for every route and every caller what the checked-in table says', async () => {
    const matrix: Matrix = {};
    const faults: string[] = [];
    for (const route of routes) {
      const name = `${route.method} ${route.path}`;
      const outcomes: Record<string, string[]> = (matrix[name] = {});
      const answers = await Promise.all(
        callers.map(async ([caller, send]) => ({ caller, ...(await send(route)) })),
      );
      for (const { caller, status, body } of answers) {
        const isRefused = status === 401 || status === 403 || body.code === 'access.wrong-agency';
        (outcomes[isRefused ? `${status} ${body.code}` : 'in'] ??= []).push(caller);
        if (status >= 500) faults.push(`${name} answers ${status} to ${caller}`);
      }
    }
    expect(faults).toEqual([]);
    if (process.env['RENEW'] === 'yes') writeFileSync(MATRIX_FILE, asTable(sorted(matrix)));
    expect(sorted(matrix)).toEqual(JSON.parse(readFileSync(MATRIX_FILE, 'utf8')));
  }, 60_000);
});

const sorted = (matrix: Matrix): Matrix =>
  Object.fromEntries(Object.entries(matrix).sort(([one], [other]) => one.localeCompare(other)));

/** JSON with one line for each outcome, so that a difference reads as a sentence. */
function asTable(matrix: Matrix): string {
  const routes = Object.entries(matrix).map(([route, outcomes]) => {
    const lines = Object.entries(outcomes).map(
      ([outcome, callers]) =>
        `    ${JSON.stringify(outcome)}: [${callers.map((name) => JSON.stringify(name)).join(', ')}]`,
    );
    return `  ${JSON.stringify(route)}: {\n${lines.join(',\n')}\n  }`;
  });
  return `{\n${routes.join(',\n')}\n}\n`;
}
