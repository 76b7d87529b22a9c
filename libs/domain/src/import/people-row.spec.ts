import fc from 'fast-check';
import { calendarDate } from '../calendar-date.js';
import { cellsOf, monthFirstColumns } from './import-row.js';
import { managerCircles } from './manager-circle.js';
import { problemsAmongPeople, readPeopleRow, type PeopleContext, type PeopleRow } from './people-row.js';

const context: PeopleContext = {
  today: calendarDate('2026-11-30'),
  jobRoles: [
    { code: 'school-nurse', label: 'School nurse', workforceGroups: [3] },
    { code: 'team-manager', label: 'Team manager', workforceGroups: [6, 3] },
    { code: 'visitor', label: 'Visitor', workforceGroups: [] },
  ],
  teams: ['Santé North', 'Duty & Assessment'],
  mayAddTeams: false,
};

const good: Readonly<Record<string, string>> = {
  staffRef: '00123',
  givenName: 'Zoë',
  familyName: 'O’Example-Śmith',
  email: 'Zoe@Agency.example',
  jobRole: 'school nurse',
};

const read = (changes: Readonly<Record<string, string>> = {}, told = context) => {
  const cells = { ...good, ...changes };
  return readPeopleRow((key) => cells[key as keyof typeof cells], told);
};
const problemsOf = (changes: Readonly<Record<string, string>>, told = context) =>
  read(changes, told).problems.map(({ column, message }) => `${column}: ${message}`);

