import { AST_NODE_TYPES, type TSESTree } from '@typescript-eslint/utils';
import { createRule } from './rule.ts';

/** Calls whose first argument is SQL. */
const RUNS_SQL = new Set(['query', 'copyTo', 'copyFrom', 'queryStream']);

/**
 * Whether an expression puts a text together at run time. Constants in capitals may be put together: they are written
 * in the source, such as a list of columns, and no request reaches them.
 */
function isAssembled(node: TSESTree.Node): boolean {
  if (node.type === AST_NODE_TYPES.TemplateLiteral) return !node.expressions.every(isConstant);
  if (node.type === AST_NODE_TYPES.BinaryExpression && node.operator === '+') {
    return [node.left, node.right].some((side) => !isConstant(side) && !isText(side));
  }
  if (node.type === AST_NODE_TYPES.ConditionalExpression)
    return isAssembled(node.consequent) || isAssembled(node.alternate);
  if (node.type === AST_NODE_TYPES.CallExpression && node.callee.type === AST_NODE_TYPES.MemberExpression) {
    const name = node.callee.property.type === AST_NODE_TYPES.Identifier ? node.callee.property.name : '';
    return ['concat', 'join', 'replace', 'replaceAll'].includes(name);
  }
  return false;
}

/** Whether an expression is text that stands in the source as it is. */
function isText(node: TSESTree.Node): boolean {
  if (node.type === AST_NODE_TYPES.Literal) return true;
  const canBe = node.type === AST_NODE_TYPES.TemplateLiteral || node.type === AST_NODE_TYPES.BinaryExpression;
  return canBe && !isAssembled(node);
}

function isConstant(node: TSESTree.Node): boolean {
  return node.type === AST_NODE_TYPES.Identifier && /^[A-Z][A-Z0-9_]*$/.test(node.name);
}

function sqlOf(argument: TSESTree.Node | undefined): TSESTree.Node | undefined {
  if (argument?.type !== AST_NODE_TYPES.ObjectExpression) return argument;
  const text = argument.properties.find(
    (property) =>
      property.type === AST_NODE_TYPES.Property &&
      property.key.type === AST_NODE_TYPES.Identifier &&
      property.key.name === 'text',
  );
  return text?.type === AST_NODE_TYPES.Property ? text.value : undefined;
}

/** SQL carries values as parameters only: an injection could set another agency's id (docs/data.md, second wall). */
export const noSqlInterpolation = createRule({
  name: 'no-sql-interpolation',
  description: 'SQL is never put together from values',
  messages: { assembled: 'Pass values as parameters ($1, $2, …); SQL is not put together from text.' },
  create(context) {
    const assembledNames = new Map<string, TSESTree.Node>();
    return {
      VariableDeclarator(node) {
        if (node.id.type === AST_NODE_TYPES.Identifier && node.init && isAssembled(node.init))
          assembledNames.set(node.id.name, node.init);
      },
      CallExpression(node) {
        const { callee } = node;
        const name =
          callee.type === AST_NODE_TYPES.Identifier
            ? callee.name
            : callee.type === AST_NODE_TYPES.MemberExpression &&
                callee.property.type === AST_NODE_TYPES.Identifier
              ? callee.property.name
              : '';
        if (!RUNS_SQL.has(name)) return;
        const sql = sqlOf(node.arguments[0]);
        if (sql === undefined) return;
        const isAssembledName =
          sql.type === AST_NODE_TYPES.Identifier && assembledNames.has(sql.name) && !isConstant(sql);
        if (isAssembled(sql) || isAssembledName) context.report({ node: sql, messageId: 'assembled' });
      },
    };
  },
});
