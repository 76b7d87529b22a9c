import { searchableName } from '../person/searchable-name.js';

/**
 * A text as two people might write it: case, accents, punctuation and spaces do not count, and `&` is `and`. Empty when
 * nothing but those is in it.
 */
export function spellingKey(text: string): string {
  return searchableName(text)
    .replaceAll('&', ' and ')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Longer texts are not compared letter by letter: nobody means a job role by a paragraph. */
const LONGEST_COMPARED = 60;

/**
 * The known text that was most likely meant: one that begins like it, holds it as words, or differs by few letters.
 * `null` when none is near. The first of equally near ones.
 *
 * @param keys `spellingKey` of each known text, for whoever asks often.
 */
export function nearestSpelling(
  text: string,
  known: readonly string[],
  keys: readonly string[] = known.map(spellingKey),
): string | null {
  const key = spellingKey(text);
  if (key.length < 3 || key.length > LONGEST_COMPARED) return null;
  let nearest: string | null = null;
  let least = Infinity;
  known.forEach((candidate, at) => {
    const distance = distanceTo(key, keys[at] ?? '');
    if (distance < least) [nearest, least] = [candidate, distance];
  });
  return nearest;
}

/** How far two keys are apart, or `Infinity` when they are not near enough to suggest one for the other. */
function distanceTo(key: string, other: string): number {
  if (other.length < 3) return Infinity;
  const most = Math.floor(Math.max(key.length, other.length) / 4);
  const distance = editDistance(key, other, Math.max(1, most));
  if (distance !== Infinity) return distance;
  // Half a title, or one with words round it: further than a slip of the keyboard, nearer than nothing.
  const isPart =
    other.startsWith(key) || ` ${other} `.includes(` ${key} `) || ` ${key} `.includes(` ${other} `);
  return isPart ? LONGEST_COMPARED + Math.abs(other.length - key.length) : Infinity;
}

/**
 * Letters to add, take away or change until the one text is the other (Levenshtein); `Infinity` when that is more than
 * `most`.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  // By index and in place: five hundred wrong names are compared with every team there is.
  let above = Uint16Array.from({ length: other.length + 1 }, (_, at) => at);
  let line = new Uint16Array(other.length + 1);
  for (let row = 1; row <= one.length; row += 1) {
    const letter = one.charCodeAt(row - 1);
    let least = (line[0] = row);
    for (let at = 1; at <= other.length; at += 1) {
      const change = above[at - 1]! + (letter === other.charCodeAt(at - 1) ? 0 : 1);
      const distance = Math.min(change, above[at]! + 1, line[at - 1]! + 1);
      line[at] = distance;
      if (distance < least) least = distance;
    }
    if (least > most) return Infinity;
    [above, line] = [line, above];
  }
  const distance = above[other.length]!;
  return distance > most ? Infinity : distance;
}
