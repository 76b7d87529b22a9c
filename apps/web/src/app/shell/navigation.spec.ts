import { permissionsOf } from '@learning-reviews/contracts/permission';
import { navigationFor } from './navigation.js';

describe('main navigation', () => {
  it.each([
    ['a stranger', [], ['Reviews', 'Modules', 'Themes', 'Support']],
    [
      'a practitioner',
      ['practitioner'],
      ['My learning', 'CPD record', 'Reviews', 'Modules', 'Themes', 'Support'],
    ],
    [
      'a line manager',
      ['line-manager'],
      ['My learning', 'CPD record', 'My team', 'Reviews', 'Modules', 'Themes', 'Support'],
    ],
    [
      'a training lead who also manages a team',
      ['training-lead', 'line-manager'],
      ['My learning', 'CPD record', 'My agency', 'Reviews', 'Modules', 'Themes', 'Support'],
    ],
    [
      'a partnership officer',
      ['partnership-officer'],
      ['My learning', 'CPD record', 'Partnership', 'Reviews', 'Modules', 'Themes', 'Support'],
    ],
    [
      'an administrator',
      ['administrator'],
      ['My learning', 'CPD record', 'Agencies', 'Administration', 'Reviews', 'Modules', 'Themes', 'Support'],
    ],
  ] as const)('for %s', (_who, roles, expected) => {
    expect(navigationFor(permissionsOf(roles)).map(({ text }) => text)).toEqual(expected);
  });
});
