import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { type NudgedModule, type NudgeFacts, nudgeMessage } from './nudge-message.js';

const SITE = 'https://learning.example';
const overdue: NudgedModule = {
  title: 'Clearing the way: young people as witnesses',
  minutes: 40,
  state: 'overdue',
  day: calendarDate('2026-03-01'),
  address: `${SITE}/learning/kern-young-person`,
};
const of = (state: NudgedModule['state'], title: string, day: string): NudgedModule => ({
  ...overdue,
  title,
  state,
  day: calendarDate(day),
  address: `${SITE}/learning/${state}`,
});
const facts = (...modules: NudgedModule[]): NudgeFacts => ({
  givenName: 'Asha',
  agency: 'Riverside Community Health',
  modules,
  supportAddress: `${SITE}/support`,
});

/** Messages as they are read in review: renew them with RENEW=yes and read the difference. */
const GOLDEN: readonly [name: string, facts: NudgeFacts][] = [
  ['nudge-one', facts(overdue)],
  [
    'nudge-several',
    facts(
      overdue,
      of('expired', 'Seen, heard and understood', '2026-02-28'),
      of('due-soon', 'Patterns and promises', '2026-04-02'),
      { ...of('expiring', 'What "fine" means & <why>', '2028-02-29'), minutes: 1 },
    ),
  ],
];

describe('nudgeMessage', () => {
  it.each(GOLDEN)('writes %s as it was agreed', (name, given) => {
    const { subject, text, html } = nudgeMessage(given);
    for (const [ending, written] of [
      ['txt', `Subject: ${subject}\n\n${text}`],
      ['html', html],
    ] as const) {
      const file = join(__dirname, 'golden', `${name}.golden.${ending}`);
      if (process.env['RENEW'] === 'yes') writeFileSync(file, written);
      expect(written).toBe(readFileSync(file, 'utf8'));
    }
  });

  it('lets no title and no name become markup', () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&';
    const { html } = nudgeMessage({
      ...facts({ ...overdue, title: hostile }),
      givenName: hostile,
      agency: hostile,
    });
    expect(html).not.toContain('<img');
    expect(html.match(/&lt;img src=x onerror=alert\(1\)&gt;&quot;&#39;&amp;/g)).toHaveLength(4);
  });

  it('greets somebody without a given name', () => {
    expect(nudgeMessage({ ...facts(overdue), givenName: '' }).text).toMatch(/^Hello,\n/);
  });

  it('blames nobody, names no review and says nothing about anybody else', () => {
    const { subject, text } = nudgeMessage(facts(overdue, of('expired', 'Another', '2026-02-28')));
    expect(`${subject} ${text}`).not.toMatch(
      /fail|must|late\b|warning|non-complian|review|colleague|manager has/i,
    );
  });
});
