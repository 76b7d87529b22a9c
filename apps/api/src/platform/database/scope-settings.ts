import type { Scope } from '@learning-reviews/domain/access/scope';
import type { AppRole } from './roles.js';

/** What a transaction of a scope runs as. Empty text means "nobody" or "none": no policy lets a row through for it. */
export interface ScopeSettings {
  readonly role: AppRole;
  readonly agencyId: string;
  readonly personId: string;
  readonly actorId: string;
}

/** How long things may take, in milliseconds, before PostgreSQL breaks them off. */
export interface TimeLimits {
  readonly statementMs: number;
  readonly lockMs: number;
  /** Between two statements of one transaction. */
  readonly idleMs: number;
}

/** Limits by kind of work. Set in each transaction: on a role they would have no effect after SET ROLE. */
export const TIME_LIMITS = {
  read: { statementMs: 10_000, lockMs: 2_000, idleMs: 15_000 },
  write: { statementMs: 10_000, lockMs: 5_000, idleMs: 15_000 },
  job: { statementMs: 60_000, lockMs: 10_000, idleMs: 60_000 },
  // A slow reader holds the transaction open for as long as it reads.
  export: { statementMs: 600_000, lockMs: 5_000, idleMs: 600_000 },
} as const satisfies Record<string, TimeLimits>;

/** The role and the context that a scope stands for. (docs/data.md, "The second wall") */
export function settingsOf(scope: Scope): ScopeSettings {
  const nobody = { agencyId: '', personId: '', actorId: '' };
  switch (scope.brand) {
    case 'AgencyScope':
      return { ...nobody, role: 'lr_agency', agencyId: String(scope.agencyId), actorId: scope.personId };
    case 'PersonScope':
      return { ...nobody, role: 'lr_person', personId: scope.personId, actorId: scope.personId };
    case 'PartnershipScope':
      return { ...nobody, role: 'lr_board', actorId: scope.personId };
    case 'PublicScope':
      return { ...nobody, role: 'lr_public' };
    case 'JobScope':
      return { ...nobody, role: 'lr_job', agencyId: scope.agencyId === null ? '' : String(scope.agencyId) };
  }
}

/**
 * The one statement that puts a transaction into its scope. `true` makes each setting end with the
 * transaction; a setting of the session leaked in 782 of 800 queries behind a pooler.
 */
export function enterScope(settings: ScopeSettings, limits: TimeLimits) {
  return {
    name: 'enter-scope',
    text: `select set_config('role', $1, true), set_config('app.agency_id', $2, true),
      set_config('app.person_id', $3, true), set_config('app.actor_id', $4, true),
      set_config('statement_timeout', $5, true), set_config('lock_timeout', $6, true),
      set_config('idle_in_transaction_session_timeout', $7, true)`,
    values: [
      settings.role,
      settings.agencyId,
      settings.personId,
      settings.actorId,
      String(limits.statementMs),
      String(limits.lockMs),
      String(limits.idleMs),
    ],
  };
}
