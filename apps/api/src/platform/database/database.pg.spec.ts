import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type {
  AgencyScope,
  JobScope,
  PartnershipScope,
  PersonScope,
} from '@learning-reviews/domain/access/scope';
import { isDatabaseAway } from '../http/database-fault.js';
import { appDataSource } from './data-source.js';
import { Database, type Transaction } from './database.js';
import { createTestDatabase, type TestDatabase } from './testing/test-database.js';
import { fillForTwoOwners, OWNERS } from './testing/two-owners.js';

const [OWN, FOREIGN] = OWNERS;
const person: PersonScope = { brand: 'PersonScope', personId: OWN.personId };
const partnership: PartnershipScope = { brand: 'PartnershipScope', personId: OWN.personId };
const job: JobScope = { brand: 'JobScope', agencyId: OWN.agencyId };
const agency: AgencyScope = {
  brand: 'AgencyScope',
  agencyId: OWN.agencyId,
  personId: OWN.personId,
  membershipId: OWN.membershipId,
  timeZone: 'Europe/London',
  accessRoles: ['training-lead'],
  teamOf: null,
};

/** An address that leads to the database through a line that can be cut and mended. */
async function cuttableLine(url: string) {
  const target = new URL(url);
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const end of [near, far])
      ends.add(end.on('error', () => undefined).on('close', () => ends.delete(end)));
    near.pipe(far).pipe(near);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(port);
  return {
    url: through.href,
    mend: () => listen(port),
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const end of ends) end.destroy();
      await closed;
    },
  };
}

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await fillForTwoOwners(db.superuser);
});
afterAll(() => db.close());

const WHO = `select current_user as role, current_setting('app.agency_id') as agency, current_setting('app.person_id') as person,
  current_setting('app.actor_id') as actor, current_setting('transaction_read_only') as only, current_setting('statement_timeout') as "time"`;
const who = async (tx: Transaction) => ((await tx.query(WHO)) as Record<string, string>[])[0];
const teams = async () =>
  (
    await db.superuser.query<{ name: string }>(`select name from team where name like 'Team %' order by 1`)
  ).rows.map(({ name }) => Number(name.slice('Team '.length)));
const addTeam = (tx: Transaction, number: number, agencyId = OWN.agencyId) =>
  tx.query('insert into team (agency_id, id, name) values ($1, gen_random_uuid(), $2)', [
    agencyId,
    `Team ${number}`,
  ]);
afterEach(() => db.superuser.query(`delete from team where name like 'Team %'`));

