import type { EditionDetail, ListedEdition } from '@learning-reviews/contracts/framework.contract';
import type { TagTone } from '@learning-reviews/ui/tag';

/** Whether an edition is in force: words and colour of its tag. */
export const EDITION_STATES: Readonly<Record<ListedEdition['state'], { text: string; tone: TagTone }>> = {
  draft: { text: 'Draft', tone: 'yellow' },
  'in-force': { text: 'In force', tone: 'green' },
  past: { text: 'Over', tone: 'grey' },
};

/** Levels of a job role by their names, the usual one first: `3. Works with families, then 4. …`. */
export function levelsInWords({ levels }: EditionDetail, codes: readonly string[]): string {
  if (codes.length === 0) return 'None';
  return codes
    .map((code) => {
      const label = levels.find((level) => level.code === code)?.label;
      return label === undefined || label.startsWith(code) ? code : `${code}. ${label}`;
    })
    .join(', or ');
}

/** Codes as somebody types them: `3, 4`. */
export function typedCodes(typed: string): string[] {
  return typed.split(/[\s,;]+/).filter((code) => code !== '');
}
