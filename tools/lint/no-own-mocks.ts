import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { createRule } from './rule.ts';

/** A file of ours is replaced by a stand-in handed to the constructor, never behind the back of the code under test. */
export const noOwnMocks = createRule({
  name: 'no-own-mocks',
  description: 'our own files are never mocked',
  messages: { mock: 'No {{call}} of our own files: hand a stand-in to the constructor.' },
  create: (context) => ({
    CallExpression(node) {
      const { callee } = node;
      if (callee.type !== AST_NODE_TYPES.MemberExpression || callee.object.type !== AST_NODE_TYPES.Identifier)
        return;
      if (callee.object.name !== 'jest' || callee.property.type !== AST_NODE_TYPES.Identifier) return;
      if (!['mock', 'doMock', 'unstable_mockModule', 'setMock'].includes(callee.property.name)) return;
      const [first] = node.arguments;
      const specifier = first?.type === AST_NODE_TYPES.Literal ? String(first.value) : './unknown';
      if (!specifier.startsWith('.') && !specifier.startsWith('@learning-reviews/')) return;
      context.report({ node, messageId: 'mock', data: { call: `jest.${callee.property.name}` } });
    },
  }),
});
