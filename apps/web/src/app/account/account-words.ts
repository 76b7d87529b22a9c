import type { RegistrationRequest } from '@learning-reviews/contracts/account.contract';

/** Codes of the regulators a person may name. */
export type RegistrationBody = RegistrationRequest['body'];

/** Regulators in words, in the order in which they are offered. */
export const BODY_WORDS: Readonly<Record<RegistrationBody, string>> = {
  'social-work-england': 'Social Work England',
  nmc: 'Nursing and Midwifery Council (NMC)',
  hcpc: 'Health and Care Professions Council (HCPC)',
  other: 'Another, or none',
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `12-01` → `1 December`: the day on which a registration year begins. */
export function yearStartInWords(yearStart: string): string {
  const [month = 1, day = 1] = yearStart.split('-').map(Number);
  return `${day} ${MONTHS[month - 1] ?? ''}`;
}
