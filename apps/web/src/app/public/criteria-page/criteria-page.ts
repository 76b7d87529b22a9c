import { Component, computed, type ElementRef, signal, viewChild, ViewEncapsulation } from '@angular/core';
import {
  type AbuseOrNeglect,
  type ChildCircumstance,
  type CriteriaEvent,
  type CriteriaExtra,
  type CriteriaFacts,
  criteriaFindings,
  type CriteriaTable,
  type HarmKind,
  type JointWorkConcern,
  NOTE_SENTENCE,
  OUTCOME_SENTENCE,
  WHO_DECIDES,
} from '@learning-reviews/domain/review/criteria';
import { Checkboxes } from '@learning-reviews/ui/checkboxes';
import { InsetText } from '@learning-reviews/ui/inset-text';
import type { Option } from '@learning-reviews/ui/option';
import { Radios } from '@learning-reviews/ui/radios';
import { Table } from '@learning-reviews/ui/table';
import { CRITERIA_EXAMPLES, type CriteriaExample } from './criteria-example.js';

/** The wordings that are shown, oldest first. */
const WORDINGS: readonly { table: CriteriaTable; heading: string; meaning: string }[] = [
  {
    table: 'page',
    heading: 'The published page, on reviews of 2008 to 2014',
    meaning: 'What the Derby board told the public.',
  },
  {
    table: 'working-together-2010',
    heading: 'Working Together 2010',
    meaning: 'The national guidance of the time.',
  },
  {
    table: 'regulations-2006',
    heading: 'The law of 2013 to 2015',
    meaning: 'Regulations of 2006, with Working Together 2013 and 2015.',
  },
  {
    table: 'now',
    heading: 'Now',
    meaning: 'Children Act 2004 as changed in 2017, with Working Together 2018 to 2023.',
  },
];

const ABUSE: readonly Option<AbuseOrNeglect>[] = [
  { value: 'known', label: 'Known' },
  { value: 'suspected', label: 'Suspected' },
  { value: 'no', label: 'No' },
  { value: 'unknown', label: 'Not known yet' },
];
const EVENTS: readonly Option<CriteriaEvent>[] = [
  { value: 'death', label: 'The child died' },
  { value: 'serious-harm', label: 'The child was seriously harmed' },
  { value: 'harm-not-serious', label: 'The child was harmed, but not seriously' },
];
const HARMS: readonly Option<HarmKind>[] = [
  { value: 'life-threatening-injury', label: 'A potentially life-threatening injury' },
  { value: 'long-term-impairment', label: 'Serious or likely long-term harm to health or development' },
  { value: 'sexual-exploitation', label: 'Sexual exploitation over a long time' },
  { value: 'violent-assault', label: 'A violent assault by another child or an adult' },
  { value: 'parent-murdered', label: 'A parent was murdered' },
  { value: 'other', label: 'Another kind' },
];
const CONCERNS: readonly Option<JointWorkConcern>[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'not-yet-known', label: 'Not known yet' },
];
const CIRCUMSTANCES: readonly Option<ChildCircumstance>[] = [
  { value: 'none', label: 'None of these' },
  { value: 'looked-after', label: 'Looked after by the local authority' },
  { value: 'care-leaver', label: 'A care leaver, up to 24' },
  { value: 'custody', label: 'In custody, a secure setting or detained under the Mental Health Act' },
];
const EXTRAS: readonly Option<CriteriaExtra>[] = [
  { value: 'several-children', label: 'More than one child' },
  { value: 'died-abroad', label: 'It happened outside England' },
  { value: 'another-area', label: 'It happened in another area' },
  { value: 'recovered', label: 'The child recovered' },
];

/**
 * The criteria then and now: a teaching aid. It takes no free text, so no fact of a real child can be
 * entered, and says beside every answer who decides.
 */
@Component({
  selector: 'lr-criteria-page',
  imports: [Checkboxes, InsetText, Radios, Table],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './criteria-page.html',
})
export class CriteriaPage {
  protected readonly abuseOptions = ABUSE;
  protected readonly eventOptions = EVENTS;
  protected readonly harmOptions = HARMS;
  protected readonly concernOptions = CONCERNS;
  protected readonly circumstanceOptions = CIRCUMSTANCES;
  protected readonly extraOptions = EXTRAS;
  protected readonly wordings = WORDINGS;
  protected readonly whoDecides = WHO_DECIDES;

  private readonly start = CRITERIA_EXAMPLES[0].facts;
  protected readonly abuse = signal<AbuseOrNeglect | null>(this.start.abuseOrNeglect);
  protected readonly event = signal<CriteriaEvent | null>(this.start.event);
  protected readonly harm = signal<HarmKind | null>('life-threatening-injury');
  protected readonly concern = signal<JointWorkConcern | null>(this.start.jointWorkConcern);
  protected readonly circumstance = signal<ChildCircumstance | null>(this.start.circumstance);
  protected readonly extras = signal<readonly CriteriaExtra[]>([]);

  private readonly facts = computed<CriteriaFacts>(() => ({
    abuseOrNeglect: this.abuse() ?? 'unknown',
    event: this.event() ?? 'death',
    // The kind of harm is asked, and counts, only where the harm was serious.
    harmKind: this.event() === 'serious-harm' ? (this.harm() ?? 'other') : 'other',
    jointWorkConcern: this.concern() ?? 'not-yet-known',
    circumstance: this.circumstance() ?? 'none',
    extras: this.extras(),
  }));
  protected readonly findings = computed(() => inWords(this.facts()));

  protected readonly examples = CRITERIA_EXAMPLES.map((example) => ({
    ...example,
    findings: inWords(example.facts),
  }));

  private readonly answer = viewChild.required<ElementRef<HTMLElement>>('answer');

  /** Puts an example's facts into the questions, and leads to what the rules say of them. */
  protected show({ facts }: CriteriaExample): void {
    this.abuse.set(facts.abuseOrNeglect);
    this.event.set(facts.event);
    this.harm.set(facts.harmKind);
    this.concern.set(facts.jointWorkConcern);
    this.circumstance.set(facts.circumstance);
    this.extras.set(facts.extras);
    this.answer().nativeElement.focus();
  }
}

/** What each wording says of the facts, for a reader. */
function inWords(facts: CriteriaFacts) {
  const findings = criteriaFindings(facts);
  return WORDINGS.map(({ table, heading, meaning }) => ({
    table,
    heading,
    meaning,
    rule: findings[table].ruleId,
    outcome: OUTCOME_SENTENCE[findings[table].outcome],
    notes: findings[table].notes.map((note) => NOTE_SENTENCE[note]),
  }));
}
