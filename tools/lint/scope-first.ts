import { AST_NODE_TYPES, type TSESTree } from '@typescript-eslint/utils';
import { EXCEPTIONS } from './exceptions.ts';
import { createRule, workspacePath } from './rule.ts';

const SCOPES = ['AgencyScope', 'PersonScope', 'PartnershipScope', 'PublicScope', 'JobScope', 'Scope'];

/** Methods Nest calls, at a time when nobody is asking for anything. */
const LIFECYCLE = new Set([
  'onModuleInit',
  'onModuleDestroy',
  'onApplicationBootstrap',
  'onApplicationShutdown',
  'beforeApplicationShutdown',
]);

/** The names of the types a parameter is declared with; a union names each of its members. */
function typeNames(parameter: TSESTree.Parameter | undefined): string[] {
  if (parameter?.type !== AST_NODE_TYPES.Identifier) return [];
  const declared = parameter.typeAnnotation?.typeAnnotation;
  const members = declared?.type === AST_NODE_TYPES.TSUnionType ? declared.types : declared ? [declared] : [];
  return members.map((member) =>
    member.type === AST_NODE_TYPES.TSTypeReference && member.typeName.type === AST_NODE_TYPES.Identifier
      ? member.typeName.name
      : '?',
  );
}

/**
 * The first parameter of every public method of a service or repository is a scope, and in a repository the second is
 * the transaction. Holding a scope means the right to act was checked (ADR 0003).
 */
export const scopeFirst = createRule({
  name: 'scope-first',
  description: 'services and repositories are told whose data they may touch',
  messages: {
    scope: '{{method}} takes a scope first: {{scopes}}.',
    transaction: '{{method}} of a repository takes the transaction second: (scope, tx: Transaction, …).',
  },
  create(context) {
    const file = workspacePath(context.filename);
    const kind = /^apps\/api\/src\/(?!platform\/).+\.(service|repository)\.ts$/.exec(file)?.[1];
    if (kind === undefined) return {};
    const excepted = new Set(
      EXCEPTIONS.filter(({ rule }) => rule === 'learning-reviews/scope-first')
        .filter((one) => one.file === file)
        .flatMap(({ names }) => names ?? []),
    );
    const check = (node: TSESTree.MethodDefinition | TSESTree.PropertyDefinition) => {
      const method = node.key.type === AST_NODE_TYPES.Identifier ? node.key.name : '';
      const isOpen =
        node.accessibility !== 'private' &&
        node.key.type !== AST_NODE_TYPES.PrivateIdentifier &&
        !node.static;
      if (!isOpen || LIFECYCLE.has(method) || excepted.has(method)) return;
      const body = node.value;
      if (
        body?.type !== AST_NODE_TYPES.FunctionExpression &&
        body?.type !== AST_NODE_TYPES.ArrowFunctionExpression
      )
        return;
      const [first, second] = body.params;
      const scopes = typeNames(first);
      if (scopes.length === 0 || !scopes.every((name) => SCOPES.includes(name))) {
        context.report({ node: node.key, messageId: 'scope', data: { method, scopes: SCOPES.join(', ') } });
      }
      if (kind === 'repository' && typeNames(second).join() !== 'Transaction') {
        context.report({ node: node.key, messageId: 'transaction', data: { method } });
      }
    };
    return {
      MethodDefinition(node) {
        if (node.kind === 'method') check(node);
      },
      PropertyDefinition: check,
    };
  },
});
