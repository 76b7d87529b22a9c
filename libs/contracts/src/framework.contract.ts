import * as z from 'zod';
import { day, id } from './field.js';

// Workforce groups and intercollegiate levels, as the partnership keeps them.

const name = z
  .string()
  .trim()
  .min(1, 'Enter the name of the edition')
  .max(120, 'The name must be 120 characters or fewer');
const note = z.string().trim().max(500, 'The note must be 500 characters or fewer');
const firstDay = z.iso.date('Enter the first day');
const levelCode = z.string().max(40);

/** What a level is called in one edition. */
export const frameworkLevel = z
  .strictObject({
    code: levelCode,
    label: z
      .string()
      .trim()
      .min(1, 'Enter what it is called')
      .max(120, 'The name must be 120 characters or fewer'),
    description: z.string().trim().max(300, 'The description must be 300 characters or fewer'),
    isRetired: z.boolean().describe('Not offered any more; whoever has it keeps it'),
  })
  .meta({ id: 'FrameworkLevel' });
export type FrameworkLevel = z.infer<typeof frameworkLevel>;

/** One edition in the list. */
export const listedEdition = z
  .strictObject({
    id,
    name: z.string(),
    from: day,
    /** Last day, included. */
    to: day.nullable(),
    state: z.enum(['past', 'in-force', 'draft']),
    note: z.string(),
    confidence: z.string().describe('How sure we are of it; empty for one the partnership wrote'),
    levels: z.int().describe('Levels that are offered'),
  })
  .meta({ id: 'ListedEdition' });
export type ListedEdition = z.infer<typeof listedEdition>;

/** `GET /api/admin/framework`: every framework with its editions, the latest first. */
export const frameworkList = z
  .strictObject({
    today: day,
    frameworks: z.array(
      z.strictObject({ code: z.string(), name: z.string(), editions: z.array(listedEdition) }),
    ),
  })
  .meta({ id: 'FrameworkList' });
export type FrameworkList = z.infer<typeof frameworkList>;

/** Body of `POST /api/admin/framework/:code/edition`: drafts one from the latest. */
export const draftEditionRequest = z
  .strictObject({ name, from: firstDay, note })
  .meta({ id: 'DraftEdition' });
export type DraftEditionRequest = z.infer<typeof draftEditionRequest>;

/** The edition that was drafted. */
export const draftedEdition = z.strictObject({ id }).meta({ id: 'DraftedEdition' });
export type DraftedEdition = z.infer<typeof draftedEdition>;

/** `GET /api/admin/framework/edition/:editionId`. */
export const editionDetail = z
  .strictObject({
    id,
    framework: z.string(),
    name: z.string(),
    from: day,
    to: day.nullable(),
    state: listedEdition.shape.state,
    note: z.string(),
    confidence: z.string(),
    version: z.int(),
    levels: z.array(frameworkLevel),
    /** Every job role with its levels in this edition, the usual one first. */
    jobRoles: z.array(z.strictObject({ code: z.string(), label: z.string(), levels: z.array(levelCode) })),
  })
  .meta({ id: 'EditionDetail' });
export type EditionDetail = z.infer<typeof editionDetail>;

/** Body of `PUT /api/admin/framework/edition/:editionId`: all of it but its job roles. */
export const changeEditionRequest = z
  .strictObject({
    name,
    from: firstDay,
    note,
    levels: z.array(frameworkLevel).min(1).max(20),
    version: z.int(),
  })
  .meta({ id: 'ChangeEdition' });
export type ChangeEditionRequest = z.infer<typeof changeEditionRequest>;

/** Body of `PUT /api/admin/framework/edition/:editionId/job-role/:code`: its levels, the usual one first. */
export const jobRoleLevelsRequest = z
  .strictObject({ levels: z.array(levelCode).max(4, 'Choose four levels at most'), version: z.int() })
  .meta({ id: 'JobRoleLevels' });
export type JobRoleLevelsRequest = z.infer<typeof jobRoleLevelsRequest>;

/** Body of `POST /api/admin/framework/edition/:editionId/remove`: takes a draft away. */
export const removeEditionRequest = z.strictObject({ version: z.int() }).meta({ id: 'RemoveEdition' });
export type RemoveEditionRequest = z.infer<typeof removeEditionRequest>;
