import { randomBytes } from 'node:crypto';

/** 256 bits: nobody guesses one, however many are open. */
const TOKEN_BYTES = 32;

/** What opens a link; only its digest is kept. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Path of the page a link leads to. Behind #: a browser tells that part to no server, so it stands in no log. */
export function linkPath(token: string): string {
  return `/passphrase/set#${token}`;
}
