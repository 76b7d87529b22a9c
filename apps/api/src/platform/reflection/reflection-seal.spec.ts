import { Configuration } from '../config/configuration.js';
import { ReflectionSeal } from './reflection-seal.js';

const OWNER = '0199aaaa-0000-7000-8000-000000000001';
const SOMEBODY_ELSE = '0199aaaa-0000-7000-8000-000000000002';
const TEXT = 'I will ask what has changed — “before” we meet.';

const sealWith = (reflectionKey: Buffer) => new ReflectionSeal({ reflectionKey } as Configuration);
const seal = sealWith(Buffer.alloc(32, 7));

describe('ReflectionSeal', () => {
  it.each([TEXT, '', 'é'.repeat(4000)])('opens for its owner what it sealed', (text) => {
    expect(seal.open(OWNER, seal.seal(OWNER, text))).toBe(text);
  });

  it('shows nothing of the text, and never the same bytes twice', () => {
    const [first, second] = [seal.seal(OWNER, TEXT), seal.seal(OWNER, TEXT)];
    expect(first.ciphertext.toString('utf8')).not.toContain('changed');
    expect(first.nonce).not.toEqual(second.nonce);
    expect(first.ciphertext).not.toEqual(second.ciphertext);
  });

  it('does not open for somebody else', () => {
    const sealed = seal.seal(OWNER, TEXT);
    expect(() => seal.open(SOMEBODY_ELSE, sealed)).toThrow();
  });

  it('does not open under another key, nor one of another version', () => {
    const sealed = seal.seal(OWNER, TEXT);
    expect(() => sealWith(Buffer.alloc(32, 8)).open(OWNER, sealed)).toThrow();
    expect(() => seal.open(OWNER, { ...sealed, keyVersion: 2 })).toThrow('No key of version 2');
  });

  it.each(['ciphertext', 'nonce', 'tag'] as const)(
    'does not open when a bit of its %s was changed',
    (part) => {
      const sealed = seal.seal(OWNER, TEXT);
      const changed = Buffer.from(sealed[part]);
      changed[0]! ^= 1;
      expect(() => seal.open(OWNER, { ...sealed, [part]: changed })).toThrow();
    },
  );
});
