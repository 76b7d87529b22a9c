/** Whether abuse or neglect of the child is known or suspected. */
export type AbuseOrNeglect = 'known' | 'suspected' | 'no' | 'unknown';

/** What happened to the child. */
export type CriteriaEvent = 'death' | 'serious-harm' | 'harm-not-serious';

/** What kind of serious harm it was; `other` also stands for a death and for harm that is not serious. */
export type HarmKind =
  | 'life-threatening-injury'
  | 'long-term-impairment'
  | 'sexual-exploitation'
  | 'violent-assault'
  | 'parent-murdered'
  | 'other';

/** Whether there is cause for concern about how agencies worked together. */
export type JointWorkConcern = 'yes' | 'no' | 'not-yet-known';

/** Where the child was, in the eyes of the rules. `custody` also stands for a secure setting or detention. */
export type ChildCircumstance = 'none' | 'looked-after' | 'care-leaver' | 'custody';

/** Something else that is known, which adds a note and changes no outcome. */
export type CriteriaExtra = 'several-children' | 'died-abroad' | 'another-area' | 'recovered';

/** The facts of a teaching example. Never those of a real child. */
export interface CriteriaFacts {
  readonly abuseOrNeglect: AbuseOrNeglect;
  readonly event: CriteriaEvent;
  readonly harmKind: HarmKind;
  readonly jointWorkConcern: JointWorkConcern;
  readonly circumstance: ChildCircumstance;
  readonly extras: readonly CriteriaExtra[];
}

/** Which wording is applied: the published page (A), 2010 (B), 2013 to 2015 (C), or now (D). */
export type CriteriaTable = 'page' | 'working-together-2010' | 'regulations-2006' | 'now';

/** The answer of one rule, as a code; `OUTCOME_SENTENCE` has it in words. */
export type OutcomeCode =
  | 'scr'
  | 'scr-or-learning-review-or-neither'
  | 'not-determinate'
  | 'not-described'
  | 'always-scr'
  | 'always-consider-scr'
  | 'learning-review'
  | 'learning-review-possible'
  | 'notify-scr-not-required'
  | 'child-death-review'
  | 'pending'
  | 'notify-and-rapid-review'
  | 'notify-ofsted'
  | 'check-and-notify'
  | 'notify-if-suspected'
  | 'other-local-learning'
  | 'none';

/** Something worth knowing beside an outcome, as a code; `NOTE_SENTENCE` has it in words. */
export type NoteCode =
  | 'page-learning-review-in-some-cases'
  | 'residence-leads'
  | 'judge-likelihood'
  | 'recovery-changes-nothing'
  | 'one-review-for-linked-children'
  | 'abroad-counts'
  | 'agree-lead-area'
  | 'lcspr-never-automatic';

/** One row of a decision table. A condition left out is met by anything; the first row met decides. */
export interface CriteriaRule {
  /** Its number in the tables of docs/field.md 1.3; a letter after it where one row of the source needs two here. */
  readonly id: string;
  readonly abuseOrNeglect?: readonly AbuseOrNeglect[];
  readonly event?: readonly CriteriaEvent[];
  readonly harmKind?: readonly HarmKind[];
  readonly jointWorkConcern?: readonly JointWorkConcern[];
  readonly circumstance?: readonly ChildCircumstance[];
  readonly outcome: OutcomeCode;
}

/** What one table says of the facts. */
export interface CriteriaFinding {
  /** The rule that decided; `null` when the table says nothing about such facts. */
  readonly ruleId: string | null;
  readonly outcome: OutcomeCode;
  readonly notes: readonly NoteCode[];
}

/** Stands beside every answer: this explains rules and never decides a real case. */
export const WHO_DECIDES =
  'The partnership decides. This page teaches the rules; for a real child, ask your case review lead.';

// "Unknown inputs: treat suspected as yes" (docs/field.md 1.3, C).
const YES: readonly AbuseOrNeglect[] = ['known', 'suspected'];
const NO: readonly AbuseOrNeglect[] = ['no'];
const UNKNOWN: readonly AbuseOrNeglect[] = ['unknown'];
const DEATH: readonly CriteriaEvent[] = ['death'];
const SERIOUS: readonly CriteriaEvent[] = ['serious-harm'];
const NOT_SERIOUS: readonly CriteriaEvent[] = ['harm-not-serious'];

