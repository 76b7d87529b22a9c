/** The passphrase of every demonstration account. Public on purpose: these accounts exist only beside invented data. */
export const DEMONSTRATION_PASSPHRASE = 'demonstration-only-2026';

/** One account that visitors of a demonstration site may use. Nobody else in its data has a passphrase. */
export interface DemonstrationAccount {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  /** What the button on the sign-in page says. */
  readonly description: string;
}

/** The nine accounts, in the order in which the sign-in page shows them. */
export const DEMONSTRATION_ACCOUNTS: readonly DemonstrationAccount[] = [
  account('practitioner', 'Amina', 'Yusuf', 'Practitioner: school nurse, community trust'),
  account('two-jobs', 'Joanna', 'Price', 'Practitioner with two jobs: GP federation and charity'),
  account('manager', 'Colin', 'Mbeki', 'Line manager: team manager, community trust'),
  account('lead', 'Ruth', 'Ellison', 'Training lead: community trust'),
  account('lead-police', 'Daniel', 'Okafor', 'Training lead: constabulary'),
  account('partnership', 'Helen', 'Marsh', 'Partnership officer'),
  account('editor', 'Priya', 'Nair', 'Editor'),
  account('approver', 'Tom', 'Ashworth', 'Approver'),
  account('admin', 'Lena', 'Fischer', 'Administrator'),
];

/** Whether an email address, trimmed and in lower case, belongs to a demonstration account. */
export function isDemonstrationEmail(emailNorm: string): boolean {
  return DEMONSTRATION_ACCOUNTS.some(({ email }) => email === emailNorm);
}

function account(
  name: string,
  givenName: string,
  familyName: string,
  description: string,
): DemonstrationAccount {
  return { email: `${name}@demo.example`, givenName, familyName, description };
}
