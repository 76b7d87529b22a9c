import { isGuessable } from './guessable-passphrase.js';

describe('isGuessable', () => {
  it.each([
    ['passwordpassword', true],
    ['Password1234567', true],
    ['P@ssw0rd2026!!', true], // signs in place of letters hide nothing
    ['qwertyuiop1234', true],
    ['123456789012', true],
    ['aaaaaaaaaaaa', true],
    ['safeguarding2026', true],
    ['Learning Reviews!', true], // the name of the service
    ['sam.example@trust.example', true], // the whole address
    ['demonstration-only-2026', true],
    ['this is my password', true],
    ['sam.example2026', true], // the person's own mailbox and a year
    ['correct horse battery staple', true], // the example of every article on passphrases
    ['three wet otters by the lock', false],
    ['kettle-orbit-plum-91', false],
    ['Ŵyth gath ddu ar y to', false],
  ])('of "%s" is %s', (passphrase, expected) => {
    expect(isGuessable(passphrase, 'sam.example@trust.example')).toBe(expected);
  });
});
