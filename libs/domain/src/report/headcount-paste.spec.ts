import { figureOf, readPastedHeadcount } from './headcount-paste.js';

/** What was understood, shortly: `3:120` with `/110.5` for FTE, `all:310`, or the problem. */
const read = (text: string) =>
  readPastedHeadcount(text)
    .filter(({ count, problem }) => count !== null || problem !== '')
    .map(({ count, problem }) =>
      count === null
        ? problem
        : `${count.group ?? 'all'}:${count.people}${count.fte === null ? '' : `/${count.fte}`}`,
    );

describe('what was copied from a spreadsheet', () => {
  it.each([
    ['tabs and Windows line ends', '1\t40\t32.5\r\n3\t1204\t1100\r\n', ['1:40/32.5', '3:1204/1100']],
    ['semicolons', '1;40\n2;7', ['1:40', '2:7']],
    ['commas', '1,40\n2,7', ['1:40', '2:7']],
    ['old line ends and empty lines', '1\t40\r\r2\t7\r', ['1:40', '2:7']],
    ['a byte order mark', '\uFEFF1\t40', ['1:40']],
    ['thousands with a comma', '3\t1,204\t1,100.25', ['3:1204/1100.25']],
    ['thousands in quotes, parted by commas', '3,"1,204","1,100.5"', ['3:1204/1100.5']],
    [
      'thousands with a space, a hard space, an apostrophe',
      '1\t1 204\n2\t1\u00a0204\n3\t1’204',
      ['1:1204', '2:1204', '3:1204'],
    ],
    ['names of groups, however written', 'operational  MANAGERS\t12\nSenior managers\t3', ['6:12', '7:3']],
    [
      'a name with a comma in it, parted by commas',
      'Professional advisers, named and designated leads,12',
      ['5:12'],
    ],
    ['the same in quotes', '"Professional advisers, named and designated leads",12,10', ['5:12/10']],
    [
      'a number and its name in two cells',
      '3\tWork predominantly with children or parents\t120\t99',
      ['3:120/99'],
    ],
    ['the same parted by commas', '5,Professional advisers, named and designated leads,12', ['5:12']],
    ['a number and its name in one cell', '3. Work predominantly with children or parents\t120', ['3:120']],
    ['a number and the agency’s own word', 'Group 3 – nurses\t120', ['3:120']],
    ['a total', '1\t40\nTotal\t40', ['1:40', 'all:40']],
    ['the whole agency alone', 'Whole agency\t310\t280', ['all:310/280']],
    ['no people in a group', '8\t0', ['8:0']],
    ['a figure that a spreadsheet shows with decimals of nothing', '8\t12.00', ['8:12']],
    ['FTE left out', '1\t40\t\n2\t7\t-', ['1:40', '2:7']],
    ['nothing', ' \r\n\t\t\n', []],
  ])('is read: %s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['Workforce group\tHeadcount\tFTE\n3\t120\t99.5', ['3:120/99.5']],
    ['Group;FTE;Headcount\n3;99.5;120', ['3:120/99.5']], // the other way round
    ['Group,Name,Number of staff\n3,Work predominantly with children or parents,120', ['3:120']],
    ['Level\tStaff\n3\t120', ['3:120']],
    ['Group\tName\tWTE\tPeople in post\n3\tAnything at all\t99\t120', ['3:120/99']],
    ['Group\tTeam\n3\t120', ['3:120']], // headings that say nothing of figures
  ])('follows the headings of %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(readPastedHeadcount(text)[0]).toMatchObject({ line: 1, count: null, problem: '' });
  });

  it('shows each line as it was pasted, with its number', () => {
    expect(readPastedHeadcount('Group\tPeople\r\n\r\n3\t120\r\nBank staff\t9')).toEqual([
      { line: 1, text: 'Group | People', count: null, problem: '' },
      { line: 3, text: '3 | 120', count: { group: 3, people: 120, fte: null }, problem: '' },
      {
        line: 4,
        text: 'Bank staff | 9',
        count: null,
        problem:
          '“Bank staff” is no workforce group. Begin the line with its number, 1 to 8, or with its name as it stands on this page',
      },
    ]);
  });
});

