import type { CpdBody } from '@learning-reviews/domain/cpd/body-format';
import {
  type YearStart,
  yearStartFromText,
  yearStartOf,
} from '@learning-reviews/domain/cpd/registration-year';
import type { OwnerRegistration } from './cpd-owner.repository.js';

/** Whose form a person's record follows unless they ask for another. */
export function ownBody(registration: OwnerRegistration | null): CpdBody {
  switch (registration?.body) {
    case 'social-work-england':
    case 'nmc':
    case 'hcpc':
      return registration.body;
    default:
      return 'generic';
  }
}

/**
 * When the years of a record begin: as the person entered it for their own regulator, else as that body counts. The
 * generic form follows the person's own regulator too.
 */
export function yearStart(body: CpdBody, registration: OwnerRegistration | null): YearStart {
  const isOwn = registration !== null && (body === 'generic' || body === ownBody(registration));
  return isOwn ? yearStartFromText(registration.yearStart) : yearStartOf(body);
}
