import type { Board } from '@learning-reviews/contracts/partnership.contract';

/** Figures as a test writes them: `30/40`, `[c]`, or `-` where nobody is required. */
export function line(...figures: string[]) {
  const numbers = figures.map((text) => {
    if (text === '-') return [null, null] as const;
    const [done = 0, required = 0] = text === '[c]' ? [-1, -1] : text.split('/').map(Number);
    return [done, required] as const;
  });
  return { done: numbers.map(([done]) => done), required: numbers.map(([, required]) => required) };
}

/** Two modules of two reviews, three agencies and the small ones, two months. */
export const BOARD: Board = {
  month: '2026-11',
  publishedOn: '2026-11-01',
  modules: [
    { slug: 'a', title: 'First module', reviews: ['first-review'] },
    { slug: 'b', title: 'Second module', reviews: ['second-review'] },
  ],
  reviews: [
    { slug: 'first-review', title: 'First review' },
    { slug: 'second-review', title: 'Second review' },
  ],
  trendMonths: ['2026-10', '2026-11'],
  rows: [
    {
      code: 'moorland',
      label: 'Moorland Trust',
      kind: 'acute-trust',
      ...line('45/60', '30/60', '75/120'),
      trend: line('60/120', '75/120'),
    },
    {
      code: 'southmoor',
      label: 'Southmoor Constabulary',
      kind: 'police',
      ...line('1200/1500', '-', '1200/1500'),
      trend: line('900/1500', '1200/1500'),
    },
    {
      code: null,
      label: 'Small organisations',
      kind: null,
      ...line('[c]', '0/12', '[c]'),
      trend: line('-', '[c]'),
    },
  ],
  totals: { ...line('[c]', '30/72', '1280/1650'), trend: line('800/1600', '1280/1650') },
};

/** What there is to read before the first publication. */
export const NOTHING_PUBLISHED: Board = {
  month: null,
  publishedOn: null,
  modules: [],
  reviews: [],
  trendMonths: [],
  rows: [],
  totals: { ...line(), trend: line() },
};
