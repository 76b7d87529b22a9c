import fc from 'fast-check';
import { headerKey, IMPORT_COLUMNS, mappingProblems, MEND_HEADING, proposeMapping } from './import-column.js';

const KINDS = ['people', 'completions', 'headcount'] as const;

describe('the columns of a kind', () => {
  it.each(KINDS)('%s: no two share a name, and every synonym is written as it is compared', (kind) => {
    const names = IMPORT_COLUMNS[kind].flatMap(({ label, synonyms }) => [headerKey(label), ...synonyms]);
    expect(names).toEqual(names.map(headerKey));
    const repeated = names.filter((name, at) => names.indexOf(name) !== at);
    // A synonym may repeat its own label; between columns it would make the order of headers decide.
    const owners = repeated.map(
      (name) =>
        IMPORT_COLUMNS[kind].filter(({ label, synonyms }) => [headerKey(label), ...synonyms].includes(name))
          .length,
    );
    expect(owners.every((count) => count === 1)).toBe(true);
    expect(names).not.toContain(headerKey(MEND_HEADING));
  });
});

describe('proposeMapping', () => {
  it.each(KINDS)('%s: finds every column of the template, whatever their order', (kind) => {
    const columns = IMPORT_COLUMNS[kind];
    fc.assert(
      fc.property(fc.shuffledSubarray([...columns], { minLength: columns.length }), (shuffled) => {
        const mapping = proposeMapping(
          kind,
          shuffled.map(({ label }) => label),
          {},
        );
        expect(mapping).toEqual(Object.fromEntries(shuffled.map(({ key }, at) => [key, at])));
      }),
    );
  });

  it('knows headings by their synonyms, however they are written', () => {
    expect(
      proposeMapping(
        'people',
        ['EMPLOYEE NO.', 'Fore-name', 'Nickname', ' Surname ', 'E-mail', 'Job Title*'],
        {},
      ),
    ).toEqual({ staffRef: 0, givenName: 1, familyName: 3, email: 4, jobRole: 5 });
  });

  it('takes the heading of the template before a synonym that stands further left', () => {
    expect(proposeMapping('people', ['Unit', 'Team'], {})).toEqual({ team: 1 });
  });

  it('takes the first of two equal headings', () => {
    expect(proposeMapping('people', ['Team', 'Team'], {})).toEqual({ team: 0 });
  });

  it('follows what was decided last time before its own knowledge', () => {
    const remembered = { 'cost centre': 'team', team: '', wd40: 'staffRef' };
    expect(proposeMapping('people', ['WD40', 'Team', 'Cost centre', 'Surname'], remembered)).toEqual({
      staffRef: 0,
      team: 2,
      familyName: 3,
    });
  });

  it('passes over decisions about columns that the kind does not have, and the names of an object', () => {
    expect(
      proposeMapping('headcount', ['People', 'constructor', '__proto__', ''], { people: 'email' }),
    ).toEqual({
      people: 0,
    });
  });

  it('leaves the column out that an error file adds', () => {
    expect(proposeMapping('people', ['Staff number', MEND_HEADING], {})).toEqual({ staffRef: 0 });
  });
});

describe('mappingProblems', () => {
  const headers = ['No.', 'Given name', 'Family name', 'Email', 'Role'];
  const whole = { staffRef: 0, givenName: 1, familyName: 2, email: 3, jobRole: 4 };

  it('finds nothing in a whole mapping', () => {
    expect(mappingProblems('people', headers, whole)).toEqual([]);
  });

  it.each([
    [
      'a required column that is missing',
      { staffRef: 0, givenName: 1, familyName: 2, email: 3 },
      ['No column is chosen for Job role. Choose the one that holds it, or add it to the file'],
    ],
    [
      'one column for two',
      { ...whole, team: 4 },
      ['“Role” is chosen for both Job role and Team. Choose another for one of them'],
    ],
    [
      'a position that is not there',
      { ...whole, team: 5 },
      ['Team is looked for in a column that the file does not have. Choose it again'],
    ],
    [
      'half a position',
      { ...whole, team: 1.5 },
      ['Team is looked for in a column that the file does not have. Choose it again'],
    ],
    [
      'a key that is none',
      { ...whole, salary: 1 },
      ['“salary” is no column of this import. Choose the columns again'],
    ],
  ])('says what to do about %s', (_what, mapping, problems) => {
    expect(mappingProblems('people', headers, mapping)).toEqual(problems);
  });
});
