import * as z from 'zod';

/**
 * Every error the API answers with, and the HTTP status it travels under.
 * The web holds one sentence for each; a code without a sentence does not compile there.
 */
export const ERROR_STATUS = {
  'request.malformed': 400,
  'request.invalid': 422,
  'request.too-large': 413,
  'request.cross-site': 403,
  'request.not-found': 404,
  'request.too-many': 429,
  'request.key-missing': 400,
  'request.key-reused': 422,
  'session.required': 401,
  'session.wrong-credentials': 401,
  'session.expired': 401,
  'session.access-ended': 401,
  'session.busy': 503,
  'access.denied': 403,
  'access.wrong-agency': 409,
  'account.wrong-passphrase': 422,
  'account.weak-passphrase': 422,
  'account.link-over': 410,
  'account.last-of-role': 409,
  'certificate.erased': 410,
  'account.same-address': 422,
  'account.jobs-overlap': 409,
  'account.merge-over': 409,
  'membership.overlaps': 409,
  'membership.has-evidence': 409,
  'membership.wrong-day': 422,
  'membership.last-lead': 409,
  'team.name-taken': 409,
  'team.in-use': 409,
  'agency.wrong-change': 422,
  'agency.code-taken': 409,
  'assignment.plan-changed': 409,
  'assignment.wrong-rule': 422,
  'assignment.not-yours': 409,
  'assignment.has-begun': 409,
  'assignment.is-over': 409,
  'import.unreadable': 422,
  'import.not-ready': 409,
  'import.records-changed': 409,
  'import.nothing-to-undo': 409,
  'learning.not-open': 409,
  'learning.already-answered': 409,
  'learning.wrong-question': 409,
  'learning.wrong-choice': 409,
  'learning.incomplete': 409,
  'learning.already-complete': 409,
  'learning.withdrawn': 409,
  'cpd.minutes-raised': 422,
  'cpd.in-future': 422,
  'cpd.platform-entry': 409,
  'export.bad-range': 422,
  'return.figures-changed': 409,
  'export.too-long': 422,
  'export.busy': 503,
  'export.not-ready': 409,
  'stale.version': 409,
  'service.unavailable': 503,
  'service.fault': 500,
} as const;

/** Codes the API may answer with. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** One field the server did not accept. `field` is its path in the body, dotted: `entry.minutes`. */
export const fieldError = z.strictObject({ field: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldError>;

/** The body of every answer that is not a success. `errors` is in the order of the form. */
export const errorBody = z
  .strictObject({
    status: z.int().describe('The HTTP status, repeated'),
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string().describe('One sentence for a person: what happened and what to do'),
    errors: z.array(fieldError),
    /** For learning.incomplete: what is missing, each with the address that mends it. */
    missing: z
      .array(z.strictObject({ label: z.string(), path: z.string() }))
      .optional()
      .describe('What is left to do, each with the page that mends it'),
    requestId: z.string().describe('Quote this when asking for help'),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof errorBody>;
