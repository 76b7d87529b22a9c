/** Random bytes that one certificate number takes; the caller draws them from a cryptographic source. */
export const CERTIFICATE_RANDOM_BYTES = 20;

// Crockford's base32: no I, L, O or U, so nothing is misread and no word is spelled.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 20;
const GROUP = 5;

/**
 * Makes a certificate number of 20 Crockford base32 characters, as it is stored. Five bits of each byte
 * are used, so each of 2^100 numbers is as likely as another and none can be guessed from the last.
 *
 * @throws RangeError when there are fewer than 20 bytes.
 */
export function certificateNumber(randomBytes: ArrayLike<number>): string {
  if (randomBytes.length < CERTIFICATE_RANDOM_BYTES) {
    throw new RangeError(`A certificate number takes ${CERTIFICATE_RANDOM_BYTES} random bytes`);
  }
  return Array.from({ length: LENGTH }, (_, index) => ALPHABET.charAt((randomBytes[index] ?? 0) & 31)).join(
    '',
  );
}

/** The number as it is printed and read out: four groups of five, joined by hyphens. */
export function formatCertificateNumber(number: string): string {
  const groups = [];
  for (let start = 0; start < number.length; start += GROUP) groups.push(number.slice(start, start + GROUP));
  return groups.join('-');
}

/**
 * Reads what somebody typed from paper: any case, with or without spaces and dashes, I or L for 1 and O
 * for 0. `null` when it is no certificate number.
 */
export function readCertificateNumber(typed: string): string | null {
  const number = typed
    .replace(/[\s\u2010-\u2015\u2212-]/gu, '')
    .toUpperCase()
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  const isNumber = number.length === LENGTH && [...number].every((character) => ALPHABET.includes(character));
  return isNumber ? number : null;
}
