import { searchableName } from './searchable-name.js';

describe('searchableName', () => {
  it.each([
    ['Wójcik', 'wojcik'],
    ['DĄBROWSKA', 'dabrowska'],
    ['Łukasz', 'lukasz'],
    ['O’Brien', "o'brien"],
    ["O'Brien", "o'brien"],
    ['  van   der Berg ', 'van der berg'],
    ['Zoë', 'zoe'],
    ['Sørensen', 'sorensen'],
    ['Đorđević', 'dordevic'],
    ['', ''],
  ])('turns %j into %j', (name, searched) => {
    expect(searchableName(name)).toBe(searched);
  });

  it('is the same when it is asked twice', () => {
    expect(searchableName(searchableName('Ægir Þór'))).toBe(searchableName('Ægir Þór'));
  });
});
