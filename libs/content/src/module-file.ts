import { z } from 'zod';
import { contentId, prose, sourceId } from './field.js';
import {
  type Statement,
  moduleContent,
  question,
  questionOption,
  scenario,
  versionChange,
} from './module-content.js';

const statements = z.array(prose);

/**
 * Front matter of `module.md`. It differs from the content in three ways: sections, scenario and
 * questions have files of their own, evidence is written as sentences with `[SOURCE]` marks, and the
 * latest change is told here.
 */
export const moduleFacts = moduleContent
  .omit({ sections: true, scenario: true, questions: true, evidence: true, barrierLogTemplate: true })
  .extend({
    evidence: z.strictObject({
      publishedPage: statements.min(1),
      otherPublic: statements,
      general: statements.min(1),
    }),
    barrierLogTemplate: z.array(prose).min(1).nullable().default(null),
    change: versionChange.nullable().default(null),
    note: prose.nullable().default(null),
  });
export type ModuleFacts = z.infer<typeof moduleFacts>;

/** Front matter of `sections/NN-<id>.md`; the text below it is the section. */
export const sectionFacts = z.strictObject({
  id: contentId,
  heading: prose,
  sources: z.array(sourceId).min(1),
  contentNote: prose.optional(),
});
export type SectionFacts = z.infer<typeof sectionFacts>;

/** `scenario.yaml`. */
export const scenarioFile = scenario;

/** `questions.yaml`. Only the right option says `correct`. */
export const questionsFile = z
  .array(
    question.extend({
      options: z
        .array(questionOption.extend({ correct: z.boolean().default(false) }))
        .min(3)
        .max(6),
    }),
  )
  .min(1);

const citations = /\s*((?:\[[A-Z0-9-]+\])+)/;

/** Cuts a sentence such as `It took place in 2014 [DSCB-PAGE].` after each of its citations. */
export function readStatement(sentence: string): Statement {
  // Splitting by a pattern with a group gives text and citations in turn.
  const pieces = sentence.split(citations);
  const parts: Statement = [];
  for (let at = 0; at < pieces.length; at += 2) {
    const text = pieces[at] ?? '';
    const sources = [...(pieces[at + 1] ?? '').matchAll(/\[([A-Z0-9-]+)\]/g)].flatMap(
      (match) => match[1] ?? [],
    );
    if (text !== '' || sources.length > 0) parts.push({ text, sources });
  }
  return parts;
}
