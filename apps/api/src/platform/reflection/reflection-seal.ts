import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../config/configuration.js';

/** A text that only its owner's requests can read again, as the database keeps it. */
export interface SealedText {
  /** Which key sealed it; rises when the key is changed. */
  readonly keyVersion: number;
  /** 12 random bytes, never used twice. */
  readonly nonce: Buffer;
  /** The encrypted UTF-8 text. */
  readonly ciphertext: Buffer;
  /** 16 bytes that prove the text is whole, and this person's. */
  readonly tag: Buffer;
}

/** The version of the key that `REFLECTION_KEY` holds. A second key brings the second version. */
const KEY_VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals and opens private texts: AES-256-GCM with the person's id as additional data, so that a row moved
 * to another person does not open. (docs/rules.md, "Rules that come before any feature", 2)
 */
@Injectable()
export class ReflectionSeal {
  constructor(private readonly configuration: Configuration) {}

  /** Encrypts a text for one person, under a nonce of its own: the same text sealed twice looks different. */
  seal(personId: string, text: string): SealedText {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.configuration.reflectionKey, nonce);
    cipher.setAAD(Buffer.from(personId));
    const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return { keyVersion: KEY_VERSION, nonce, ciphertext, tag: cipher.getAuthTag() };
  }

  /**
   * The text that was sealed for this person.
   *
   * @throws Error when it was sealed for somebody else or under another key, or was changed since. The
   *         message holds nothing of the text.
   */
  open(personId: string, sealed: SealedText): string {
    if (sealed.keyVersion !== KEY_VERSION) {
      throw new Error(`No key of version ${sealed.keyVersion} is configured`);
    }
    const decipher = createDecipheriv('aes-256-gcm', this.configuration.reflectionKey, sealed.nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(personId));
    decipher.setAuthTag(sealed.tag);
    return Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]).toString('utf8');
  }
}