/** The decision tables, as data: sources and how sure we are of them stand in docs/field.md 1.3. */
export const CRITERIA_TABLES: Readonly<Record<CriteriaTable, readonly CriteriaRule[]>> = {
  page: [
    { id: 'A1', abuseOrNeglect: ['known'], event: DEATH, outcome: 'scr' },
    // The page says "has led to", which a suspicion does not settle.
    { id: 'A1', abuseOrNeglect: ['suspected'], event: DEATH, outcome: 'not-determinate' },
    {
      id: 'A2',
      abuseOrNeglect: YES,
      event: SERIOUS,
      harmKind: ['life-threatening-injury'],
      outcome: 'scr-or-learning-review-or-neither',
    },
    {
      id: 'A3',
      abuseOrNeglect: YES,
      event: SERIOUS,
      // Prolonged exploitation is likely to impair emotional and social development for long.
      harmKind: ['long-term-impairment', 'sexual-exploitation'],
      outcome: 'scr-or-learning-review-or-neither',
    },
    { id: 'A4', abuseOrNeglect: YES, event: SERIOUS, outcome: 'not-described' },
    { id: 'A5', abuseOrNeglect: ['no', 'unknown'], outcome: 'not-described' },
  ],
  'working-together-2010': [
    { id: 'B1', abuseOrNeglect: YES, event: DEATH, outcome: 'always-scr' },
    {
      id: 'B2',
      abuseOrNeglect: YES,
      event: SERIOUS,
      harmKind: ['life-threatening-injury', 'long-term-impairment', 'sexual-exploitation'],
      jointWorkConcern: ['yes'],
      outcome: 'always-consider-scr',
    },
    {
      id: 'B2',
      event: SERIOUS,
      // Neither needs abuse or neglect of the child in the wording of 2010.
      harmKind: ['violent-assault', 'parent-murdered'],
      jointWorkConcern: ['yes'],
      outcome: 'always-consider-scr',
    },
    {
      id: 'B2',
      abuseOrNeglect: YES,
      event: SERIOUS,
      harmKind: ['life-threatening-injury', 'long-term-impairment', 'sexual-exploitation'],
      jointWorkConcern: ['not-yet-known'],
      outcome: 'pending',
    },
    {
      id: 'B2',
      event: SERIOUS,
      harmKind: ['violent-assault', 'parent-murdered'],
      jointWorkConcern: ['not-yet-known'],
      outcome: 'pending',
    },
    {
      id: 'B3',
      abuseOrNeglect: YES,
      event: ['serious-harm', 'harm-not-serious'],
      outcome: 'learning-review',
    },
  ],
  'regulations-2006': [
    { id: 'C1', abuseOrNeglect: YES, event: DEATH, outcome: 'scr' },
    { id: 'C2', abuseOrNeglect: YES, event: SERIOUS, jointWorkConcern: ['yes'], outcome: 'scr' },
    {
      id: 'C3',
      abuseOrNeglect: YES,
      event: SERIOUS,
      jointWorkConcern: ['no'],
      outcome: 'learning-review-possible',
    },
    {
      id: 'C2',
      abuseOrNeglect: YES,
      event: SERIOUS,
      jointWorkConcern: ['not-yet-known'],
      outcome: 'pending',
    },
    { id: 'C4', abuseOrNeglect: YES, event: NOT_SERIOUS, outcome: 'other-local-learning' },
    { id: 'C5', abuseOrNeglect: ['no', 'unknown'], event: DEATH, circumstance: ['custody'], outcome: 'scr' },
    {
      id: 'C6',
      abuseOrNeglect: NO,
      event: DEATH,
      circumstance: ['looked-after'],
      outcome: 'notify-scr-not-required',
    },
    { id: 'C6', abuseOrNeglect: NO, event: DEATH, outcome: 'child-death-review' },
  ],
  now: [
    { id: 'D1', abuseOrNeglect: YES, event: DEATH, outcome: 'notify-and-rapid-review' },
    { id: 'D2', abuseOrNeglect: YES, event: SERIOUS, outcome: 'notify-and-rapid-review' },
    { id: 'D3', abuseOrNeglect: NO, event: DEATH, circumstance: ['looked-after'], outcome: 'notify-ofsted' },
    { id: 'D4', abuseOrNeglect: NO, event: DEATH, circumstance: ['care-leaver'], outcome: 'notify-ofsted' },
    { id: 'D5', abuseOrNeglect: NO, event: DEATH, circumstance: ['custody'], outcome: 'check-and-notify' },
    { id: 'D5', abuseOrNeglect: NO, event: DEATH, outcome: 'child-death-review' },
    { id: 'D6', abuseOrNeglect: YES, event: NOT_SERIOUS, outcome: 'other-local-learning' },
  ],
};

/** What a table says when no rule of it is met. Where abuse or neglect is unknown, every law waited or asked. */
const OTHERWISE: Readonly<
  Record<CriteriaTable, { readonly unknown: OutcomeCode; readonly known: OutcomeCode }>
> = {
  page: { unknown: 'not-described', known: 'not-described' },
  'working-together-2010': { unknown: 'pending', known: 'none' },
  'regulations-2006': { unknown: 'pending', known: 'none' },
  now: { unknown: 'notify-if-suspected', known: 'none' },
};

