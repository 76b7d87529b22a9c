import { HEADER_SYNONYMS } from './header-synonym.js';
import { shown } from './shown-value.js';
import { spellingKey } from './spelling.js';

/** What a file may hold: members of staff, learning done elsewhere, or the yearly headcount. */
export type ImportKind = 'people' | 'completions' | 'headcount';

/** A column that an import understands. */
export interface ImportColumn {
  readonly key: string;
  /** Its heading in the template. */
  readonly label: string;
  readonly isRequired: boolean;
  /** One sentence on what goes into it. */
  readonly hint: string;
  /** Other headings that mean it, as `headerKey` gives them. */
  readonly synonyms: readonly string[];
}

/** Heading of the column that an error file adds. It is no column of any kind: read back, it is left out. */
export const MEND_HEADING = 'What to mend';

const STAFF_NUMBER: ImportColumn = {
  key: 'staffRef',
  label: 'Staff number',
  isRequired: true,
  hint: 'The agency’s own number of the person. It stays the same when a name or an address changes.',
  synonyms: HEADER_SYNONYMS.staffRef,
};

/** The columns of each kind, in the order of its template. */
export const IMPORT_COLUMNS: Readonly<Record<ImportKind, readonly ImportColumn[]>> = {
  people: [
    STAFF_NUMBER,
    {
      key: 'givenName',
      label: 'Given name',
      isRequired: true,
      hint: 'First name, or the name the person goes by.',
      synonyms: HEADER_SYNONYMS.givenName,
    },
    {
      key: 'familyName',
      label: 'Family name',
      isRequired: true,
      hint: 'Last name.',
      synonyms: HEADER_SYNONYMS.familyName,
    },
    {
      key: 'email',
      label: 'Work email',
      isRequired: true,
      hint: 'The person’s own address at work, not one that a team has together.',
      synonyms: HEADER_SYNONYMS.email,
    },
    {
      key: 'jobRole',
      label: 'Job role',
      isRequired: true,
      hint: 'One of the job roles on the second sheet, by its name or code.',
      synonyms: HEADER_SYNONYMS.jobRole,
    },
    {
      key: 'workforceGroup',
      label: 'Workforce group',
      isRequired: false,
      hint: 'Number or name of the group, 1 to 8. Left empty, it is the usual group of the job role.',
      synonyms: HEADER_SYNONYMS.workforceGroup,
    },
    {
      key: 'team',
      label: 'Team',
      isRequired: false,
      hint: 'Name of the team, as the agency spells it.',
      synonyms: HEADER_SYNONYMS.team,
    },
    {
      key: 'managerStaffRef',
      label: 'Manager’s staff number',
      isRequired: false,
      hint: 'Staff number of the line manager, who works in the same agency.',
      synonyms: HEADER_SYNONYMS.managerStaffRef,
    },
    {
      key: 'startsOn',
      label: 'Start date',
      isRequired: false,
      hint: 'First day in the agency, such as 3 February 2026.',
      synonyms: HEADER_SYNONYMS.startsOn,
    },
    {
      key: 'endsOn',
      label: 'End date',
      isRequired: false,
      hint: 'Last day in the agency; empty while the person stays.',
      synonyms: HEADER_SYNONYMS.endsOn,
    },
  ],
  completions: [
    STAFF_NUMBER,
    {
      key: 'module',
      label: 'Module',
      isRequired: true,
      hint: 'Title of the module, or the last part of its address.',
      synonyms: HEADER_SYNONYMS.module,
    },
    {
      key: 'completedOn',
      label: 'Completed on',
      isRequired: true,
      hint: 'Day on which it was finished, such as 3 February 2026.',
      synonyms: HEADER_SYNONYMS.completedOn,
    },
    {
      key: 'minutes',
      label: 'Minutes',
      isRequired: true,
      hint: 'Minutes of learning in all, such as 90.',
      synonyms: HEADER_SYNONYMS.minutes,
    },
    {
      key: 'participatoryMinutes',
      label: 'Participatory minutes',
      isRequired: false,
      hint: 'Minutes of them spent learning together with others; empty for none.',
      synonyms: HEADER_SYNONYMS.participatoryMinutes,
    },
    {
      key: 'evidence',
      label: 'Evidence',
      isRequired: false,
      hint: 'Of participatory minutes: who led them, and how many took part.',
      synonyms: HEADER_SYNONYMS.evidence,
    },
    {
      key: 'attestedBy',
      label: 'Attested by',
      isRequired: true,
      hint: 'Who vouches for it: name and post, or the system it comes from.',
      synonyms: HEADER_SYNONYMS.attestedBy,
    },
  ],
  headcount: [
    {
      key: 'asOf',
      label: 'As of',
      isRequired: true,
      hint: 'Day on which the people were counted; the same in each row.',
      synonyms: HEADER_SYNONYMS.asOf,
    },
    {
      key: 'workforceGroup',
      label: 'Workforce group',
      isRequired: false,
      hint: 'Number or name of the group, 1 to 8; empty for the whole agency.',
      synonyms: HEADER_SYNONYMS.workforceGroup,
    },
    {
      key: 'people',
      label: 'People',
      isRequired: true,
      hint: 'People in it, counted whole.',
      synonyms: HEADER_SYNONYMS.people,
    },
    {
      key: 'fte',
      label: 'FTE',
      isRequired: false,
      hint: 'Full-time equivalent of them, such as 104.5.',
      synonyms: HEADER_SYNONYMS.fte,
    },
    {
      key: 'source',
      label: 'Source',
      isRequired: true,
      hint: 'Where the figures come from, such as “HR system”; the same in each row.',
      synonyms: HEADER_SYNONYMS.source,
    },
  ],
};

