import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import type { z } from 'zod';

/** What a route answers with when it succeeds. */
export interface Answer {
  readonly status: number;
  readonly description: string;
  /** `null` when there is no body. */
  readonly body:
    | {
        readonly schema: z.ZodType;
        /** Whether the route sends bytes that were held to the schema when they were stored. */
        readonly isStored?: true;
      }
    | { readonly mediaType: string }
    | null;
}

/** Where a route's `Answer` is kept. */
export const ANSWER = 'learning-reviews:answer';

const declare = (answer: Answer) => applyDecorators(HttpCode(answer.status), SetMetadata(ANSWER, answer));

/** Declares the contract of a route's answer: what does not fit it never leaves the server. */
export const Answers = (schema: z.ZodType, status = 200, description = 'Done') =>
  declare({ status, description, body: { schema } });

/** Declares a route that writes an answer into its response as it was stored, held to its contract back then. */
export const AnswersStored = (schema: z.ZodType) =>
  declare({ status: 200, description: 'Done', body: { schema, isStored: true } });

/** Declares a route that answers 204 and no body. */
export const AnswersNothing = (description = 'Done') => declare({ status: 204, description, body: null });

/** Declares a route that writes a file into its response itself. */
export const AnswersFile = (mediaType: string, description: string) =>
  declare({ status: 200, description, body: { mediaType } });
