import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inWorkspace } from '../../tools/launcher/workspace.ts';

/** A question as its author wrote it. The product never says which answer is right before it was answered. */
export interface AuthoredQuestion {
  readonly id: string;
  readonly stem: string;
  /** The text of the one right answer. */
  readonly right: string;
  /** The texts of the others. */
  readonly wrong: readonly string[];
}

interface QuestionInFile {
  readonly id: string;
  readonly stem: string;
  readonly options: readonly { readonly text: string; readonly correct?: boolean }[];
}

/** The questions of a module, out of the file its author edits. */
export function questionsOf(slug: string): AuthoredQuestion[] {
  const file = inWorkspace(`libs/content/modules/${slug}/questions.yaml`);
  return (parse(readFileSync(file, 'utf8')) as QuestionInFile[]).map(({ id, stem, options }) => ({
    id,
    stem,
    right: options.find(({ correct }) => correct)?.text ?? '',
    wrong: options.filter(({ correct }) => !correct).map(({ text }) => text),
  }));
}
