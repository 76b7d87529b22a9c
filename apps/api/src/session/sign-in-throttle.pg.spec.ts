import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { TEST_PASSPHRASE } from '../platform/testing/test-people.js';

const TRIED = 401;
const REFUSED = 429;

/** Guessing passphrases (A9), by two processes over one database. */
describe('guessing a passphrase', () => {
  let app: TestApp;
  let second: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
    second = await startTestApp({ testDatabase: app.testDatabase });
    for (const name of ['known', 'other', 'hurried'])
      await app.people.addPerson(`${name}@trust.example`, { agencyId: 2 });
  });
  afterAll(async () => {
    await second.close();
    await app.close();
  });

  /** A guess from an address of its own choice: the test stands where the proxy would. */
  const guess = (email: string, address: string, passphrase = 'a guess that is wrong', from = app) =>
    from.client().post('/api/session', { email, passphrase }, { headers: { 'x-forwarded-for': address } });

  const several = (count: number, each: (n: number) => ReturnType<typeof guess>) =>
    Promise.all(Array.from({ length: count }, (_, n) => each(n)));

  it('tries at most ten of a thousand at one account, from many addresses, on two processes', async () => {
    const answers = await several(1000, (n) =>
      guess(
        'known@trust.example',
        `203.0.${n % 250}.${Math.floor(n / 250)}`,
        undefined,
        n % 2 === 0 ? app : second,
      ),
    );
    const counts = [TRIED, REFUSED].map(
      (status) => answers.filter((answer) => answer.status === status).length,
    );
    expect(counts).toEqual([10, 990]);
    const refused = answers.find((answer) => answer.status === REFUSED)!;
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

    const right = await guess('known@trust.example', '198.51.100.1', TEST_PASSPHRASE);
    expect(right.status).toBe(REFUSED); // until the five minutes have passed, even the owner waits
  }, 60_000);

  it('says of an unknown address what it says of a known one, word for word', async () => {
    const answersOf = async (email: string) => {
      const answers = await several(12, () => guess(email, '198.51.100.2'));
      return answers.map(({ status, body }) => [status, body.code, body['message'], body['errors']]).sort();
    };
    expect(await answersOf('nobody@trust.example')).toEqual(await answersOf('other@trust.example'));
  });

  it('takes as long over an unknown address as over a known one', async () => {
    const timed = async (email: string, n: number) => {
      const start = performance.now();
      await guess(email, `198.51.101.${n}`);
      return performance.now() - start;
    };
    await app.people.addPerson('timed@trust.example', { agencyId: 2 });
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let n = 0; n < 9; n += 1) {
      known.push(await timed('timed@trust.example', n));
      unknown.push(await timed('untimed@trust.example', n));
    }
    const median = (times: number[]) => times.sort((one, other) => one - other)[4]!;
    // The hash is nearly all of it; without one, an unknown address would answer several times as fast.
    expect(median(unknown) / median(known)).toBeGreaterThan(0.5);
  }, 20_000);

  it('slows one address down however many accounts it tries', async () => {
    const answers = await several(220, (n) => guess(`account-${n}@trust.example`, '198.51.100.77'));
    const tried = answers.filter((answer) => answer.status === TRIED).length;
    const busy = answers.filter((answer) => answer.status === 503).length;
    expect(tried + busy).toBe(200);
    expect((await guess('known@trust.example', '198.51.100.78')).status).toBe(REFUSED);
  }, 30_000);

  it('asks a crowd to come back rather than take the memory of the process', async () => {
    const answers = await several(80, (n) => guess(`crowd-${n}@trust.example`, `192.0.2.${n}`));
    const busy = answers.filter((answer) => answer.status === 503);
    expect(busy.length).toBeGreaterThan(0);
    expect(busy[0]!.body.code).toBe('session.busy');
    expect(busy[0]!.headers.get('retry-after')).toBe('5');
  }, 20_000);

  it('forgets the tries of somebody who then proves who they are', async () => {
    const email = 'hurried@trust.example';
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 6; n += 1) expect((await guess(email, '198.51.100.4')).status).toBe(TRIED);
      expect((await guess(email, '198.51.100.4', TEST_PASSPHRASE)).status).toBe(200);
    }
  }, 20_000);

  it('writes down who tried, and no address typed', async () => {
    const { rows } = await app.testDatabase.superuser.query<{ outcome: string; row: string }>(
      'select outcome, row_to_json(e)::text as row from access.sign_in_event e',
    );
    const outcomes = new Set(rows.map(({ outcome }) => outcome));
    expect([...outcomes].sort()).toEqual(['signed-in', 'too-many', 'wrong-credentials']);
    expect(rows.filter(({ row }) => row.includes('@'))).toEqual([]);
  });
});