describe('a line that is not understood says what to do', () => {
  it.each([
    ['9\t12', /^“9” is no workforce group/],
    ['0\t12', /^“0” is no workforce group/],
    ['3-4\t12', /^“3-4” is no workforce group/], // two groups together are neither
    ['Groups 3 and 4\t12', /is no workforce group/],
    ['3\tOperational managers\t12', /names two groups/], // group 6
    ['3. Operational managers\t12', /is no workforce group/],
    ['\t12', /^Begin the line with the number of the group/],
    ['1\t40\n3 120', /^Part the group from its number/],
    ['Operational managers', /^Part the group from its number/],
    ['3\t', /^Enter the number of people of group 3; 0 when there are none$/],
    ['Total\tn/a', /^Enter the number of people of the whole agency/],
    ['3\t-12', /^A headcount cannot be below 0/],
    ['3\t(12)', /^A headcount cannot be below 0/], // as accountants write it
    ['3\t120.5', /^People are counted whole: “120.5” looks like FTE/],
    ['3\t1.204', /^People are counted whole/], // a point between thousands is not ours
    ['3;12,5', /^People are counted whole/],
    ['3\t1,20', /^People are counted whole/],
    ['3\t12%', /is not a whole number/],
    ['3\t=SUM(A1:A9)', /^“=SUM\(A1:A9\)” is not a whole number/],
    ['3\t1e9', /^“1e9” is not a whole number/],
    ['3\tnurses', /^“nurses” is not a whole number/],
    ['3\tWork predominantly with children or parents', /^Enter the number of people of group 3/],
    ['3\t500001', /^500001 is more people than any agency has/], // the edge: 500,000 is accepted
    ['3\t99999999999999999999', /more people than any agency has/],
    ['3\t120\tmany', /^“many” is no FTE/],
    ['3\t120\t-4', /is no FTE/],
    ['3\t99\t120', /^FTE \(120\) cannot be more than the people \(99\)/],
    ['3,1,204', /^This can be 1204 people, or 1 people and 204 FTE/],
    ['3\t120\t99\t5', /^There are more columns/],
  ])('%j', (text, problem) => {
    const problems = readPastedHeadcount(text)
      .map((line) => line.problem)
      .filter((each) => each !== '');
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it('keeps the first of two lines for one group, and names its line', () => {
    expect(read('3\t120\n2\t5\n3\t130')).toEqual([
      '3:120',
      '2:5',
      'Group 3 is on line 1 already. Keep one of the two',
    ]);
    expect(read('Total\t5\nWhole agency\t6')[1]).toBe(
      'The whole agency is on line 1 already. Keep one of the two',
    );
  });

  it('takes the largest agency there can be', () => {
    expect(read('3\t500,000')).toEqual(['3:500000']);
  });

  it('never throws and never loses a line that says something', () => {
    for (const text of ['"', '3,"12', '"3"x,12', ';;;', '\t\t3\t12', '💥\t1', '3\t"1""2"', 'null', '3\t٣']) {
      expect(readPastedHeadcount(text).length).toBe(text.replaceAll(/[;\t]/g, '').trim() === '' ? 0 : 1);
    }
  });
});

describe('a figure that somebody typed', () => {
  it.each([
    ['1204', 1204],
    [' 1,204 ', 1204],
    ['1 204', 1204],
    ['104.5', 104.5],
    ['-3', -3],
    ['0', 0],
    ['', NaN],
    ['12,5', NaN],
    ['1e9', NaN],
    ['0x10', NaN],
    ['Infinity', NaN],
  ])('%j is %p', (typed, expected) => {
    expect(figureOf(typed)).toBe(expected);
  });
});
