/** Longest address there is (RFC 5321). */
const LONGEST = 254;
/** One local part, one `@`, one host with a dot or `localhost`; nothing that could end a header or name a second recipient. */
const ONE_ADDRESS = /^[^\s\p{Cc}\p{Cf}@<>,;:"()[\]\\]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u;

/**
 * Whether a text is one bare email address, fit to be put into a header and an SMTP envelope as it is. Stricter than
 * the standard: no quoted local part, no comment, no display name, no address literal.
 */
export function isEmailAddress(text: string): boolean {
  return text.length <= LONGEST && ONE_ADDRESS.test(text) && !text.includes('..');
}
