import { isOpenLink, linkEndsAt } from './passphrase-link.js';

const at = (text: string) => new Date(`2026-11-${text}Z`);

describe('linkEndsAt', () => {
  it.each([
    ['invite', '01T09:00', '15T09:00'],
    ['reset', '01T09:00', '01T10:00'],
  ] as const)('of %s made at %s is %s', (purpose, madeAt, expected) => {
    expect(linkEndsAt(purpose, at(madeAt))).toEqual(at(expected));
  });
});

describe('isOpenLink', () => {
  it.each([
    ['before its end', '15T09:00', null, '15T08:59:59.999', true],
    ['at its end', '15T09:00', null, '15T09:00', false],
    ['after its end', '15T09:00', null, '20T09:00', false],
    ['once used, before its end', '15T09:00', '02T10:00', '02T10:00', false],
  ])('%s: ends %s, used %s, at %s is %s', (_, expiresAt, usedAt, now, expected) => {
    const link = { expiresAt: at(expiresAt), usedAt: usedAt === null ? null : at(usedAt) };
    expect(isOpenLink(link, at(now))).toBe(expected);
  });
});
