import { fromMarkdown } from 'mdast-util-from-markdown';
import { z } from 'zod';
import { webAddress } from './field.js';

/** A run of text inside a paragraph or a point. One run has one style; a link is a run with an address. */
export const textRun = z.strictObject({
  text: z.string().min(1),
  style: z.enum(['plain', 'strong', 'emphasis']),
  href: webAddress.optional(),
});
export type TextRun = z.infer<typeof textRun>;

/** A paragraph, or a list of points. Structured, so that no page ever needs to trust HTML. */
export const textBlock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), runs: z.array(textRun).min(1) }),
  z.strictObject({ kind: z.literal('list'), items: z.array(z.array(textRun).min(1)).min(1) }),
]);
export type TextBlock = z.infer<typeof textBlock>;

/** A part of a longer text: what stands under one heading, or before the first (`heading` is `null`). */
export interface TextPart {
  readonly heading: string | null;
  readonly blocks: TextBlock[];
}

/** Says what a person wrote that the pages cannot show. `line` counts from 1 within the text. */
export type TextReport = (line: number, sentence: string) => void;

type Root = ReturnType<typeof fromMarkdown>;
type BlockNode = Root['children'][number];
type InlineNode = Extract<BlockNode, { type: 'paragraph' }>['children'][number];

/** Reads Markdown made of paragraphs and bullet lists, with bold, italic and links inside. */
export function readBlocks(markdown: string, report: TextReport): TextBlock[] {
  return fromMarkdown(markdown).children.flatMap((node) => readBlock(node, report));
}

/** Reads Markdown that also has headings, and splits it at them. */
export function readParts(markdown: string, report: TextReport): TextPart[] {
  const parts: { heading: string | null; blocks: TextBlock[] }[] = [];
  for (const node of fromMarkdown(markdown).children) {
    if (node.type === 'heading') {
      parts.push({ heading: plainText(readRuns(node.children, report)), blocks: [] });
      continue;
    }
    if (parts.length === 0) parts.push({ heading: null, blocks: [] });
    parts.at(-1)?.blocks.push(...readBlock(node, report));
  }
  return parts;
}

/** The words of some runs, without their styles and addresses. */
export function plainText(runs: readonly TextRun[]): string {
  return runs.map((run) => run.text).join('');
}

function readBlock(node: BlockNode, report: TextReport): TextBlock[] {
  switch (node.type) {
    case 'paragraph':
      return [{ kind: 'paragraph', runs: readRuns(node.children, report) }];
    case 'list':
      if (node.ordered) report(lineOf(node), 'Begin each point with a hyphen: numbered lists are not shown');
      return [{ kind: 'list', items: node.children.map((item) => readPoint(item, report)) }];
    default:
      report(lineOf(node), `Use only paragraphs and points here: ${nameOf(node.type)} cannot be shown`);
      return [];
  }
}

function readPoint(
  item: Extract<BlockNode, { type: 'list' }>['children'][number],
  report: TextReport,
): TextRun[] {
  const [first, ...others] = item.children;
  if (first?.type !== 'paragraph' || others.length > 0) {
    report(lineOf(item), 'Keep a point to one paragraph, without a list or anything else inside it');
    return [];
  }
  return readRuns(first.children, report);
}

function readRuns(nodes: readonly InlineNode[], report: TextReport, outer: Partial<TextRun> = {}): TextRun[] {
  const runs = nodes.flatMap((node): TextRun[] => {
    switch (node.type) {
      case 'text':
        // A line break inside a paragraph is where the editor's line ended; on the page it is a space.
        return [{ style: 'plain', ...outer, text: node.value.replace(/\s*\n\s*/g, ' ') }];
      case 'strong':
        return readRuns(node.children, report, { ...outer, style: 'strong' });
      case 'emphasis':
        return readRuns(node.children, report, { ...outer, style: outer.style ?? 'emphasis' });
      case 'link':
        if (!webAddress.safeParse(node.url).success) {
          report(
            lineOf(node),
            `Write the whole web address of the link, beginning with https:// ("${node.url}")`,
          );
        }
        return readRuns(node.children, report, { ...outer, href: node.url });
      default:
        report(
          lineOf(node),
          `Use only bold, italic and links inside a text: ${nameOf(node.type)} cannot be shown`,
        );
        return [];
    }
  });
  return runs;
}

function lineOf(node: { position?: { start: { line: number } } | undefined }): number {
  return node.position?.start.line ?? 1;
}

const names: Record<string, string> = {
  blockquote: 'a quotation block',
  break: 'a forced line break',
  code: 'code (a line that begins with four spaces is read as code)',
  definition: 'a link definition',
  heading: 'a heading',
  html: 'HTML',
  image: 'a picture',
  imageReference: 'a picture',
  inlineCode: 'code',
  linkReference: 'a link without its address beside it',
  thematicBreak: 'a line across the page',
};

function nameOf(type: string): string {
  return names[type] ?? type;
}