/** What one table says of the facts of a teaching example. */
export function criteriaFinding(table: CriteriaTable, facts: CriteriaFacts): CriteriaFinding {
  const rule = CRITERIA_TABLES[table].find((candidate) => isMet(candidate, facts));
  const otherwise = UNKNOWN.includes(facts.abuseOrNeglect)
    ? OTHERWISE[table].unknown
    : OTHERWISE[table].known;
  const outcome = rule?.outcome ?? otherwise;
  return { ruleId: rule?.id ?? null, outcome, notes: notesOf(table, facts, outcome) };
}

/** What every table says of the same facts, for showing then and now side by side. */
export function criteriaFindings(facts: CriteriaFacts): Readonly<Record<CriteriaTable, CriteriaFinding>> {
  return {
    page: criteriaFinding('page', facts),
    'working-together-2010': criteriaFinding('working-together-2010', facts),
    'regulations-2006': criteriaFinding('regulations-2006', facts),
    now: criteriaFinding('now', facts),
  };
}

/** Each outcome as one sentence for a reader. */
export const OUTCOME_SENTENCE: Readonly<Record<OutcomeCode, string>> = {
  scr: 'A serious case review was carried out.',
  'scr-or-learning-review-or-neither':
    'A panel examined the case: a serious case review, a learning review, or neither.',
  'not-determinate': 'The page says “has led to”, so a suspicion alone does not settle it: to be considered.',
  'not-described': 'The page does not describe this.',
  'always-scr': 'Always a serious case review.',
  'always-consider-scr': 'A serious case review was always to be considered.',
  'learning-review': 'Another kind of learning review, where there were lessons to learn.',
  'learning-review-possible':
    'Not a serious case review by right: the board could hold one, hold a learning review, or do neither.',
  'notify-scr-not-required':
    'Ofsted and the safeguarding board were notified; a serious case review was not required.',
  'child-death-review': 'The child death review only, unless new information came to light.',
  pending: 'Decision pending: gather information and decide within a month.',
  'notify-and-rapid-review':
    'The Panel must be notified within 5 working days and a rapid review sent within 15; then the partners decide whether to hold a local child safeguarding practice review.',
  'notify-ofsted':
    'The Department for Education and Ofsted are notified; a rapid review is not automatic, and partners may choose one.',
  'check-and-notify':
    'Check which notification applies; a rapid review follows if abuse or neglect is suspected.',
  'notify-if-suspected': 'Notify if abuse or neglect is suspected. Do not wait for certainty.',
  'other-local-learning': 'Other local learning, such as an audit, where it is useful.',
  none: 'Nothing is required by these rules.',
};

/** Each note as one sentence for a reader. */
export const NOTE_SENTENCE: Readonly<Record<NoteCode, string>> = {
  'page-learning-review-in-some-cases': 'The page says that a learning review is held “in some cases”.',
  'residence-leads': 'The safeguarding board of the area where the child lived led.',
  'judge-likelihood': 'Where long-term effect is likely but not certain, it is a matter of judgement.',
  'recovery-changes-nothing': 'A child who recovers may still have been seriously harmed.',
  'one-review-for-linked-children': 'One rapid review may cover children who are linked.',
  'abroad-counts': 'A child who normally lived in the area counts when it happened outside England.',
  'agree-lead-area': 'The areas agree which of them leads, and both are informed.',
  'lcspr-never-automatic': 'A local child safeguarding practice review is never automatic.',
};

function isMet(rule: CriteriaRule, facts: CriteriaFacts): boolean {
  return (
    holds(rule.abuseOrNeglect, facts.abuseOrNeglect) &&
    holds(rule.event, facts.event) &&
    holds(rule.harmKind, facts.harmKind) &&
    holds(rule.jointWorkConcern, facts.jointWorkConcern) &&
    holds(rule.circumstance, facts.circumstance)
  );
}

function holds<T>(condition: readonly T[] | undefined, fact: T): boolean {
  return condition === undefined || condition.includes(fact);
}

function notesOf(table: CriteriaTable, facts: CriteriaFacts, outcome: OutcomeCode): NoteCode[] {
  const has = (extra: CriteriaExtra) => facts.extras.includes(extra);
  const notes: NoteCode[] = [];
  if (outcome === 'scr-or-learning-review-or-neither') notes.push('page-learning-review-in-some-cases');
  if (table === 'regulations-2006' && has('another-area')) notes.push('residence-leads');
  if (table === 'now' && outcome === 'notify-and-rapid-review') {
    if (facts.event === 'serious-harm' && facts.harmKind === 'long-term-impairment')
      notes.push('judge-likelihood');
    if (has('recovered')) notes.push('recovery-changes-nothing');
    if (has('several-children')) notes.push('one-review-for-linked-children');
    if (has('died-abroad')) notes.push('abroad-counts');
    if (has('another-area')) notes.push('agree-lead-area');
    notes.push('lcspr-never-automatic');
  }
  return notes;
}
