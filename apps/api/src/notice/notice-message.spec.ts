import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import type { Email } from '@learning-reviews/domain/email/email';
import { NOTICE_KINDS } from '@learning-reviews/domain/notice/notice';
import { certificateMessage } from './certificate-message.js';
import { type DigestFigures, digestMessage, isWorthTelling } from './digest-message.js';
import { type NoticedModule, noticeMessage } from './notice-message.js';

const SITE = 'https://learning.example';
const ADDRESSES = { support: `${SITE}/support`, choice: `${SITE}/account/email` };
const TITLES = [
  'Clearing the way',
  'Seen, heard and understood',
  'Patterns and promises',
  'Reading the file',
  'Why',
];

const modules = (...kinds: NoticedModule['kind'][]): NoticedModule[] =>
  kinds.map((kind, index) => ({
    kind,
    forDay: calendarDate('2028-02-29'),
    dueOn: kind === 'assigned' ? calendarDate('2028-06-30') : null,
    title: TITLES[index] ?? '',
    minutes: index === 0 ? 1 : 40,
    address: `${SITE}/learning/module-${index + 1}`,
  }));
const notice = (named: readonly NoticedModule[], givenName = 'Asha', agency = 'Riverside Community Health') =>
  noticeMessage({ givenName, agency, modules: named, addresses: ADDRESSES });
const certificate = (name = 'Asha Patel', title = 'Clearing the way') =>
  certificateMessage({
    name,
    title,
    certificateAddress: `${SITE}/certificates/HQ3QD8FETBCWFKPDKX0Z`,
    recordAddress: `${SITE}/record`,
    addresses: ADDRESSES,
  });
const NOTHING: DigestFigures = {
  required: 1234,
  done: 1234,
  overdue: 0,
  newlyOverdue: 0,
  dueSoon: 0,
  expiring: 0,
  expired: 0,
  refusedMail: 0,
};
const digest = (figures: Partial<DigestFigures>, agency = 'Riverside Community Health') =>
  digestMessage({
    givenName: 'Ruth',
    agency,
    figures: { ...NOTHING, ...figures },
    addresses: {
      agency: `${SITE}/agency`,
      worklist: `${SITE}/agency/worklist`,
      recordHealth: `${SITE}/agency/record-health`,
      choice: ADDRESSES.choice,
    },
  });

/** Messages as they are read in review: renew them with RENEW=yes and read the difference. */
const GOLDEN: readonly [name: string, email: Email][] = [
  ['notice-of-every-kind', notice(modules(...NOTICE_KINDS))],
  ['notice-assigned', notice(modules('assigned'))],
  ['notice-due-soon', notice(modules('due-soon'))],
  ['notice-overdue', notice(modules('overdue'))],
  ['certificate', certificate()],
  [
    'digest',
    digest({ done: 1100, overdue: 12, newlyOverdue: 1, dueSoon: 1, expiring: 5, expired: 2, refusedMail: 1 }),
  ],
];

it.each(GOLDEN)('%s is as it was agreed', (name, { subject, text, html }) => {
  for (const [ending, written] of [
    ['txt', `Subject: ${subject}\n\n${text}`],
    ['html', html],
  ] as const) {
    const file = join(__dirname, 'golden', `${name}.golden.${ending}`);
    if (process.env['RENEW'] === 'yes') writeFileSync(file, written);
    expect(written).toBe(readFileSync(file, 'utf8'));
  }
});

it.each(GOLDEN)('%s says why it comes and where to choose what comes, and blames nobody', (_name, email) => {
  const said = `${email.subject} ${email.text}`.replace(/\s+/g, ' ');
  expect(said).toMatch(/You get this message (each Monday )?because/);
  expect(said).toContain(ADDRESSES.choice);
  expect(said).not.toMatch(/\bfail|\bmust\b|\blate\b|non-complian|warning/i);
});

it('a message about a certificate holds no score', () => {
  expect(certificate().text).not.toMatch(/\d+ of \d+|score|right|per cent|%/i);
});

it('no name and no title becomes markup', () => {
  const hostile = `<img src=x onerror=alert(1)>"'&`;
  const named = modules('overdue').map((module) => ({ ...module, title: hostile }));
  for (const { html } of [
    notice(named, hostile, hostile),
    certificate(hostile, hostile),
    digest({ overdue: 1 }, hostile),
  ])
    expect(html).not.toContain('<img');
});

it.each<[Partial<DigestFigures>, boolean]>([
  [{}, false],
  [{ overdue: 1 }, true],
  [{ dueSoon: 1 }, true],
  [{ expiring: 1 }, true],
  [{ expired: 1 }, true],
  [{ refusedMail: 1 }, true],
])('a digest of %j is worth telling: %s', (figures, expected) => {
  expect(isWorthTelling({ ...NOTHING, ...figures })).toBe(expected);
});
