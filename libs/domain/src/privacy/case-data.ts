import type { CalendarDate } from '../calendar-date.js';

/** What a piece of text looks like. */
export type CaseDataKind = 'nhs-number' | 'date-of-birth' | 'postcode' | 'phone-number' | 'name-near-age';

/** A place in a text that might identify somebody. The text itself is not repeated, so a warning can be logged. */
export interface CaseDataWarning {
  readonly kind: CaseDataKind;
  /** Index of the first character. */
  readonly start: number;
  /** Index after the last character. */
  readonly end: number;
}

/** What a person reads beside a free-text box, by kind. */
export const CASE_DATA_SENTENCE: Readonly<Record<CaseDataKind, string>> = {
  'nhs-number': 'This looks like an NHS number. Remove it.',
  'date-of-birth': 'This looks like a date of birth. Remove it.',
  postcode: 'This looks like a postcode. Remove it.',
  'phone-number': 'This looks like a personal phone number. Remove it.',
  'name-near-age': 'This looks like a person’s name beside an age. Remove the name.',
};

/** Where postcodes begin: the 124 postcode areas of the United Kingdom and the islands. */
const POSTCODE_AREAS = new Set(
  (
    'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX ' +
    'FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE ' +
    'NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ ' +
    'TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE'
  ).split(' '),
);

/** Words with a capital that are no part of a person's name, though a sentence puts them beside one another. */
const NO_NAME = new Set(
  (
    'A About Academy Act Action After Agency All Also An And April Are As At August Authority Before Board British But ' +
    'By Centre Charity Check Child Childline Children College Community Constabulary Council County Course Court Crown ' +
    'Day December Department Derby Derbyshire During Early Education England English Every Family February First For ' +
    'Foundation Framework Friday From General General Government Group Guidance Health Help High Home Hospital House ' +
    'How However I If In Is It January July June Keeping Kern Later Law Learning Level Local March May Mental Module ' +
    'Monday My National New No North Northern November October Of On Operation Our Panel Part Partnership People ' +
    'Police Practice Primary Project Public Retriever Review Road Royal Saturday School Secondary Section September ' +
    'Serious Service Services She Sixth So Social South Step Street Sunday Support Team That The Their Then There They ' +
    'This Through Thursday Together Training Trust Tuesday Unit United University Was We Wednesday West When Where ' +
    'While With Work Worker Working Year You Young Youth He His Her East Great Britain London Safe Sound'
  ).split(' '),
);

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATE =
  '(?:\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}|' +
  `\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH},? (?:\\d{4}|\\d{2})|${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})`;
