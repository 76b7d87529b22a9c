import * as z from 'zod';
import { instant } from './field.js';

/**
 * A passphrase somebody chooses, as it is kept: the same letters typed on another keyboard may be other code points.
 * Length is the only rule (NIST SP 800-63B, NCSC).
 */
export const newPassphrase = z
  .string()
  .normalize('NFKC')
  .min(12, 'Enter a new passphrase of 12 characters or more')
  .max(200, 'Enter a new passphrase of 200 characters or fewer');

/** The secret of a link: 32 random bytes, base64url. What is not of that form is over too, and hears the same. */
const token = z.string().max(200);

/** Body of `POST /api/passphrase/reset`: ask for a link to choose a new passphrase. */
export const passphraseResetRequest = z
  .strictObject({
    email: z.string().trim().min(1, 'Enter your email address').max(254, 'Enter a shorter email address'),
  })
  .meta({ id: 'PassphraseReset' });
export type PassphraseResetRequest = z.infer<typeof passphraseResetRequest>;

/** Body of `POST /api/passphrase/link`: ask whether a link can still be used. */
export const passphraseLinkRequest = z.strictObject({ token }).meta({ id: 'PassphraseLinkRequest' });
export type PassphraseLinkRequest = z.infer<typeof passphraseLinkRequest>;

/** What a link that can still be used is for. */
export const passphraseLink = z
  .strictObject({
    purpose: z.enum(['invite', 'reset']).describe('For a first passphrase, or for another one'),
    /** The address the link went to, so that a password manager knows whose passphrase it is. */
    email: z.string(),
    endsAt: instant,
  })
  .meta({ id: 'PassphraseLink' });
export type PassphraseLink = z.infer<typeof passphraseLink>;

/** Body of `POST /api/passphrase`: choose a passphrase by a link. */
export const setPassphraseRequest = z
  .strictObject({ token, passphrase: newPassphrase })
  .meta({ id: 'SetPassphrase' });
export type SetPassphraseRequest = z.infer<typeof setPassphraseRequest>;
