import { z } from 'zod';
import { contentId, minutes, prose, sourceId, themeCode } from './field.js';
import { textBlock } from './section-text.js';

/**
 * A statement of what is known, cut after each of its citations, so that every claim keeps its own
 * sources. Joined, the texts are the sentence people read.
 */
export const statement = z.array(z.strictObject({ text: z.string(), sources: z.array(sourceId) })).min(1);
export type Statement = z.infer<typeof statement>;

/** One page of reading, with the sources it rests on. */
export const moduleSection = z.strictObject({
  id: contentId,
  heading: prose,
  sources: z.array(sourceId).min(1),
  /** Stands before the section's text, where the module's own note is not enough; left out of most. */
  contentNote: prose.optional(),
  blocks: z.array(textBlock).min(1),
});
export type ModuleSection = z.infer<typeof moduleSection>;

/** How good a choice is. It leaves the server only after somebody has chosen. */
export const choiceQuality = z.enum(['strong', 'partial', 'risky']);
export type ChoiceQuality = z.infer<typeof choiceQuality>;

/** A way on from a node. `next` is a node or an ending, which share one set of ids. */
export const scenarioChoice = z.strictObject({
  id: contentId,
  text: prose,
  quality: choiceQuality,
  next: contentId,
});
export type ScenarioChoice = z.infer<typeof scenarioChoice>;

/** A moment in the story. With a single choice it is only a consequence to read. */
export const scenarioNode = z.strictObject({
  id: contentId,
  text: prose,
  choices: z.array(scenarioChoice).min(1).max(6),
});
export type ScenarioNode = z.infer<typeof scenarioNode>;

/** How the story can end. */
export const scenarioEnding = z.strictObject({ id: contentId, text: prose });
export type ScenarioEnding = z.infer<typeof scenarioEnding>;

/** A story that branches, always fictional. */
export const scenario = z.strictObject({
  title: prose,
  intro: prose,
  start: contentId,
  nodes: z.array(scenarioNode).min(1),
  endings: z.array(scenarioEnding).min(1),
});
export type Scenario = z.infer<typeof scenario>;

/** One answer to pick, and what the learner is told after picking any. */
export const questionOption = z.strictObject({
  id: contentId,
  text: prose,
  feedback: prose,
  correct: z.boolean(),
});
export type QuestionOption = z.infer<typeof questionOption>;

/** A question of the knowledge check. Exactly one option is right. */
export const question = z.strictObject({
  id: contentId,
  /** Two or three words for editors and for figures. It can give the answer away, so learners see it only after. */
  topic: prose,
  stem: prose,
  sources: z.array(sourceId).min(1),
  options: z.array(questionOption).min(3).max(6),
});
export type Question = z.infer<typeof question>;

/** What is known, in layers that never mix. */
export const evidence = z.strictObject({
  /** What the published page says, and what it does not say. */
  publishedPage: z.array(statement).min(1),
  /** What others have published about the same events. Withheld from learners. */
  otherPublic: z.array(statement),
  /** National research, law and guidance. */
  general: z.array(statement).min(1),
});

/** Whom rules may offer a module to: members whose job role is listed, in the groups it is pitched at. */
export const audience = z.strictObject({
  groups: z.array(z.int().min(1)).min(1),
  jobRoles: z.array(contentId).min(1),
});

/**
 * One whole version of a module, as `module_version.content` keeps it. Nothing in it says which version
 * it is or why it changed: those stand beside it.
 */
export const moduleContent = z.strictObject({
  /** Number of the module for ever, whatever its slug becomes. */
  id: z.int().min(1),
  slug: contentId,
  title: prose,
  /** The review it was made from, in words. */
  madeFrom: prose,
  /** Slugs of the reviews it was made from. */
  reviews: z.array(contentId).min(1),
  tier: z.enum(['core', 'enhanced', 'enhanced / managers']),
  /** Stated minutes for one person alone: the most that can be credited. */
  minutes,
  /** Minutes of the facilitated discussion that a team may add. */
  optionalParticipatoryMinutes: minutes,
  /** Whether the content note matters enough to show beside the title in lists. */
  sensitive: z.boolean(),
  /** Whom it was written for, in prose. Rules use `audience`. */
  targetRoles: z.array(prose).min(1),
  /** Which groups need which sections, in prose. A note: everyone does all. */
  levels: prose,
  audience,
  themes: z.array(themeCode).min(1),
  contentNote: prose,
  outcomes: z.array(prose).min(1),
  evidence,
  /** What the partnership has still to supply. */
  localInserts: z.array(prose),
  sections: z.array(moduleSection).min(1),
  scenario,
  questions: z.array(question).min(1),
  reflectionPrompts: z.array(prose).min(1).max(5),
  practiceChangePrompts: z.array(prose).min(1),
  /** Column headings of a log to copy; `null` for a module that has none. */
  barrierLogTemplate: z.array(prose).min(1).nullable(),
});
export type ModuleContent = z.infer<typeof moduleContent>;

/** What an author says about a change to a module that has been published before. */
export const versionChange = z.enum(['editorial', 'material']);
export type VersionChange = z.infer<typeof versionChange>;

/** A module as its files hold it: the content, and what is said about the latest change to it. */
export interface AuthoredModule {
  readonly content: ModuleContent;
  /** `editorial` when nothing learned is different, `material` when something is; `null` before the first change. */
  readonly change: VersionChange | null;
  /** What changed, for people who did the version before; `null` before the first change. */
  readonly note: string | null;
}

/** The sentence people read, without the marks of its sources. */
export function statementText(parts: Statement): string {
  return parts.map((part) => part.text).join('');
}

/** Sources of a statement, in the order in which it cites them. */
export function statementSources(parts: Statement): string[] {
  return parts.flatMap((part) => part.sources);
}