describe('Database', () => {
  it.each([
    [agency, { role: 'lr_agency', agency: '101', person: '', actor: OWN.personId, time: '10s' }],
    [person, { role: 'lr_person', agency: '', person: OWN.personId, actor: OWN.personId, time: '10s' }],
    [partnership, { role: 'lr_board', agency: '', person: '', actor: OWN.personId, time: '10s' }],
    [
      { brand: 'PublicScope' } as const,
      { role: 'lr_public', agency: '', person: '', actor: '', time: '10s' },
    ],
    [job, { role: 'lr_job', agency: '101', person: '', actor: '', time: '1min' }],
    [
      { brand: 'JobScope', agencyId: null } as const,
      { role: 'lr_job', agency: '', person: '', actor: '', time: '1min' },
    ],
  ])('runs %j in its role and context, to read and to write', async (scope, expected) => {
    expect(await db.database.read(scope, who)).toEqual({ ...expected, only: 'on' });
    expect(await db.database.write(scope, who)).toEqual({ ...expected, only: 'off' });
  });

  it('leaves nothing of a scope on the connection', async () => {
    const one = await appDataSource(db.appUrl).setOptions({ poolSize: 1 }).initialize();
    await new Database(one).write(agency, who);
    const [after] = await one.query(
      `select current_user as role, current_setting('app.agency_id', true) as agency, current_setting('statement_timeout') as "time"`,
    );
    await one.destroy();
    expect(after).toEqual({ role: new URL(db.appUrl).username, agency: '', time: '0' });
  });

  it('gives days as text and counts as numbers', async () => {
    const [row] = await db.database.read(agency, (tx) =>
      tx.query('select completed_on as day, count(*) as n from standing group by 1'),
    );
    expect(row).toEqual({ day: '2026-02-01', n: 1 });
  });

  it('refuses to write in a read', async () => {
    await expect(db.database.read(job, (tx) => addTeam(tx, 1))).rejects.toMatchObject({ code: '25006' });
  });

  it('writes all of it or nothing', async () => {
    await db.database.write(job, (tx) => addTeam(tx, 1));
    await expect(
      db.database.write(job, async (tx) => {
        await addTeam(tx, 2);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await teams()).toEqual([1]);
  });

  it('says so when a swallowed error has undone the work', async () => {
    await expect(
      db.database.write(job, async (tx) => {
        await addTeam(tx, 3);
        await addTeam(tx, 4, FOREIGN.agencyId).catch(() => undefined);
      }),
    ).rejects.toThrow('nothing was written');
    expect(await teams()).toEqual([]);
  });

  it('undoes a nested transaction alone', async () => {
    // Guards the pipelined start: TypeORM must know of the outer transaction before PostgreSQL has answered.
    await db.database.write(job, async (tx) => {
      await tx
        .transaction(async (nested) => {
          await addTeam(nested as Transaction, 5);
          throw new Error('inner');
        })
        .catch(() => undefined);
      await tx.transaction((nested) => addTeam(nested as Transaction, 6));
      await addTeam(tx, 7);
    });
    expect(await teams()).toEqual([6, 7]);
  });

  it('gives the cause when the scope itself is refused', async () => {
    const broken = { ...agency, agencyId: Number.NaN };
    await expect(db.database.read(broken, (tx) => tx.query('select from membership'))).rejects.toMatchObject({
      code: '22P02',
    });
    await expect(
      db.database.read({ ...person, personId: `x'; drop table person; --` }, (tx) =>
        tx.query('select from person'),
      ),
    ).rejects.toMatchObject({ code: '22P02' });
  });

  it('does the work again after a deadlock, three times at most', async () => {
    let tries = 0;
    const raise = (tx: Transaction) =>
      tx.query(`do $$ begin raise exception 'again' using errcode = 'deadlock_detected'; end $$`);
    await db.database.write(job, async (tx) => {
      tries += 1;
      await addTeam(tx, 8);
      if (tries < 3) await raise(tx);
    });
    expect([tries, await teams()]).toEqual([3, [8]]);

    tries = 0;
    await expect(
      db.database.write(job, (tx) => {
        tries += 1;
        return raise(tx);
      }),
    ).rejects.toMatchObject({ code: '40P01' });
    expect(tries).toBe(3);
  });

  it('breaks off a statement that takes too long', async () => {
    const slow = db.database.read(person, async (tx) => {
      await tx.query(`select set_config('statement_timeout', '50', true)`);
      await tx.query('select pg_sleep(5)');
    });
    await expect(slow).rejects.toMatchObject({ code: '57014' });
  });

  it.each([
    ['while a statement runs', (tx: Transaction) => tx.query('select pg_sleep(30)')],
    [
      'between two statements',
      async (tx: Transaction) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await tx.query('select 1');
      },
    ],
  ])('calls it an absence when the connection is lost %s, and goes on with another', async (_, work) => {
    const lost = db.database.write(job, async (tx) => {
      await addTeam(tx, 9);
      const [{ pid }] = (await tx.query('select pg_backend_pid() as pid')) as [{ pid: number }];
      setTimeout(() => void db.superuser.query('select pg_terminate_backend($1)', [pid]), 50);
      await work(tx);
    });
    const error = await lost.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(isDatabaseAway(error)).toBe(true);
    expect(await teams()).toEqual([]);
    expect(await db.database.read(job, who)).toMatchObject({ role: 'lr_job' });
  });

  it('calls it an absence while the database is away, and finds it again', async () => {
    const line = await cuttableLine(db.appUrl);
    const source = await appDataSource(line.url).initialize();
    const database = new Database(source);
    expect(await database.read(person, who)).toMatchObject({ role: 'lr_person' });

    await line.cut();
    const away = [1, 2, 3].map(() =>
      database.write(person, who).catch((error: unknown) => isDatabaseAway(error)),
    );
    expect(await Promise.all(away)).toEqual([true, true, true]);

    await line.mend();
    expect(await database.read(person, who)).toMatchObject({ role: 'lr_person' });
    await source.destroy();
    await line.cut();
  });
});

describe('withAgency', () => {
  it('is the agency inside, and the person before and after', async () => {
    const seen = await db.database.write(person, async (tx) => [
      await who(tx),
      await db.database.withAgency(tx, OWN.agencyId, who),
      await who(tx),
    ]);
    expect(seen).toMatchObject([
      { role: 'lr_person', agency: '', person: OWN.personId },
      { role: 'lr_agency', agency: '101', person: '', actor: OWN.personId },
      { role: 'lr_person', agency: '', person: OWN.personId },
    ]);
  });

  it('is the person again after the work threw', async () => {
    const after = await db.database.write(person, async (tx) => {
      await db.database
        .withAgency(tx, OWN.agencyId, () => Promise.reject(new Error('not this one')))
        .catch(() => undefined);
      return who(tx);
    });
    expect(after).toMatchObject({ role: 'lr_person', agency: '', person: OWN.personId });
  });

  it('is the person again after a savepoint undid the work', async () => {
    const after = await db.database.write(person, async (tx) => {
      await tx
        .transaction(() => db.database.withAgency(tx, OWN.agencyId, () => tx.query('select 1/0')))
        .catch(() => undefined);
      return who(tx);
    });
    expect(after).toMatchObject({ role: 'lr_person', agency: '', person: OWN.personId });
  });

  it('is the agency inside, and the partnership before and after', async () => {
    const administrator = { ...agency, agencyId: 1 };
    const seen = await db.database.write(administrator, async (tx) => [
      await db.database.withAgency(tx, OWN.agencyId, who),
      await who(tx),
    ]);
    expect(seen).toMatchObject([
      { role: 'lr_agency', agency: '101', person: '', actor: OWN.personId },
      { role: 'lr_agency', agency: '1', person: '', actor: OWN.personId },
    ]);
  });

  it('takes one agency at a time', async () => {
    await expect(
      db.database.write(person, (tx) =>
        Promise.all([
          db.database.withAgency(tx, OWN.agencyId, who),
          db.database.withAgency(tx, FOREIGN.agencyId, who),
        ]),
      ),
    ).rejects.toThrow('one agency at a time');
  });

  it.each([[agency], [job], [partnership]])('is not for a transaction of %j', async (scope) => {
    await expect(
      db.database.write(scope, (tx) => db.database.withAgency(tx, FOREIGN.agencyId, who)),
    ).rejects.toThrow("in a person's scope");
  });

  it('is not for a transaction that has ended', async () => {
    let kept: Transaction | undefined;
    await db.database.write(person, async (tx) => void (kept = tx));
    await expect(db.database.withAgency(kept!, OWN.agencyId, who)).rejects.toThrow("in a person's scope");
    await expect(kept!.query('select from person')).rejects.toThrow('already released');
  });
});
