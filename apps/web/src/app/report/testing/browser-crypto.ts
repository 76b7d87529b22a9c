import { webcrypto } from 'node:crypto';
import { TextDecoder, TextEncoder } from 'node:util';

/** Gives jsdom what every browser has over https: hashing, and reading and writing UTF-8. */
export function installBrowserCrypto(): void {
  Object.defineProperty(globalThis.crypto, 'subtle', { value: webcrypto.subtle, configurable: true });
  Object.assign(globalThis, { TextDecoder, TextEncoder });
}

/** The bytes of a text in UTF-8, as a download brings them. */
export function bytesOf(text: string): ArrayBuffer {
  const encoded = new TextEncoder().encode(text);
  // Node's own buffer is of another realm than jsdom's, and Angular asks for its own.
  const bytes = new ArrayBuffer(encoded.length);
  new Uint8Array(bytes).set(encoded);
  return bytes;
}

/** Takes hashing away, as a browser does on a page that did not come over https. */
export function removeBrowserCrypto(): void {
  Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined, configurable: true });
}
