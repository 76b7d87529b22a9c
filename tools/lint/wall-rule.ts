import type { TSESTree } from '@typescript-eslint/utils';
import { createRule, workspacePath } from './rule.ts';
import { standingOf, targetOf, type Standing, type Target } from './import-place.ts';
import { FEATURE_MAY_USE, IS_TEST, WALLS, type Place, type Uses, type Wall } from './walls.ts';

/** One import as the rule sees it. */
interface Import {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
  readonly names: readonly string[];
}

/** The names of the table an import goes by, seen from the file it stands in; any one that is allowed will do. */
function placesOf(target: Target, from: Standing, isTypeOnly: boolean, uses: Uses): Place[] {
  if (target.kind === 'node') return ['node'];
  if (target.kind === 'package') {
    const scope = target.name.startsWith('@') ? [`npm:${target.name.split('/')[0]}/*`] : [];
    return ['npm', `npm:${target.name}`, ...scope];
  }
  const to = standingOf(target.file);
  if (to.kind === 'testing') return ['testing'];
  const isLibrary = ['domain', 'contracts', 'content', 'ui'].includes(to.project);
  if (isLibrary && isTypeOnly) return [`${to.project} types`, to.project];
  if (isLibrary || to.project !== from.project || to.project === 'migrations') return [to.project];
  if (to.feature === 'platform' || to.feature === 'shell') return [to.feature];
  if (to.feature === '') return ['root'];
  if (to.feature === from.feature) return ['own', `own ${to.kind}`];
  return otherFeature(target.file, from, to, uses);
}

/** Folders whose files may use every feature: beside the features, the web app's frame, and the command line. */
const WAYS_IN = ['', 'shell', 'command'];

/** Another feature: by its one exported service or its module in the API, and only where the table of uses says so. */
function otherFeature(file: string, from: Standing, to: Standing, uses: Uses): Place[] {
  const isWayIn = WAYS_IN.includes(from.feature);
  if (isWayIn) return ['other', `other ${to.kind}`];
  if (!uses[from.feature]?.includes(to.feature)) return [`feature ${to.feature}`];
  if (from.project === 'web') return ['other'];
  const isExported = file.endsWith(`/${to.feature}/${to.feature}.${to.kind}.ts`);
  return isExported ? [`other ${to.kind}`] : [`feature ${to.feature}`];
}

function isAllowed(wall: Wall, places: readonly Place[]): boolean {
  if (wall.mustNot?.some((place) => places.includes(place))) return false;
  return wall.may.some((place) => places.includes(place));
}

/** Holds each file to its row of `walls.ts`. */
export const wall = createRule({
  name: 'wall',
  description: 'a file imports only what its row in tools/lint/walls.ts allows',
  messages: {
    place: '{{name}} may not import {{specifier}} ({{place}}). It may import: {{may}}.',
    name: '{{name}} may not import {{imported}}.',
  },
  create(context) {
    const file = workspacePath(context.filename);
    const row = IS_TEST.test(file) ? undefined : WALLS.find(({ files }) => files.test(file));
    if (row === undefined) return {};
    const from = standingOf(file);
    const uses = from.project === 'web' ? FEATURE_MAY_USE.web : FEATURE_MAY_USE.api;

    const check = (node: TSESTree.Node, { specifier, isTypeOnly, names }: Import) => {
      const places = placesOf(targetOf(specifier, file), from, isTypeOnly, uses);
      if (!isAllowed(row, places)) {
        const data = { name: row.name, specifier, place: places.at(-1) ?? '', may: row.may.join(', ') };
        context.report({ node, messageId: 'place', data });
      }
      for (const imported of names.filter((name) => row.mustNotName?.test(name))) {
        context.report({ node, messageId: 'name', data: { name: row.name, imported } });
      }
    };

    return {
      ImportDeclaration(node) {
        const named = node.specifiers.filter((specifier) => specifier.type === 'ImportSpecifier');
        const allTypes =
          named.length > 0 &&
          named.length === node.specifiers.length &&
          named.every((specifier) => specifier.importKind === 'type');
        check(node, {
          specifier: node.source.value,
          isTypeOnly: node.importKind === 'type' || allTypes,
          names: named.map(({ imported }) =>
            imported.type === 'Identifier' ? imported.name : imported.value,
          ),
        });
      },
      ExportNamedDeclaration(node) {
        if (node.source)
          check(node, { specifier: node.source.value, isTypeOnly: node.exportKind === 'type', names: [] });
      },
      ExportAllDeclaration(node) {
        check(node, { specifier: node.source.value, isTypeOnly: node.exportKind === 'type', names: [] });
      },
      ImportExpression(node) {
        if (node.source.type !== 'Literal' || typeof node.source.value !== 'string') return;
        check(node, { specifier: node.source.value, isTypeOnly: false, names: [] });
      },
    };
  },
});
