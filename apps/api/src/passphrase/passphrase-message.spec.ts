import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Email } from '@learning-reviews/domain/email/email';
import { accessMessage, invitationMessage, resetMessage } from './passphrase-message.js';

const SITE = 'https://learning.example';
const link = `${SITE}/passphrase/set#Zm9yLXRoZS1nb2xkZW4tZmlsZXMtb25seS1ub3QtYS1rZXk`;
const facts = { name: 'Asha', email: 'asha@riverside.example', link };
const agencyName = 'Riverside Community Health';

/** Messages as they are read in review: renew them with RENEW=yes and read the difference. */
const GOLDEN: readonly [name: string, message: Email][] = [
  ['invitation', invitationMessage({ ...facts, agencyName })],
  ['invitation-asked-for', invitationMessage({ ...facts, name: 'Asha Patel', agencyName: null })],
  ['access', accessMessage({ ...facts, agencyName, link: `${SITE}/sign-in` })],
  ['reset', resetMessage({ ...facts, name: 'Asha Patel' })],
];

describe('the messages about a passphrase', () => {
  it.each(GOLDEN)('write %s as it was agreed', (name, { subject, text, html }) => {
    for (const [ending, written] of [
      ['txt', `Subject: ${subject}\n\n${text}`],
      ['html', html],
    ] as const) {
      const file = join(__dirname, 'golden', `${name}.golden.${ending}`);
      if (process.env['RENEW'] === 'yes') writeFileSync(file, written);
      expect(written).toBe(readFileSync(file, 'utf8'));
    }
  });

  it('let no name and no agency become markup', () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&';
    const given = { ...facts, name: hostile, agencyName: hostile };
    for (const { html } of [invitationMessage(given), accessMessage(given), resetMessage(given)])
      expect(html).not.toContain('<img');
  });

  it('keep the link out of the subject, which is kept when the words are deleted', () => {
    for (const [, { subject }] of GOLDEN) expect(subject).not.toMatch(/passphrase\/set|#/);
  });

  it('greet somebody without a name', () => {
    expect(resetMessage({ ...facts, name: '' }).text).toMatch(/^Hello,\n/);
  });
});
