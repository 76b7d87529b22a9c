import { readBlocks, readParts } from './section-text.js';

function read(markdown: string) {
  const reports: [number, string][] = [];
  const blocks = readBlocks(markdown, (line, sentence) => reports.push([line, sentence]));
  return { blocks, reports };
}

describe('readBlocks', () => {
  it('reads paragraphs and points, with bold, italic and links inside', () => {
    const { blocks, reports } = read(
      'A **strong** and *quiet* word.\n\n- See [the guide](https://example.org/a)',
    );
    expect(reports).toEqual([]);
    expect(blocks).toEqual([
      {
        kind: 'paragraph',
        runs: [
          { text: 'A ', style: 'plain' },
          { text: 'strong', style: 'strong' },
          { text: ' and ', style: 'plain' },
          { text: 'quiet', style: 'emphasis' },
          { text: ' word.', style: 'plain' },
        ],
      },
      {
        kind: 'list',
        items: [
          [
            { text: 'See ', style: 'plain' },
            { text: 'the guide', style: 'plain', href: 'https://example.org/a' },
          ],
        ],
      },
    ]);
  });

  it('joins the lines of a paragraph with a space', () => {
    expect(read('One line\nand the next').blocks).toEqual([
      { kind: 'paragraph', runs: [{ text: 'One line and the next', style: 'plain' }] },
    ]);
  });

  it('keeps bold inside a link', () => {
    expect(read('[**Now**](https://example.org/)').blocks).toEqual([
      { kind: 'paragraph', runs: [{ text: 'Now', style: 'strong', href: 'https://example.org/' }] },
    ]);
  });

  it.each([
    ['a heading', '# Heading', 1],
    ['HTML', 'One\n\n<script>alert(1)</script>', 3],
    ['HTML inside a line', 'One <b>bold</b>', 1],
    ['a picture', '![A child](https://example.org/a.png)', 1],
    ['code', 'One\n\n    code', 3],
    ['a quotation', '> Quoted', 1],
    ['a numbered list', '1. One', 1],
    ['a list inside a point', '- One\n  - Two', 1],
    ['a script address', '[One](javascript:alert(1))', 1],
    ['an address inside the site', '[One](/support)', 1],
  ])('refuses %s, and names its line', (_, markdown, line) => {
    expect(read(markdown).reports[0]?.[0]).toBe(line);
  });
});

describe('readParts', () => {
  it('splits at headings, and begins with what stands before the first', () => {
    const parts = readParts('Before\n\n## One\n\nAfter', () => undefined);
    expect(parts.map(({ heading, blocks }) => [heading, blocks.length])).toEqual([
      [null, 1],
      ['One', 1],
    ]);
  });
});
