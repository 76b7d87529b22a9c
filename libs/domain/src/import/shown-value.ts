/** Letters of a value that a sentence shows. */
const LONGEST_SHOWN = 40;

/**
 * A value from somebody's file as a sentence shows it: in quotation marks, without control characters and shortened, so
 * that a cell of a thousand letters, or one that would turn the line round, cannot spoil the page.
 */
export function shown(value: string): string {
  const plain = value
    .slice(0, LONGEST_SHOWN * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  const letters = [...plain];
  return `“${letters.length > LONGEST_SHOWN ? `${letters.slice(0, LONGEST_SHOWN - 1).join('')}…` : plain}”`;
}
