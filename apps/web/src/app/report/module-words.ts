import type { AgencyModule, HardQuestion } from '@learning-reviews/contracts/agency-module.contract';
import type { Figures } from '@learning-reviews/ui/figures';
import { figure, monthInWords } from './agency-words.js';

/** The parts of a question's bar, the one to look for first. */
export const QUESTION_PARTS = ['Right first time', 'Not right first time'] as const;

/** The figures of one bar: the middle of the range. */
export function questionValues({ answered, rightFrom, rightTo }: HardQuestion): number[] {
  const middle = (rightFrom + rightTo) / 2;
  return [middle, answered - middle];
}

/** How many were right first time, as a range: "8 to 12". */
export function rightInWords({ rightFrom, rightTo }: HardQuestion): string {
  return `${figure(rightFrom)} to ${figure(rightTo)}`;
}

/** What a lead should take from the questions: the hardest one, if any stands out. */
export function questionSummary(questions: readonly HardQuestion[]): string {
  const [hardest] = questions;
  if (hardest === undefined) return '';
  const { number, topic, answered } = hardest;
  const share = ({ answered, rightFrom, rightTo }: HardQuestion) => (rightFrom + rightTo) / answered;
  if (questions.length > 1 && questions.every((question) => share(question) === share(hardest))) {
    return 'No question stands out: all were right first time about equally often.';
  }
  return `Most often missed: question ${number}, “${topic}”. ${rightInWords(hardest)} of ${figure(answered)} members were right first time.`;
}

/** The questions as a file: what the table shows. */
export function questionFigures(module: string, questions: readonly HardQuestion[]): Figures {
  return {
    name: `${module}-questions`,
    columns: ['Question', 'Answered by', 'Right first time, from', 'Right first time, to', 'About (%)'],
    rows: questions.map(({ number, text, answered, rightFrom, rightTo, percentage }) => [
      `${number}. ${text}`,
      answered,
      rightFrom,
      rightTo,
      percentage,
    ]),
  };
}

/** What a reader should take from the completions: how many, and when most. */
export function finishedSummary(finished: AgencyModule['finished']): string {
  const total = finished.reduce((sum, { completions }) => sum + completions, 0);
  const all = `${figure(total)} ${total === 1 ? 'completion' : 'completions'} in the last twelve months and this one`;
  const most = Math.max(0, ...finished.map(({ completions }) => completions));
  const busiest = finished.filter(({ completions }) => completions === most);
  const [first] = busiest;
  if (total === 0 || first === undefined) return 'Nobody has finished it in the last twelve months.';
  return busiest.length === 1
    ? `${all}, the most in ${monthInWords(first.month)} (${figure(most)}).`
    : `${all}.`;
}
