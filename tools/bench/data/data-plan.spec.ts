import { FULL_SIZE, readDataOptions } from './data-plan.ts';

describe('readDataOptions', () => {
  it('asks for the size of the goals when nothing is said', () => {
    expect(readDataOptions([]).plan).toMatchObject(FULL_SIZE);
  });

  it('takes sizes, seed and day as they are written', () => {
    const words = '--people 2000 --standings 100000 --seed 7 --today 2026-02-28 --data-dir /tmp/x'.split(' ');
    expect(readDataOptions(words)).toEqual({
      plan: { people: 2000, standings: 100_000, seed: 7, today: '2026-02-28' },
      dataDir: '/tmp/x',
    });
  });

  it.each([
    ['--people 999', '--people must be 1000 or more.'],
    ['--people many', '--people must be a whole number, such as 1000.'],
    ['--people 2000 --standings 1999', '--standings must be a multiple of --people'],
    ['--people 2000 --standings 2001', '--standings must be a multiple of --people'],
    ['--people 2000 --standings 302000', '--standings must be a multiple of --people'],
    ['--today yesterday', '--today must be a day, such as 2026-11-23.'],
  ])('refuses %s', (words, sentence) => {
    expect(() => readDataOptions(words.split(' '))).toThrow(sentence);
  });
});
