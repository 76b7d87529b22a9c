import * as z from 'zod';

/** `excused`: the module is not asked on these days. `later-due`: they have until a later day. */
export const exceptionKind = z.enum(['excused', 'later-due'], 'Choose what they are given');
export type ExceptionKind = z.infer<typeof exceptionKind>;