const LABELLED_BIRTH = new RegExp(
  `\\b(?:d\\.?o\\.?b\\.?|date of birth|birth date|born(?: on)?)\\W{0,3}${DATE}`,
  'gi',
);
const NUMERIC_DATE = /(?<![\d/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-](\d{4})|(\d{4})-\d{2}-\d{2})(?![\d/]|[.-]\d)/g;
const TEN_DIGITS = /(?<![\d+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g;
const POSTCODE =
  /(?<![A-Za-z0-9])([A-Za-z]{1,2})\d[A-Za-z\d]? ?(\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})(?![A-Za-z0-9])/g;
// Geographic (01, 02) and mobile (07) numbers are people's. Helplines and offices have 03 and 08.
const PHONE = /(?<![\d+])(?:\+44[ -]?(?:\(0\))?[ -]?|0044[ -]?|\(?0)[127]\d{1,4}\)?(?:[ -]?\d){5,8}(?!\d)/g;
const NAME = "\\p{Lu}(?:['’]\\p{Lu})?\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)*";
const FULL_NAME = new RegExp(`(?<![\\p{L}\\p{N}'’-])(?=(${NAME}) (${NAME})(?![\\p{L}\\p{N}-]))`, 'gu');
const AGE =
  /\b(?:aged?:? \d{1,2}\b|(?:\d{1,2}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|one|two|three|four|five|six|seven|eight|nine)(?:[ -](?:and a half )?(?:year|yr|month)s?[ -]olds?\b| ?(?:yo|y\/o)\b))|\((?:aged? )?\d{1,2}\)|, \d{1,2}(?=[,.;:]|$| (?:and|who|was|is|had|has)\b)/gim;

/** How far an age may stand from a name: about five words. */
const NEAR = 30;

/**
 * Finds what might identify a child, a family or a colleague in free text, in order of place.
 *
 * It is a soft check: it asks the writer to look again and refuses nothing, so it would rather miss a
 * strange form than cry wolf. (docs/rules.md, rule 1; docs/field.md, 6.1)
 *
 * @param today A full date in figures of an earlier year is taken for a date of birth; this year's is a
 *              meeting.
 */
export function caseDataWarnings(text: string, today: CalendarDate): CaseDataWarning[] {
  const found = [
    ...matches(text, TEN_DIGITS, 'nhs-number', ([digits]) => isNhsNumber(digits)),
    ...matches(text, LABELLED_BIRTH, 'date-of-birth'),
    ...matches(text, NUMERIC_DATE, 'date-of-birth', ([, year, isoYear]) => {
      const of = Number(year ?? isoYear);
      return of > 1900 && of < Number(today.slice(0, 4));
    }),
    ...matches(text, POSTCODE, 'postcode', ([whole, area, inward]) =>
      isPostcode(whole, area ?? '', inward ?? ''),
    ),
    ...matches(text, PHONE, 'phone-number', ([whole]) => isPhoneLength(whole)),
    ...namesNearAges(text),
  ];
  return withoutOverlap(found.sort((a, b) => a.start - b.start || b.end - a.end));
}

/**
 * Whether ten digits carry the check digit of an NHS number: weights 10 to 2, modulus 11, where 11 counts
 * as 0 and 10 is never given out. Spaces and hyphens are ignored.
 */
export function isNhsNumber(text: string): boolean {
  const digits = [...text.replace(/[ -]/g, '')].map(Number);
  if (digits.length !== 10 || digits.some(Number.isNaN)) return false;
  // All the same digit passes the sum (0000000000) and is what people type to fill a box.
  if (new Set(digits).size === 1) return false;
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
  return (11 - (sum % 11)) % 11 === digits[9];
}

function isPostcode(whole: string, area: string, inward: string): boolean {
  // "m1 2nd" and the like are ordinals; people write a postcode that ends so in capitals.
  if (/^(?:1st|2nd|3rd|[4-9]th)$/.test(inward)) return false;
  // Small letters without the space are codes and file names more often than addresses.
  if (/[a-z]/.test(whole) && !whole.includes(' ')) return false;
  return POSTCODE_AREAS.has(area.toUpperCase());
}

function isPhoneLength(text: string): boolean {
  const digits = text.replace(/\D/g, '').replace(/^(?:0044|44)?0?/, '');
  return digits.length === 10 || digits.length === 9;
}

function namesNearAges(text: string): CaseDataWarning[] {
  const ages = [...text.matchAll(AGE)].map((age) => ({ start: age.index, end: age.index + age[0].length }));
  const names = matches(text, FULL_NAME, 'name-near-age', ([, first, last]) => {
    return !NO_NAME.has(first ?? '') && !NO_NAME.has(last ?? '');
  });
  return names.filter((name) =>
    ages.some((age) => {
      const between =
        age.start >= name.end ? text.slice(name.end, age.start) : text.slice(age.end, name.start);
      const isApart = age.start >= name.end || age.end <= name.start;
      return isApart && between.length <= NEAR && !/[.!?\n]/.test(between);
    }),
  );
}

function matches(
  text: string,
  pattern: RegExp,
  kind: CaseDataKind,
  isMeant: (match: RegExpMatchArray) => boolean = () => true,
): CaseDataWarning[] {
  return [...text.matchAll(pattern)].filter(isMeant).map((match) => {
    // A name is matched by looking ahead, so that "When Ada Smith" is read as two pairs.
    const length = match[0].length || `${match[1]} ${match[2]}`.length;
    return { kind, start: match.index, end: match.index + length };
  });
}

/** Keeps the first of warnings that share characters: a date of birth with its label, not its date again. */
function withoutOverlap(inOrder: readonly CaseDataWarning[]): CaseDataWarning[] {
  const kept: CaseDataWarning[] = [];
  for (const warning of inOrder) {
    if (warning.start >= (kept.at(-1)?.end ?? 0)) kept.push(warning);
  }
  return kept;
}