/** Column key → position in the header, from 0. A key that is absent is not in the file. */
export type ColumnMapping = Readonly<Record<string, number>>;

/** A header as it is compared: lower case, without accents, punctuation and double spaces. */
export function headerKey(header: string): string {
  return spellingKey(header);
}

/**
 * Which column of a file is which, as far as its header tells: what the agency decided last time first, then the
 * headings of the template, then their synonyms. Each column is found once, from the left.
 *
 * @param remembered `headerKey` → column key; an empty one says “leave this column out”.
 */
export function proposeMapping(
  kind: ImportKind,
  headers: readonly string[],
  remembered: Readonly<Record<string, string>>,
): ColumnMapping {
  const columns = IMPORT_COLUMNS[kind];
  const keys = headers.map(headerKey);
  const decided = keys.map((key) =>
    key !== '' && Object.hasOwn(remembered, key) ? remembered[key] : undefined,
  );
  const mapping: Record<string, number> = {};
  const taken = new Set<number>();
  const take = (key: string, at: number) => {
    if (at < 0) return;
    mapping[key] = at;
    taken.add(at);
  };

  for (const { key } of columns) take(key, decided.indexOf(key));
  // Every heading of the template before any synonym, so that “Team” is the team however “Unit” stands before it.
  for (const named of [
    ({ label }: ImportColumn) => [headerKey(label)],
    ({ synonyms }: ImportColumn) => synonyms,
  ]) {
    for (const column of columns) {
      if (Object.hasOwn(mapping, column.key)) continue;
      const names = named(column);
      take(
        column.key,
        keys.findIndex(
          (key, at) => names.includes(key) && !taken.has(at) && isUndecided(decided[at], columns),
        ),
      );
    }
  }
  return mapping;
}

/** Whether nobody decided about a header, or decided for a column that this kind does not have. */
function isUndecided(decision: string | undefined, columns: readonly ImportColumn[]): boolean {
  return decision === undefined || (decision !== '' && !columns.some(({ key }) => key === decision));
}

/**
 * What is wrong with a mapping, as sentences that say what to do; empty when rows can be read by it. A key that the kind
 * does not have is one of them.
 */
export function mappingProblems(
  kind: ImportKind,
  headers: readonly string[],
  mapping: ColumnMapping,
): string[] {
  const columns = IMPORT_COLUMNS[kind];
  const problems: string[] = [];
  const columnAt = new Map<number, ImportColumn>();
  for (const [key, at] of Object.entries(mapping)) {
    const column = columns.find((known) => known.key === key);
    if (column === undefined) {
      problems.push(`${shown(key)} is no column of this import. Choose the columns again`);
    } else if (!Number.isInteger(at) || at < 0 || at >= headers.length) {
      problems.push(`${column.label} is looked for in a column that the file does not have. Choose it again`);
    } else {
      const other = columnAt.get(at);
      if (other !== undefined) {
        const header = shown(headers[at] || `column ${at + 1}`);
        problems.push(
          `${header} is chosen for both ${other.label} and ${column.label}. Choose another for one of them`,
        );
      }
      columnAt.set(at, column);
    }
  }
  for (const { key, label, isRequired } of columns) {
    if (isRequired && !Object.hasOwn(mapping, key)) {
      problems.push(`No column is chosen for ${label}. Choose the one that holds it, or add it to the file`);
    }
  }
  return problems;
}
