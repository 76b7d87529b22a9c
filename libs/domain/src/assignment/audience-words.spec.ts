import type { Audience } from './assignment.js';
import { audienceInWords } from './audience-words.js';

const names = {
  jobRoles: new Map([
    ['school-nurse', 'School nurse'],
    ['midwife', 'Midwife'],
  ]),
  teams: new Map([['n', 'North']]),
};

it.each<[Audience, string]>([
  [{}, 'Everyone'],
  [{ jobRoles: ['school-nurse'] }, 'School nurse'],
  [{ jobRoles: ['school-nurse', 'midwife'] }, 'School nurse or Midwife'],
  [{ groups: [3] }, 'Everyone in workforce group 3'],
  [
    { jobRoles: ['midwife'], groups: [3, 4], teams: ['n'] },
    'Midwife, in workforce group 3 or 4, in the team North',
  ],
  [{ teams: ['gone'] }, 'Everyone in the team a team that is closed'],
  [{ jobRoles: ['a', 'b', 'c', 'd'] }, 'a, b, c or d'],
  [{ jobRoles: ['a', 'b', 'c', 'd', 'e'] }, 'a, b, c or one of 2 other job roles'],
])('%j is said as: %s', (audience, words) => {
  expect(audienceInWords(audience, names)).toBe(words);
});
