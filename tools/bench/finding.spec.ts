import { finding } from './finding.ts';

describe('finding', () => {
  it.each([
    [2, { atMost: 2 }, true], // the edge is within
    [2.01, { atMost: 2 }, false],
    [0.5, { atLeast: 0.5 }, true],
    [0.49, { atLeast: 0.5 }, false],
    [Number.NaN, { atMost: 2 }, false], // nothing was measured
    [Number.NaN, { atLeast: 2 }, false],
  ])('says of %d against %j that it holds: %s', (seen, goal, holds) => {
    expect(finding('x', seen, goal).holds).toBe(holds);
  });

  it('writes figures as short as they can be read', () => {
    expect(finding('x', 0.014, { atMost: 2 }, ' ms')).toMatchObject({ seen: '0.01 ms', goal: '≤ 2 ms' });
    expect(finding('x', 1234.5, { atMost: 2 }).seen).toBe('1235');
  });
});
