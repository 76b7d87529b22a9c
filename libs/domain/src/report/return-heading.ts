/** What a training lead writes in a return, by the name of the field, in the order of the page. (docs/field.md 2.5) */
export const RETURN_TEXTS = [
  {
    field: 'qualityAssurance',
    label: 'Who quality-assured the modules',
    hint: 'Who in your agency, or in the partnership, checked that they are right for your people, and when.',
  },
  {
    field: 'sharedLearning',
    label: 'How learning from reviews was shared',
    hint: 'Local and national reviews: how it reached people, and which people.',
  },
  {
    field: 'changedPractice',
    label: 'Evidence of changed practice',
    hint: 'What people do differently now, and how you know: audits, supervision, what children and families say.',
  },
  {
    field: 'supervision',
    label: 'Supervision arrangements',
    hint: 'Who has safeguarding supervision, how often, and how that is checked.',
  },
  {
    field: 'gapsAndPlan',
    label: 'Gaps, and the plan for them',
    hint: 'What is not where it should be, what you will do, who will, and by when.',
  },
] as const;

/** Name of a text of a return. */
export type ReturnText = (typeof RETURN_TEXTS)[number]['field'];

/** What a lead scores themselves on, in the order of the page. The partnership moderates the same list later. */
export const RETURN_SCORES = [
  { field: 'training', label: 'Training that is required is done and in date' },
  { field: 'induction', label: 'New starters are inducted in time' },
  { field: 'sharedLearning', label: 'Learning from reviews is shared' },
  { field: 'changedPractice', label: 'Practice has changed, and there is evidence' },
  { field: 'supervision', label: 'Supervision is in place' },
] as const;

/** Name of a heading that is scored. */
export type ReturnScore = (typeof RETURN_SCORES)[number]['field'];

/** The scale, 0 to 3, as section 11 audits use it. (docs/field.md 2.5) */
export const RAG_SCALE = [
  { score: 0, label: 'Red: not in place' },
  { score: 1, label: 'Red to amber: begun, with large gaps' },
  { score: 2, label: 'Amber to green: mostly in place' },
  { score: 3, label: 'Green: in place, with evidence' },
] as const;

/** A score in words; `Not scored` for none. */
export function ragLabel(score: number | null): string {
  return score === null
    ? 'Not scored'
    : `${score}. ${RAG_SCALE.find((each) => each.score === score)?.label ?? ''}`;
}

/** How each figure of a return is counted: said on the page, in the file and on paper. */
export const RETURN_DEFINITIONS = {
  compliant: 'Compliant: finished, and still valid on the day the figures are of.',
  share:
    'A share of people is out of those of whom a module is required, and of those the headcount knows whom nobody has recorded here: nothing can be shown of them, so they count as not compliant. Without a headcount it is out of the members recorded here.',
  overdue:
    'Overdue: not valid on the day, counted in months since the last day on which it was in time. That is the due day, or the last day on which an earlier completion counted.',
  starters:
    'New starters: members whose first day is in the period. Inducted in time: every module required of them is finished, each by its due day. Late: a due day passed with its module unfinished, or it was finished later. Still in time: something is unfinished and not yet due, or they left before it was. The share is of those in time and late.',
  attendance:
    'Single-agency and multi-agency attendance: not recorded here yet. Modules here are done alone and online; facilitated sessions come later.',
  nonAttendance: 'Non-attendance and its reasons: does not arise for modules done alone and online.',
  moderated: 'Moderated scores: given by the partnership later.',
} as const;

/** A line of a list of links that is none, from 1, and what stands there. */
export interface BadLink {
  readonly line: number;
  readonly text: string;
}

/** The links in a text of one link a line, and the lines that are none. Only `https` and `http` are links. */
export function readLinks(text: string): { links: string[]; bad: BadLink[] } {
  const links: string[] = [];
  const bad: BadLink[] = [];
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const link = raw.trim();
    if (link === '') return;
    if (/^https?:\/\/[^\s/?#.]+\.[^\s]+$/i.test(link)) links.push(link);
    else bad.push({ line: index + 1, text: link });
  });
  return { links, bad };
}
