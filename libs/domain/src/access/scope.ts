/** What a person may be granted in an agency. Everyone is a practitioner without a grant. */
export type AccessRole =
  | 'practitioner'
  | 'line-manager'
  | 'training-lead'
  | 'partnership-officer'
  | 'editor'
  | 'approver'
  | 'administrator';

/**
 * Which agency's data a call may touch, and who is asking. The access guard and the job runner make
 * it; nothing else may, so holding one means that the right to act was checked.
 */
export interface AgencyScope {
  readonly brand: 'AgencyScope';
  readonly agencyId: number;
  /** The person who acts; the actor of the audit log. */
  readonly personId: string;
  /** The membership that person acts through: the acting membership of the session. */
  readonly membershipId: string;
  /** IANA name, such as `Europe/London`. Decides which day "today" is. */
  readonly timeZone: string;
  /** Granted in this agency and in force today. */
  readonly accessRoles: readonly AccessRole[];
  /**
   * The manager's own membership when only their team may be seen: the rows whose line manager it is.
   * `null` when the whole agency may.
   */
  readonly teamOf: string | null;
}

/**
 * One person's own record: their attempts, completions, reflections and CPD. No agency's scope reaches
 * it. Only the access guard and the job runner make one.
 */
export interface PersonScope {
  readonly brand: 'PersonScope';
  readonly personId: string;
}

/**
 * The partnership's protected figures: numbers, never names, and small numbers not at all.
 * Only the access guard and the job runner make one.
 */
export interface PartnershipScope {
  readonly brand: 'PartnershipScope';
  /** The officer who asks; the actor of the audit log. */
  readonly personId: string;
}

/** What anyone may read without signing in. Only the access guard and the job runner make one. */
export interface PublicScope {
  readonly brand: 'PublicScope';
}

/**
 * Work that nobody who is signed in asked for at this moment. Only jobs make one, and the command line for an operator,
 * whose right the operating system has checked: whoever runs it holds the login of the database. One agency at a time.
 */
export interface JobScope {
  readonly brand: 'JobScope';
  /** `null` when the work touches no agency's data. */
  readonly agencyId: number | null;
}

/** Whose data a transaction may touch. `brand` tells which of them it is. */
export type Scope = AgencyScope | PersonScope | PartnershipScope | PublicScope | JobScope;
