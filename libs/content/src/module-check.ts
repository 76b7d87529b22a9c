import type { ContentProblem, ProblemList } from './content-error.js';
import type { ContentFile, DataPath } from './content-file.js';
import { readStatement } from './module-file.js';
import type { ModuleFiles } from './read-module.js';
import { scenarioFaults } from './scenario-graph.js';

/** Ids that a module may point at; `null` where the file that holds them could not be read. */
export interface KnownIds {
  readonly sources: ReadonlySet<string> | null;
  readonly themes: ReadonlySet<string> | null;
  readonly jobRoles: ReadonlySet<string> | null;
  readonly workforceGroups: ReadonlySet<string> | null;
}

/** Questions of a knowledge check, so that the pass mark of 75 % is six. (docs/rules.md, rules of learning) */
const QUESTION_COUNT = 8;

/** Notes whatever is wrong with one module that its schemas cannot see. */
export function checkModule(files: ModuleFiles, known: KnownIds, problems: ProblemList): void {
  checkFacts(files, known);
  checkSections(files, known, problems);
  checkScenario(files);
  checkQuestions(files, known);
}

/** How much longer than every other option the right one may be before people notice. */
const NOTICEABLY_LONGER = 1.1;

/** What an editor should look at again, though it breaks nothing. */
export function moduleWarnings({ questions }: ModuleFiles): ContentProblem[] {
  return questions.data.flatMap((question, q) => {
    const right = question.options.findIndex((option) => option.correct);
    const length = (option: (typeof question.options)[number]) => option.text.length;
    const longestOther = Math.max(...question.options.filter((_, o) => o !== right).map(length));
    const rightOption = question.options[right];
    if (!rightOption || length(rightOption) <= longestOther * NOTICEABLY_LONGER) return [];
    return [
      {
        ...questions.place([q, 'options', right]),
        sentence:
          'The right option is much the longest, which people notice: shorten it, or write more in another',
      },
    ];
  });
}

function checkFacts({ facts, module }: ModuleFiles, known: KnownIds): void {
  const { data } = facts;
  noteUnknown(facts, ['themes'], data.themes, known.themes, 'themes.yaml');
  noteTwice(facts, ['themes'], data.themes);
  noteUnknown(facts, ['audience', 'jobRoles'], data.audience.jobRoles, known.jobRoles, 'job-roles.yaml');
  noteTwice(facts, ['audience', 'jobRoles'], data.audience.jobRoles);
  const groups = data.audience.groups.map(String);
  noteUnknown(facts, ['audience', 'groups'], groups, known.workforceGroups, 'frameworks.yaml');
  for (const layer of ['publishedPage', 'otherPublic', 'general'] as const) {
    data.evidence[layer].forEach((sentence, index) => {
      for (const part of readStatement(sentence)) {
        for (const id of part.sources) {
          if (known.sources && !known.sources.has(id)) {
            facts.report(['evidence', layer, index], `There is no source ‘${id}’ in sources.yaml`);
          }
        }
      }
    });
  }
  if (module.change !== null && module.note === null) {
    facts.report(
      ['change'],
      'Write a note beside the change: what is different, for people who did the version before',
    );
  }
  if (module.change === null && module.note !== null) {
    facts.report(['note'], 'Write change: editorial or change: material beside the note');
  }
}

function checkSections({ sections }: ModuleFiles, known: KnownIds, problems: ProblemList): void {
  const seen = new Set<string>();
  for (const section of sections) {
    noteUnknown(section, ['sources'], section.data.sources, known.sources, 'sources.yaml');
    noteTwice(section, ['sources'], section.data.sources);
    if (seen.has(section.data.id)) {
      problems.add({ ...section.place(['id']), sentence: `Another section has the id ‘${section.data.id}’` });
    }
    seen.add(section.data.id);
  }
}

function checkScenario({ scenario }: ModuleFiles): void {
  const { nodes, endings } = scenario.data;
  const twice =
    noteTwice(
      scenario,
      ['nodes'],
      nodes.map((node) => node.id),
      'id',
    ) +
    noteTwice(
      scenario,
      ['endings'],
      endings.map((ending) => ending.id),
      'id',
      nodes.map((node) => node.id),
    );
  nodes.forEach((node, n) =>
    noteTwice(
      scenario,
      ['nodes', n, 'choices'],
      node.choices.map((choice) => choice.id),
      'id',
    ),
  );
  // With two of one name, nobody can say where a choice leads.
  if (twice > 0) return;
  for (const fault of scenarioFaults(scenario.data)) scenario.report(fault.path, fault.sentence);
}

function checkQuestions({ questions }: ModuleFiles, known: KnownIds): void {
  const { data } = questions;
  noteTwice(
    questions,
    [],
    data.map((question) => question.id),
    'id',
  );
  if (data.length !== QUESTION_COUNT) {
    questions.report(
      [],
      `A module has ${QUESTION_COUNT} questions, of which 6 are the pass mark: here are ${data.length}`,
    );
  }
  data.forEach((question, q) => {
    noteUnknown(questions, [q, 'sources'], question.sources, known.sources, 'sources.yaml');
    noteTwice(
      questions,
      [q, 'options'],
      question.options.map((option) => option.id),
      'id',
    );
    noteTwice(
      questions,
      [q, 'options'],
      question.options.map((option) => option.text),
      'text',
    );
    const right = question.options.filter((option) => option.correct).length;
    if (right !== 1) {
      questions.report([q, 'options'], `Mark exactly one option with correct: true (now ${right})`);
    }
  });
}

function noteUnknown<T>(
  file: ContentFile<T>,
  path: DataPath,
  ids: readonly string[],
  known: ReadonlySet<string> | null,
  where: string,
): void {
  if (!known) return;
  ids.forEach((id, index) => {
    if (!known.has(id)) file.report([...path, index], `There is no ‘${id}’ in ${where}`);
  });
}

/**
 * Notes every value that an earlier one already has. Answers how many there were.
 *
 * @param key    Name of the field inside each entry that holds the value, when entries are not plain values.
 * @param before Values that stand elsewhere and may not come again either.
 */
function noteTwice<T>(
  file: ContentFile<T>,
  path: DataPath,
  values: readonly string[],
  key?: string,
  before: readonly string[] = [],
): number {
  const seen = new Set(before);
  let count = 0;
  values.forEach((value, index) => {
    if (seen.has(value)) {
      count += 1;
      file.report(
        key === undefined ? [...path, index] : [...path, index, key],
        `‘${value}’ stands here twice`,
      );
    }
    seen.add(value);
  });
  return count;
}