describe('readPeopleRow', () => {
  it('reads a row, and tells a column that is not in the file from an empty cell', () => {
    expect(read()).toEqual({
      row: {
        staffRef: '00123',
        givenName: 'Zoë',
        familyName: 'O’Example-Śmith',
        email: 'zoe@agency.example',
        jobRole: 'school-nurse',
        workforceGroup: 3,
        team: undefined,
        managerStaffRef: undefined,
        startsOn: null,
        endsOn: null,
      },
      problems: [],
    });
    expect(read({ team: ' - ', managerStaffRef: 'n/a' }).row).toMatchObject({
      team: null,
      managerStaffRef: null,
    });
  });

  it.each([
    ['jobRole', 'SCHOOL-NURSE', { jobRole: 'school-nurse' }],
    ['jobRole', '  School   Nurse. ', { jobRole: 'school-nurse' }],
    ['jobRole', 'Visitor', { workforceGroup: null }], // no usual group
    ['workforceGroup', 'Group 5', { workforceGroup: 5 }],
    ['workforceGroup', 'senior managers', { workforceGroup: 7 }],
    ['workforceGroup', '', { workforceGroup: 3 }], // the usual one
    ['team', 'sante north', { team: 'Santé North' }],
    ['team', 'Duty and assessment', { team: 'Duty & Assessment' }],
    ['email', 'mailto:Zoe@Agency.example', { email: 'zoe@agency.example' }],
    ['startsOn', '3 Feb 2026', { startsOn: '2026-02-03' }],
    ['endsOn', '30/11/2026', { endsOn: '2026-11-30' }],
    ['givenName', 'Anne  Marie\u00a0', { givenName: 'Anne Marie' }],
    ['givenName', 'Zoe\u0308\u200b', { givenName: 'Zoë' }],
    ['familyName', 'Null', { familyName: 'Null' }], // a name that people have
    ['familyName', "d'Example", { familyName: "d'Example" }],
    ['staffRef', "'-17", { staffRef: '-17' }], // as our own exports guard it
  ])('%s %j', (column, cell, expected) => {
    const { row, problems } = read({ [column]: cell });
    expect(problems).toEqual([]);
    expect(row).toMatchObject(expected);
  });

  it.each([
    ['staffRef', '', 'Fill in Staff number: the cell is empty'],
    ['staffRef', 'N/A', 'Fill in Staff number: the cell is empty'],
    [
      'staffRef',
      '1.23E+11',
      'The spreadsheet has shortened a long number to “1.23E+11”. Format the column as text, and type the number again',
    ],
    [
      'staffRef',
      '7'.repeat(61),
      expect.stringMatching(/^Staff number has 61 characters, and 60 is the most/),
    ],
    ['givenName', '', 'Fill in Given name: the cell is empty'],
    ['givenName', 'a@b.example', '“a@b.example” looks like an email address. Enter the given name instead'],
    ['familyName', '12345', '“12345” has no letter in it. Enter the family name'],
    ['familyName', '<b>Example</b>', expect.stringContaining('has a sign that no name has')],
    [
      'familyName',
      'x'.repeat(101),
      expect.stringMatching(/^Family name has 101 characters, and 100 is the most/),
    ],
    [
      'familyName',
      'Exa\u0007mple',
      '“Exa mple” has letters that cannot be read. Type it again in Family name',
    ],
    ['familyName', 'Exa\uFFFDmple', expect.stringContaining('has letters that cannot be read')],
    [
      'email',
      'zoe.agency.example',
      '“zoe.agency.example” is not one email address. Enter one, such as name@agency.example',
    ],
    ['email', 'a@b.example; c@d.example', expect.stringContaining('is not one email address')],
    ['jobRole', 'Scool nurse', '“Scool nurse” is no job role here. Did you mean “School nurse”?'],
    ['jobRole', 'Astronaut', '“Astronaut” is no job role here. Use one from the list in the template'],
    ['jobRole', '#N/A', expect.stringContaining('shows the error “#N/A”')],
    ['jobRole', '=B2', expect.stringContaining('is a formula')],
    ['workforceGroup', '9', '“9” is no workforce group. Enter its number, 1 to 8, or leave it empty'],
    ['workforceGroup', 'Whole agency', expect.stringContaining('is no workforce group')],
    ['team', 'Sante Nort', '“Sante Nort” is no team of this agency. Did you mean “Santé North”?'],
    ['team', 'Legal', '“Legal” is no team of this agency. Add the team first, or use one that there is'],
    [
      'managerStaffRef',
      '00123',
      '“00123” is the person’s own staff number. Enter their manager’s, or leave it empty',
    ],
    ['managerStaffRef', 'boss@agency.example', expect.stringContaining('Enter the manager’s staff number')],
    ['startsOn', '31/02/2026', 'There is no 31 February 2026. Check the day'],
    ['startsOn', '01/01/1949', 'The start date is of the year 1949. Check the year'],
    ['startsOn', '01/12/2028', 'The start date is of the year 2028, which is far ahead. Check the year'],
  ])('%s %j is refused', (column, cell, message) => {
    const { row, problems } = read({ [column]: cell });
    expect(row).toBeNull();
    expect(problems).toEqual([{ column, message }]);
  });

  it('refuses an end before the start, and two names too long together', () => {
    expect(problemsOf({ startsOn: '3/2/2026', endsOn: '2/2/2026' })).toEqual([
      'endsOn: The end date is before the start date. Change one of the two',
    ]);
    expect(problemsOf({ givenName: 'x'.repeat(100), familyName: 'y'.repeat(100) })).toEqual([
      'familyName: Given and family name together can have 199 characters. Shorten one of the two',
    ]);
    expect(problemsOf({ givenName: 'x'.repeat(100), familyName: 'y'.repeat(99) })).toEqual([]);
  });

  it('keeps a new team as typed where teams may be added', () => {
    const told = { ...context, mayAddTeams: true };
    expect(read({ team: 'Legal  team' }, told).row?.team).toBe('Legal team');
    expect(problemsOf({ team: 'x'.repeat(121) }, told)).toHaveLength(1);
  });

  it('tells everything that is wrong with a row at once', () => {
    expect(problemsOf({ staffRef: '', email: 'x', jobRole: '=A1', startsOn: 'soon' })).toHaveLength(4);
  });

  it('refuses each date of a column that is written the American way', () => {
    const mapping = { startsOn: 0, endsOn: 1 };
    const rows = [{ cells: ['03/04/2026', '03/04/2026'] }, { cells: ['03/15/2026', '2026-05-01'] }];
    const monthFirst = monthFirstColumns(mapping, rows);
    expect([...monthFirst]).toEqual(['startsOn']);
    expect(problemsOf({ startsOn: '03/04/2026', endsOn: '03/05/2026' }, { ...context, monthFirst })).toEqual([
      expect.stringMatching(/^startsOn: The dates of this column seem to have the month first/),
    ]);
  });

  it('never throws, whatever the cells, and shows no control character and no long text', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...Object.values(good), '=1', '1/2/26'),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(good), 'team', 'startsOn', 'endsOn'), cell),
        (cells) => {
          const { row, problems } = readPeopleRow((key) => cells[key], context);
          expect(row === null).toBe(problems.length > 0);
          for (const { message } of problems) {
            expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
            expect(message.length).toBeLessThan(250);
          }
        },
      ),
    );
  });

  it('reads its own reading again as the same', () => {
    const name = fc.stringMatching(/^[A-Za-zÀ-ž][A-Za-zÀ-ž' -]{0,30}$/);
    fc.assert(
      fc.property(name, name, (givenName, familyName) => {
        const first = read({ givenName, familyName }).row;
        expect(first).not.toBeNull();
        expect(read({ givenName: first!.givenName, familyName: first!.familyName }).row).toEqual(first);
      }),
    );
  });
});

