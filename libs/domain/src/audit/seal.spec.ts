import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { EMPTY_CHAIN, canonicalText, checkChain, linkText, sealRows, type AuditRow } from './seal.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const row = (number: number, detail: unknown = { number }): AuditRow => ({
  agencyId: 7,
  id: `row-${number}`,
  at: `2026-11-22T10:00:0${number}.000Z`,
  actor: 'person-1',
  action: 'agency.export',
  object: null,
  detail,
});
const five = [1, 2, 3, 4, 5].map((number) => row(number));
const seals = sealRows(five, EMPTY_CHAIN, sha256);
const head = { seq: 5, hash: seals[4]?.hash ?? '' };
const check = (rows: readonly AuditRow[], of = seals) => checkChain(rows, of, EMPTY_CHAIN, sha256);

describe('canonicalText', () => {
  it('is pinned: a change of it breaks every chain there is', () => {
    expect(canonicalText(row(1, { z: [{ b: 2, a: 1 }], a: null }))).toBe(
      '[1,7,"row-1","2026-11-22T10:00:01.000Z","person-1","agency.export",null,{"a":null,"z":[{"a":1,"b":2}]}]',
    );
    expect(linkText({ seq: 4, hash: 'abc' }, row(1, 0))).toBe(`5\nabc\n${canonicalText(row(1, 0))}`);
  });

  it('does not depend on the order of keys, and differs when anything else does', () => {
    expect(canonicalText(row(1, { a: 1, b: { c: 2, d: 3 } }))).toBe(
      canonicalText(row(1, { b: { d: 3, c: 2 }, a: 1 })),
    );
    const changes: Partial<AuditRow>[] = [
      { agencyId: 8 },
      { id: 'row-2' },
      { at: '2026-11-22T10:00:01.001Z' },
      { actor: null },
      { action: 'agency.read' },
      { object: 'null' },
      { detail: [1] },
    ];
    const texts = changes.map((change) => canonicalText({ ...row(1), ...change }));
    expect(new Set([canonicalText(row(1)), ...texts]).size).toBe(changes.length + 1);
  });
});

describe('checkChain', () => {
  it('finds an untouched chain intact, whatever order the rows come in', () => {
    expect(check([...five].reverse(), [...seals].reverse())).toEqual({ isIntact: true, head });
    expect(checkChain([], [], EMPTY_CHAIN, sha256)).toEqual({ isIntact: true, head: EMPTY_CHAIN });
  });

  it('does not look at rows that are not sealed yet', () => {
    expect(check([...five, row(6)])).toMatchObject({ isIntact: true });
  });

  it('can be walked in parts', () => {
    const first = checkChain(five.slice(0, 2), seals.slice(0, 2), EMPTY_CHAIN, sha256);
    expect(first.isIntact && checkChain(five.slice(2), seals.slice(2), first.head, sha256)).toEqual({
      isIntact: true,
      head,
    });
  });

  const edited = five.map((each) => (each.id === 'row-3' ? { ...each, actor: 'person-2' } : each));
  const swappedIds = five.map((each) => {
    if (each.id === 'row-2') return { ...each, id: 'row-4' };
    return each.id === 'row-4' ? { ...each, id: 'row-2' } : each;
  });
  const swappedSeals = seals.map((seal) => ({
    ...seal,
    seq: seal.seq === 2 ? 3 : seal.seq === 3 ? 2 : seal.seq,
  }));
  const forged = seals.map((seal) => (seal.seq === 3 ? { ...seal, hash: sha256('forged') } : seal));
  const without = <T>(items: readonly T[], index: number) => items.filter((_, at) => at !== index);

  it.each([
    ['a row edited', edited, seals, 3, 'edited'],
    ['the first row deleted', without(five, 0), seals, 1, 'deleted'],
    ['a row deleted', without(five, 2), seals, 3, 'deleted'],
    ['a seal deleted', five, without(seals, 2), 3, 'deleted'],
    ['a row and its seal deleted', without(five, 2), without(seals, 2), 3, 'deleted'],
    ['two rows with their ids exchanged', swappedIds, seals, 2, 'reordered'],
    ['two seals with their numbers exchanged', five, swappedSeals, 2, 'reordered'],
    ['a seal rewritten', five, forged, 3, 'edited'],
  ])('names the first bad link: %s', (_case, rows, of, seq, fault) => {
    expect(check(rows, of)).toMatchObject({ isIntact: false, seq, fault });
  });

  it('tells that the end was cut off only from a head known elsewhere', () => {
    const cut = [five.slice(0, 4), seals.slice(0, 4), EMPTY_CHAIN, sha256] as const;
    expect(checkChain(...cut)).toMatchObject({ isIntact: true });
    expect(checkChain(...cut, head)).toMatchObject({ isIntact: false, seq: 5, fault: 'deleted' });
    expect(checkChain(five, seals, EMPTY_CHAIN, sha256, head)).toMatchObject({ isIntact: true });
  });

  it('tells that a whole chain was made anew', () => {
    const other = five.map((each) => ({ ...each, actor: 'person-2' }));
    const remade = sealRows(other, EMPTY_CHAIN, sha256);
    expect(checkChain(other, remade, EMPTY_CHAIN, sha256, head)).toMatchObject({
      isIntact: false,
      fault: 'edited',
    });
  });

  it('finds the first of any rows edited', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), (numbers) => {
        const rows = five.map((each, index) =>
          numbers.includes(index + 1) ? { ...each, action: 'x' } : each,
        );
        expect(check(rows)).toMatchObject({ isIntact: false, seq: Math.min(...numbers), fault: 'edited' });
      }),
    );
  });
});
