import { contentFiles } from './content-copy.fixture.js';
import type { AuthoredModule } from './module-content.js';
import { contentHash, planPublication } from './publication.js';
import { readContent } from './read-content.js';

const authored = readContent(contentFiles).modules[0] as AuthoredModule;
const hash = contentHash(authored.content);

/** The same value with the keys of every object the other way round. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  ) as T;
}

describe('contentHash', () => {
  it('is 64 hexadecimal digits', () => {
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not depend on the order of keys, nor on a journey through JSON', () => {
    expect(contentHash(reversed(authored.content))).toBe(hash);
    expect(contentHash(JSON.parse(JSON.stringify(authored.content)))).toBe(hash);
  });

  it('changes with one letter, and with the order of a list', () => {
    const { content } = authored;
    expect(contentHash({ ...content, title: `${content.title}.` })).not.toBe(hash);
    expect(contentHash({ ...content, outcomes: [...content.outcomes].reverse() })).not.toBe(hash);
  });
});

describe('planPublication', () => {
  const published = { version: 3, contentHash: 'another', note: 'The note of version 3' };

  it('publishes a new module as version 1, whatever its file says of changes', () => {
    const first = { version: 1, contentHash: hash, change: 'first', note: null };
    expect(planPublication(null, authored)).toEqual(first);
    expect(planPublication(null, { ...authored, change: 'material', note: 'Left over' })).toEqual(first);
  });

  it('leaves alone what is published already, though its file still names the change', () => {
    const same = { version: 3, contentHash: hash };
    expect(planPublication(same, authored)).toBe('unchanged');
    expect(planPublication(same, { ...authored, change: 'editorial', note: 'Typing errors' })).toBe(
      'unchanged',
    );
  });

  it.each(['editorial', 'material'] as const)('publishes a %s change as the next version', (change) => {
    expect(planPublication(published, { ...authored, change, note: 'Two new questions' })).toEqual({
      version: 4,
      contentHash: hash,
      change,
      note: 'Two new questions',
    });
  });

  it.each([
    ['neither change nor note', null, null, 'change: The text is no longer that of version 3'],
    ['no note', 'material', null, 'change: The text is no longer that of version 3'],
    ['no change', null, 'Two new questions', 'change: The text is no longer that of version 3'],
    [
      'the note of the version before',
      'material',
      'The note of version 3',
      'note: This note belongs to version 3',
    ],
  ] as const)('refuses changed content with %s, and names the file', (_, change, note, sentence) => {
    expect(() => planPublication(published, { ...authored, change, note })).toThrow(
      `modules/${authored.content.slug}/module.md:1 ${sentence}`,
    );
  });
});
