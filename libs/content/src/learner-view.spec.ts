import { contentFiles } from './content-copy.fixture.js';
import {
  type LearnerOption,
  answeredQuestion,
  chooseInScenario,
  citedSources,
  learnerView,
  scenarioStep,
} from './learner-view.js';
import type { QuestionOption } from './module-content.js';
import { statementText } from './module-content.js';
import { readContent } from './read-content.js';

const modules = readContent(contentFiles).modules.map(({ content }) => content);

/** Compiles only while a whole option cannot be handed over as a learner's. */
const wholeOptionIsRefused: QuestionOption extends LearnerOption ? never : true = true;

/** Every key anywhere in a value. */
function keys(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keys(inner)]);
}

describe.each(modules.map((module) => [module.slug, module] as const))(
  'the learner’s view of %s',
  (_, module) => {
    const view = learnerView(module);
    const json = JSON.stringify(view);

    it('holds no feedback', () => {
      const feedback = module.questions.flatMap(({ options }) => options.map((option) => option.feedback));
      expect(feedback).toHaveLength(32);
      expect(feedback.filter((text) => json.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
    });

    it('says neither what is right, nor how good a choice is, nor where it leads', () => {
      expect(
        keys(view).filter((key) => ['correct', 'feedback', 'quality', 'next', 'topic'].includes(key)),
      ).toEqual([]);
      expect(wholeOptionIsRefused).toBe(true);
    });

    it('holds no consequence and no ending of the scenario', () => {
      const { nodes, endings, start } = module.scenario;
      const later = [...nodes.filter(({ id }) => id !== start), ...endings].map(({ text }) => text);
      expect(later.filter((text) => json.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
    });

    it('withholds what other publications say', () => {
      const withheld = module.evidence.otherPublic.map((statement) => statement[0]?.text ?? '');
      expect(
        withheld.filter((text) => text === '' || json.includes(JSON.stringify(text).slice(1, -1))),
      ).toEqual([]);
      expect(view.evidence).not.toHaveProperty('otherPublic');
    });

    it('keeps every section and every option', () => {
      expect(view.sections).toEqual(module.sections);
      expect(view.questions.map(({ options }) => options.map(({ text }) => text))).toEqual(
        module.questions.map(({ options }) => options.map(({ text }) => text)),
      );
    });
  },
);

describe('after the learner has acted', () => {
  const young = modules.find(({ slug }) => slug === 'kern-young-person');
  if (!young) throw new Error('kern-young-person is missing');

  it('an answer brings a reason for every option', () => {
    const answered = answeredQuestion(young, 'counselling-before-trial', 'a');
    expect(answered.correct).toBe(false);
    expect(answered.options.filter(({ correct }) => correct).map(({ id }) => id)).toEqual(['b']);
    expect(answered.options.every(({ feedback }) => feedback.length > 0)).toBe(true);
  });

  it('a choice brings its quality and the step it leads to', () => {
    const chosen = chooseInScenario(young, 'n1', 'c');
    expect(chosen).toMatchObject({ quality: 'partial', onlyWay: false, next: { kind: 'node', id: 'n1a' } });
    expect(chooseInScenario(young, 'n1a', 'continue').onlyWay).toBe(true);
    expect(chooseInScenario(young, 'n4', 'b').next).toMatchObject({ kind: 'ending', id: 'e1' });
  });

  it.each([
    ['a node', () => scenarioStep(young, 'n99')],
    ['a choice', () => chooseInScenario(young, 'n1', 'z')],
    ['a choice at an ending', () => chooseInScenario(young, 'e1', 'a')],
    ['a question', () => answeredQuestion(young, 'no-question', 'a')],
    ['an option', () => answeredQuestion(young, 'counselling-before-trial', 'z')],
  ])('refuses %s that is not there', (_, ask) => {
    expect(ask).toThrow(RangeError);
  });

  it('cites sources once each, without those of the withheld layer', () => {
    const cited = citedSources(young);
    expect(new Set(cited).size).toBe(cited.length);
    expect(cited).toContain('GUARD-2010'); // also cited by a section, so it may show
    expect(cited).not.toContain('SAS-CASEY');
  });

  it('joins a statement back into its sentence', () => {
    expect(statementText(young.evidence.general[0] ?? [])).toBe(
      'Journey to Justice (2017), a case-study paper on testifying (2017), a doctoral study (2018).',
    );
  });
});
