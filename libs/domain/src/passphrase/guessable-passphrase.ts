/**
 * Words and rows of keys that the passphrases people try first are made of. Short ones never reach us, since
 * twelve characters are needed; what is long enough is mostly these, repeated or joined. (NIST SP 800-63B, 3.1.1.2)
 */
const COMMON_PARTS = [
  'administrator',
  'changeme',
  'children',
  'correct',
  'horse',
  'battery',
  'staple',
  'demonstration',
  'football',
  'iloveyou',
  'learning',
  'letmein',
  'liverpool',
  'manchester',
  'monkey',
  'passphrase',
  'password',
  'princess',
  'qwerty',
  'qwertyuiop',
  'review',
  'reviews',
  'safeguarding',
  'secret',
  'sunshine',
  'superman',
  'training',
  'welcome',
  'asdfghjkl',
  'zxcvbnm',
  'admin',
  'login',
  'test',
  'user',
  'only',
  'this',
  'is',
  'my',
  'the',
  'a',
  'i',
] as const;

const PARTS = new RegExp(`^(${[...COMMON_PARTS].sort((a, b) => b.length - a.length).join('|')}|[^a-z])*$`);
const LETTER_FOR_SIGN: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  $: 's',
  '@': 'a',
};

/** The letters that signs stand for, without the digits and signs of its end, which are a year more often. */
const undisguised = (text: string) =>
  text.replace(/[^a-z]+$/, '').replace(/[01345$@]/g, (sign) => LETTER_FOR_SIGN[sign] ?? sign);

/** How many different characters keep `aaaaaaaaaaaa` and `121212121212` out. */
const FEWEST_CHARACTERS = 5;

/**
 * Whether a passphrase is among the first that a stranger would try: nothing but common words, digits and
 * signs, few different characters, or the person's own address.
 */
export function isGuessable(passphrase: string, email: string): boolean {
  const text = passphrase.normalize('NFKC').toLowerCase();
  const [mailbox = ''] = email.split('@');
  const rest = mailbox.length < 3 ? text : text.replaceAll(email, '').replaceAll(mailbox, '');
  return (
    new Set(text).size < FEWEST_CHARACTERS ||
    [text, rest, undisguised(text), undisguised(rest)].some((form) => PARTS.test(form))
  );
}
