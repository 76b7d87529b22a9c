import type {
  AttestedReturn,
  ReturnAttestation,
  ReturnPeople,
  ReturnRequirements,
} from '@learning-reviews/contracts/yearly-return.contract';
import { csvFile, type CsvValue } from '@learning-reviews/domain/export/csv-cell';
import {
  RAG_SCALE,
  readLinks,
  RETURN_DEFINITIONS,
  RETURN_SCORES,
  RETURN_TEXTS,
} from '@learning-reviews/domain/report/return-heading';
import { type GroupLabel, groupInWords } from '@learning-reviews/domain/report/workforce-group';

/** Version of the columns; in the first cell of every row. */
export const RETURN_SCHEMA = 'return-1';

/** A return as a file tells it. */
export interface ReturnDocument extends Pick<
  AttestedReturn,
  'agency' | 'year' | 'figures' | 'words' | 'isReplaced'
> {
  readonly code: string;
  /** What the workforce groups were called on the day of the figures. */
  readonly groups: readonly GroupLabel[];
  /** `null` for a draft. */
  readonly signed: ReturnAttestation | null;
}

/** One line of the file after the columns that every line repeats: section, item, measure, value, note. */
type Line = readonly [section: string, item: string, measure: string, value: CsvValue, note?: string];

const COLUMNS = [
  'schema',
  'agency_code',
  'agency',
  'year',
  'status',
  'section',
  'item',
  'measure',
  'value',
  'note',
];

/**
 * A yearly return as CSV, one figure or text a row, so that a partnership can put the files of many agencies under one
 * another. What is not known is an empty cell with a note, never 0. (docs/field.md 2.5)
 */
export function returnFile(document: ReturnDocument): string {
  const { code, agency, year, signed } = document;
  const status = signed === null ? 'draft' : document.isReplaced ? 'attested, replaced since' : 'attested';
  const lines = [...periodLines(document), ...peopleLines(document), ...requirementLines(document)];
  const all = [...lines, ...starterLines(document), ...wordLines(document), ...signatureLines(signed)];
  return csvFile(
    COLUMNS,
    all.map(([section, item, measure, value, note = '']) => [
      RETURN_SCHEMA,
      code,
      agency,
      year.label,
      status,
      section,
      item,
      measure,
      value,
      note,
    ]),
  );
}

function periodLines({ year, figures }: ReturnDocument): Line[] {
  const { headcount } = figures;
  const workedOut =
    'Worked out from the evidence that is kept, by the group recorded now; pauses are not known';
  return [
    ['period', '', 'first_day', year.startsOn],
    ['period', '', 'last_day', year.endsOn],
    ['period', '', 'figures_of', figures.on, figures.isWorkedOut ? workedOut : ''],
    [
      'headcount',
      '',
      'headcount_of',
      headcount?.on ?? null,
      headcount === null ? 'None supplied' : headcount.source,
    ],
    ['headcount', '', 'reason', headcount?.reason ?? null, 'Why the whole is not the sum of its groups'],
  ];
}

function peopleLines({ figures, groups }: ReturnDocument): Line[] {
  return [
    ...countedPeople('whole agency', figures.agency),
    ...figures.groups.flatMap((people) => countedPeople(groupInWords(groups, people.group), people)),
  ];
}

function countedPeople(item: string, people: ReturnPeople): Line[] {
  const unknown = people.headcount === null ? 'Not supplied' : '';
  return [
    ['people', item, 'headcount', people.headcount, unknown],
    ['people', item, 'fte', people.fte, people.fte === null ? 'Not supplied' : ''],
    ['people', item, 'recorded', people.recorded],
    ['people', item, 'required', people.required],
    ['people', item, 'compliant', people.compliant, RETURN_DEFINITIONS.compliant],
    ['people', item, 'share_is_out_of', people.base, RETURN_DEFINITIONS.share],
    ['people', item, 'percent', people.percent, people.percent === null ? 'Nobody to count' : ''],
  ];
}

function requirementLines({ figures }: ReturnDocument): Line[] {
  return [
    ...countedRequirements('all modules', figures.total),
    ...figures.modules.flatMap((each) => countedRequirements(each.title, each)),
    ['completions', '', 'completions_in_period', figures.completions.count],
    ['completions', '', 'members_who_completed', figures.completions.people],
  ];
}

function countedRequirements(item: string, counted: ReturnRequirements): Line[] {
  return [
    ['requirements', item, 'required', counted.required, 'One module required of one member counts once'],
    ['requirements', item, 'compliant', counted.compliant],
    ['requirements', item, 'percent', counted.percent, counted.percent === null ? 'Nothing required' : ''],
    ['requirements', item, 'overdue_under_3_months', counted.overdueUnder3, RETURN_DEFINITIONS.overdue],
    ['requirements', item, 'overdue_3_to_6_months', counted.overdue3To6],
    ['requirements', item, 'overdue_6_months_and_over', counted.overdue6AndOver],
    ['requirements', item, 'paused', counted.paused],
  ];
}

function starterLines({ figures: { starters } }: ReturnDocument): Line[] {
  return [
    ['starters', '', 'joined', starters.joined, RETURN_DEFINITIONS.starters],
    ['starters', '', 'inducted_in_time', starters.inTime],
    ['starters', '', 'late', starters.late],
    ['starters', '', 'still_in_time', starters.notYet],
    ['starters', '', 'nothing_required', starters.nothingRequired],
    ['starters', '', 'percent', starters.percent, starters.percent === null ? 'Nobody to count' : ''],
    ['attendance', '', 'single_agency', null, RETURN_DEFINITIONS.attendance],
    ['attendance', '', 'multi_agency', null, RETURN_DEFINITIONS.attendance],
    ['attendance', '', 'non_attendance', null, RETURN_DEFINITIONS.nonAttendance],
  ];
}

function wordLines({ words }: ReturnDocument): Line[] {
  const scale = RAG_SCALE.map(({ score, label }) => `${score} ${label}`).join('; ');
  return [
    ...RETURN_TEXTS.map(({ field, label }): Line => ['words', label, 'text', words[field]]),
    ...readLinks(words.evidenceLinks).links.map((link): Line => ['words', 'Links to evidence', 'link', link]),
    ...RETURN_SCORES.flatMap(({ field, label }): Line[] => [
      ['scores', label, 'self_score', words.scores[field], scale],
      ['scores', label, 'moderated_score', null, RETURN_DEFINITIONS.moderated],
    ]),
  ];
}

function signatureLines(signed: ReturnAttestation | null): Line[] {
  if (signed === null) return [['signed', '', 'signed_off_by', null, 'Not attested yet']];
  return [
    ['signed', '', 'signed_off_by', signed.by],
    ['signed', '', 'role', signed.role],
    ['signed', '', 'signed_on', signed.on],
    ['signed', '', 'number', signed.number],
    ['signed', '', 'sha256', signed.sha256],
  ];
}
