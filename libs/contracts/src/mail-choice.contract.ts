import * as z from 'zod';

/** What a person may do without by email. What is newly asked of them and what is overdue they are always told. */
export const optionalMail = z.enum(['due-soon', 'expiring', 'certificate', 'digest']);
export type OptionalMailKind = z.infer<typeof optionalMail>;

/** Answer to `GET /api/account/mail`. */
export const mailChoice = z
  .strictObject({
    choices: z
      .array(
        z.strictObject({
          kind: optionalMail,
          wanted: z.boolean(),
        }),
      )
      .describe('In the order in which they are shown'),
  })
  .meta({ id: 'MailChoice' });
export type MailChoice = z.infer<typeof mailChoice>;

/** Body of `PUT /api/account/mail`: the kinds to do without. Every other is sent. */
export const mailChoiceRequest = z
  .strictObject({ unwanted: z.array(optionalMail).max(4) })
  .meta({ id: 'ChangeMailChoice' });
export type MailChoiceRequest = z.infer<typeof mailChoiceRequest>;
