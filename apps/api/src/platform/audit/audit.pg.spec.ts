import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Clock } from '../clock/clock.js';
import { createTestDatabase, type TestDatabase } from '../database/testing/test-database.js';
import { Audit } from './audit.js';
import { AuditChainRepository } from './audit-chain.repository.js';
import { AuditSealer } from './audit-sealer.js';
import { AuditVerifier } from './audit-verifier.js';

const scope = (agencyId: number): AgencyScope => ({
  brand: 'AgencyScope',
  agencyId,
  personId: '01890000-0000-7000-8000-000000000001',
  membershipId: '01890000-0000-7000-8000-000000000002',
  timeZone: 'Europe/London',
  accessRoles: ['training-lead'],
  teamOf: null,
});

describe('the audit log', () => {
  let db: TestDatabase;
  let sealer: AuditSealer;
  let verifier: AuditVerifier;
  const audit = new Audit(new Clock());

  beforeEach(async () => {
    db = await createTestDatabase();
    await db.superuser.query(`insert into agency (id, code, kind, name) values (2, 'two', 'police', 'Two')`);
    const chain = new AuditChainRepository();
    sealer = new AuditSealer(db.database, chain, new Clock());
    verifier = new AuditVerifier(db.database, chain);
  });
  afterEach(() => db.close());

  const record = (agencyId: number, ...objects: string[]) =>
    db.database.write(scope(agencyId), async (tx) => {
      for (const object of objects)
        await audit.record(scope(agencyId), tx, 'export.made', object, { rows: 3, kind: 'summary' });
    });
  /** Ids in the order of sealing. */
  const sealedIds = async () =>
    (
      await db.superuser.query<{ id: string }>(
        'select audit_id as id from audit_seal where agency_id = 1 order by seq',
      )
    ).rows.map(({ id }) => id);
  const tamper = (statement: string, values: unknown[] = []) => db.superuser.query(statement, values);

  it('is whole while nobody touches it, sealed in several goes, each agency in its own chain', async () => {
    await record(1, 'export:a', 'export:b');
    await sealer.seal();
    await record(1, 'export:c');
    await record(2, 'export:d');
    await Promise.all([sealer.seal(), sealer.seal()]); // two processes at once
    await sealer.seal();

    expect(await verifier.verify(1)).toMatchObject({ isIntact: true, head: { seq: 3 } });
    expect(await verifier.verify(2)).toMatchObject({ isIntact: true, head: { seq: 1 } });
  });

  it('is not written when the act is not', async () => {
    const act = db.database.write(scope(1), async (tx) => {
      await audit.record(scope(1), tx, 'export.made', 'export:a');
      throw new Error('the act failed');
    });
    await expect(act).rejects.toThrow('the act failed');
    expect((await tamper('select from audit_log')).rowCount).toBe(0);
  });

  it('waits for its seal without being suspect', async () => {
    await record(1, 'export:a');
    expect(await verifier.verify(1)).toMatchObject({ isIntact: true, head: { seq: 0 } });
  });

  describe('with five sealed rows and a superuser at work', () => {
    beforeEach(async () => {
      await record(1, 'export:a', 'export:b', 'export:c', 'export:d', 'export:e');
      await sealer.seal();
    });

    it.each([
      ['action', `update audit_log set action = 'export.seen' where id = $1`],
      ['actor', 'update audit_log set actor = null where id = $1'],
      ['time', `update audit_log set at = at - interval '1 second' where id = $1`],
      ['detail', `update audit_log set detail = '{"rows": 4, "kind": "summary"}' where id = $1`],
    ])('names the first row whose %s was edited', async (_part, statement) => {
      const ids = await sealedIds();
      await tamper(statement, [ids[2]]);
      expect(await verifier.verify(1)).toEqual({ isIntact: false, seq: 3, rowId: ids[2], fault: 'edited' });
    });

    it('names a row that was deleted', async () => {
      const ids = await sealedIds();
      await tamper('delete from audit_log where id = $1', [ids[1]]);
      expect(await verifier.verify(1)).toEqual({ isIntact: false, seq: 2, rowId: ids[1], fault: 'deleted' });
    });

    it('misses a row that was deleted with its seal', async () => {
      const ids = await sealedIds();
      await tamper('delete from audit_log where id = $1', [ids[1]]);
      await tamper('delete from audit_seal where audit_id = $1', [ids[1]]);
      expect(await verifier.verify(1)).toMatchObject({ isIntact: false, seq: 2, fault: 'deleted' });
    });

    it('names the last row when only its seal was taken away', async () => {
      const ids = await sealedIds();
      await tamper('delete from audit_seal where audit_id = $1', [ids[4]]);
      expect(await verifier.verify(1)).toEqual({ isIntact: false, seq: 5, rowId: ids[4], fault: 'deleted' });
    });

    it('names the first of two rows that changed places with their seals', async () => {
      const ids = await sealedIds();
      await tamper('update audit_seal set seq = -seq + 100 where agency_id = 1 and seq in (2, 4)');
      await tamper('update audit_seal set seq = seq - 94 where agency_id = 1 and seq = 98');
      await tamper('update audit_seal set seq = seq - 94 where agency_id = 1 and seq = 96');
      expect(await verifier.verify(1)).toEqual({
        isIntact: false,
        seq: 2,
        rowId: ids[3],
        fault: 'reordered',
      });
    });

    it('names the first of two rows whose contents changed places', async () => {
      const ids = await sealedIds();
      const move = 'update audit_log set object = $2 where id = $1';
      await tamper(move, [ids[1], 'export:d']);
      await tamper(move, [ids[3], 'export:b']);
      expect(await verifier.verify(1)).toMatchObject({ isIntact: false, seq: 2, rowId: ids[1] });
    });

    it('cannot be changed by the agency whose acts it holds', async () => {
      for (const statement of [
        'update audit_log set actor = null',
        'delete from audit_log',
        'select * from audit_log',
      ]) {
        const attempt = db.database.write(scope(1), (tx) => tx.query(statement));
        await expect(attempt).rejects.toMatchObject({ code: '42501' });
      }
    });
  });
});
