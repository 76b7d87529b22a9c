import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { createRule, workspacePath } from './rule.ts';

/**
 * Components carry no styles of their own: the content security policy forbids the `<style>` elements Angular would
 * make of them. Their SCSS stands beside them and is `@use`d from styles.scss.
 */
export const noComponentStyles = createRule({
  name: 'no-component-styles',
  description: 'components have no styles of their own',
  messages: {
    styles: 'No `{{property}}` in a component: @use its SCSS from styles.scss, nested under its selector.',
  },
  create: (context) => ({
    'Decorator > CallExpression[callee.name="Component"] > ObjectExpression > Property'(node: {
      key: { name?: string };
    }) {
      const property = node.key.name ?? '';
      if (!['styles', 'styleUrl', 'styleUrls'].includes(property)) return;
      context.report({ node: node as never, messageId: 'styles', data: { property } });
    },
  }),
});

/** A page shows what its api hands it; a subscription in a page is state kept twice. */
export const noSubscribeInPage = createRule({
  name: 'no-subscribe-in-page',
  description: 'pages do not subscribe',
  messages: {
    subscribe:
      'No subscribe() in a page: read a resource or a computed signal, or await a promise of its api.',
  },
  create(context) {
    if (!/-page\.ts$/.test(workspacePath(context.filename))) return {};
    return {
      CallExpression(node) {
        const { callee } = node;
        if (
          callee.type === AST_NODE_TYPES.MemberExpression &&
          callee.property.type === AST_NODE_TYPES.Identifier &&
          callee.property.name === 'subscribe'
        ) {
          context.report({ node, messageId: 'subscribe' });
        }
      },
    };
  },
});
