import { createRule, workspacePath } from './rule.ts';

/** Names that say nothing of what is inside. */
const SAYS_NOTHING = ['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'misc', 'base', 'core'];

/** Files and folders are named after the concept they hold, and no file only passes others on. */
export const fileName = createRule({
  name: 'file-name',
  description: 'files and folders are named after what they hold',
  messages: {
    barrel: 'No barrels: import the file itself, and delete this index.ts.',
    nothing: '"{{word}}" says nothing of what is inside: name the concept.',
  },
  create: (context) => ({
    Program(node) {
      const parts = workspacePath(context.filename).split('/');
      if (/^index\.[cm]?ts$/.test(parts.at(-1) ?? '')) context.report({ node, messageId: 'barrel' });
      const words = parts.flatMap((part) => part.replace(/\.[cm]?ts$/, '').split(/[.-]/));
      const word = words.find((one) => SAYS_NOTHING.includes(one));
      if (word !== undefined) context.report({ node, messageId: 'nothing', data: { word } });
    },
  }),
});
