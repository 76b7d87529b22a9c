import path from 'node:path';
import type { RuleListener, RuleModule } from '@typescript-eslint/utils/ts-eslint';
import type { RuleContext } from '@typescript-eslint/utils/ts-eslint';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A file's path from the root of the checkout, with forward slashes. */
export function workspacePath(filename: string): string {
  return path.relative(ROOT, filename).split(path.sep).join('/');
}

/** What a rule of ours is made of. None has options: what may differ stands in a table beside it. */
interface Definition<MessageId extends string> {
  /** Without the prefix `learning-reviews/`. */
  readonly name: string;
  /** Finishes the sentence "In this workspace …". */
  readonly description: string;
  readonly messages: Record<MessageId, string>;
  create(context: Readonly<RuleContext<MessageId, []>>): RuleListener;
}

/** Makes an ESLint rule from its definition. */
export function createRule<MessageId extends string>(
  definition: Definition<MessageId>,
): RuleModule<MessageId, []> {
  return {
    defaultOptions: [],
    meta: {
      type: 'problem',
      docs: { description: definition.description },
      messages: definition.messages,
      schema: [],
    },
    create: (context) => definition.create(context),
  };
}
