import { WORKFORCE_GROUPS } from '@learning-reviews/domain/report/workforce-group';
import { contentFiles } from './content-copy.fixture.js';
import { moduleContent } from './module-content.js';
import { readContent } from './read-content.js';

describe('the content as it stands', () => {
  const content = readContent(contentFiles);

  it('has five modules, four reviews, 24 themes and 66 sources', () => {
    const { modules, reviews, themes, sources } = content;
    expect([modules.length, reviews.length, themes.length, sources.length]).toEqual([5, 4, 24, 66]);
  });

  it('gives modules that fit the schema of what is stored', () => {
    for (const module of content.modules) {
      expect(moduleContent.parse(module.content)).toEqual(module.content);
    }
  });

  it('calls the workforce groups what screens call them', () => {
    const framework = content.frameworks.find(({ id }) => id === 'workforce-groups');
    expect(framework?.levels.map(({ code, label }) => ({ group: Number(code), label }))).toEqual(
      WORKFORCE_GROUPS,
    );
  });

  it('has nothing that an editor should look at again', () => {
    expect(content.warnings).toEqual([]);
  });

  it('marks every source that is background knowledge as not yet checked', () => {
    const unchecked = content.sources.filter(({ confidence }) => confidence === 'not-yet-checked');
    expect(unchecked.map(({ id }) => id)).toEqual(['PF-LAW', 'WT-2018', 'BACKGROUND']);
  });

  it('keeps the layers of evidence apart, and each claim with its own sources', () => {
    const module = content.modules.find(({ content }) => content.slug === 'kern-young-person');
    expect(module?.content.evidence.publishedPage[1]).toEqual([
      {
        text: 'Kern followed directly on from Operation Retriever, which had its own serious case review',
        sources: ['DSCB-PAGE'],
      },
      { text: '.', sources: [] },
    ]);
    expect(module?.content.evidence.otherPublic).toHaveLength(3);
  });

  it('splits the published page at its headings', () => {
    expect(content.publishedPage.parts.map(({ heading }) => heading)).toEqual([
      null,
      'Learning and Improvement: Review of Serious Case Reviews and Learning Reviews 2008-2014',
      'Learning from a 2014 Serious Incident Learning Review',
      'Child Sexual Exploitation Learning Review of Operation Kern',
    ]);
  });

  it('dates only the support numbers that were read on an official page, and always shows 999', () => {
    const dated = content.support.filter(({ checkedOn }) => checkedOn !== null);
    expect(dated.map(({ id, checkedOn }) => [id, checkedOn])).toEqual([
      ['nspcc-helpline', '2026-11-22'],
      ['childline', '2026-11-22'],
      ['safe-and-sound', '2026-11-22'],
    ]);
    expect(content.support.filter(({ always }) => always).map(({ phone }) => phone)).toEqual(['999']);
  });
});