describe('cellsOf', () => {
  it('gives an empty cell where a row ends early, and undefined where there is no column', () => {
    const cells = cellsOf(['1'], { staffRef: 0, email: 4 });
    expect([cells('staffRef'), cells('email'), cells('team'), cells('constructor')]).toEqual([
      '1',
      '',
      undefined,
      undefined,
    ]);
  });
});

/** Rows that differ in what the rules about several rows look at. */
const rowsOf = (...people: readonly [staffRef: string, email: string, manager?: string | null][]) =>
  people.map(([staffRef, email, managerStaffRef], at) => ({
    line: at + 2,
    row: { ...read().row!, staffRef, email, managerStaffRef } satisfies PeopleRow,
  }));

describe('problemsAmongPeople', () => {
  it('names the other line of a staff number or an address that is there twice', () => {
    const rows = rowsOf(
      ['1', 'a@x.example'],
      ['1', 'b@x.example'],
      ['2', 'a@x.example'],
      ['1', 'a@x.example'],
    );
    expect(Object.fromEntries(problemsAmongPeople(rows))).toEqual({
      3: [
        {
          column: 'staffRef',
          message: 'Line 2 has the staff number “1” too. Keep one of the two, or correct a number',
        },
      ],
      4: [
        {
          column: 'email',
          message: 'Line 2 has the email “a@x.example” too. Each person needs an address of their own',
        },
      ],
      // The same person twice is told once.
      5: [expect.objectContaining({ column: 'staffRef' })],
    });
  });

  it('finds managers in a circle, and leaves alone those who report to it', () => {
    const rows = rowsOf(
      ['1', 'a', '2'],
      ['2', 'b', '3'],
      ['3', 'c', '2'],
      ['4', 'd', 'elsewhere'],
      ['5', 'e', '5'],
    );
    const found = problemsAmongPeople(rows);
    expect([...found.keys()].sort()).toEqual([3, 4, 6]);
    expect(found.get(3)).toEqual([
      {
        column: 'managerStaffRef',
        message: '“2”, “3” are each other’s managers in a circle. Change the manager of one of them',
      },
    ]);
    expect(found.get(6)?.[0]?.message).toBe('“5” is their own manager. Enter another, or leave it empty');
  });

  it('finds exactly those in circles whom following managers leads back to themselves', () => {
    const manager = fc.option(fc.integer({ min: 0, max: 11 }).map(String));
    fc.assert(
      fc.property(fc.array(manager, { minLength: 1, maxLength: 12 }), (managers) => {
        const people = managers.map((managerStaffRef, at) => ({ staffRef: String(at), managerStaffRef }));
        const leadsBack = people.filter(({ staffRef }) => {
          let at: string | null | undefined = staffRef;
          for (let step = 0; step < people.length; step += 1) {
            at = people[Number(at)]?.managerStaffRef;
            if (at === staffRef) return true;
            if (at === null || at === undefined) return false;
          }
          return false;
        });
        expect(managerCircles(people).flat().sort()).toEqual(
          leadsBack.map(({ staffRef }) => staffRef).sort(),
        );
      }),
    );
  });
});
