import { ContentCopy } from './content-copy.fixture.js';
import { ContentError, problemLine } from './content-error.js';
import { readContent } from './read-content.js';

const young = 'modules/kern-young-person';

/** What reading says after some edits: each problem as people read it, or nothing. */
function problemsAfter(breakIt: (copy: ContentCopy) => void): string[] {
  const copy = new ContentCopy();
  try {
    breakIt(copy);
    readContent(copy.directory);
    return [];
  } catch (error) {
    if (error instanceof ContentError) return error.problems.map(problemLine);
    throw error;
  } finally {
    copy[Symbol.dispose]();
  }
}

describe('a broken file', () => {
  it.each<[string, (copy: ContentCopy) => void, string[]]>([
    [
      'a field without its text',
      (c) => c.edit(`${young}/module.md`, 'tier: enhanced', 'tier:'),
      [`${young}/module.md:10 tier: Empty: write it, or delete the line if the field is not needed`],
    ],
    [
      'a field left out',
      (c) => c.edit(`${young}/module.md`, 'tier: enhanced\n', ''),
      [`${young}/module.md:2 tier: Missing: add it`],
    ],
    [
      'a misspelt field',
      (c) => c.edit(`${young}/module.md`, 'tier: enhanced', 'teir: enhanced'),
      [
        `${young}/module.md:2 tier: Missing: add it`,
        `${young}/module.md:10 teir: Unknown field: check its spelling, or delete it`,
      ],
    ],
    [
      'a word that is not one of the choices',
      (c) => c.edit(`${young}/module.md`, 'tier: enhanced', 'tier: expert'),
      [`${young}/module.md:10 tier: Write one of: core, enhanced, enhanced / managers`],
    ],
    [
      'words where a number belongs',
      (c) => c.edit(`${young}/module.md`, 'minutes: 40', 'minutes: forty'),
      [`${young}/module.md:11 minutes: Write a whole number here`],
    ],
    [
      'a number where words belong',
      (c) => c.edit('themes.yaml', 'name: Professional curiosity', 'name: 7'),
      ['themes.yaml:9 T02.name: Write text (put a number in quotes) here'],
    ],
    [
      'a colon inside a plain text',
      (c) => c.edit(`${young}/module.md`, 'levels: Groups', 'levels: Note: Groups'),
      [
        `${young}/module.md:25 levels: A colon inside the text is read as a field: write >- after the name and the text on the next line, two spaces in`,
      ],
    ],
    [
      'a field written twice',
      (c) => c.edit(`${young}/module.md`, 'minutes: 40', 'minutes: 40\nminutes: 35'),
      [`${young}/module.md:12 minutes: This field is written twice: keep one of them`],
    ],
    [
      'a tab',
      (c) => c.edit(`${young}/scenario.yaml`, '  - id: n1a', '\t- id: n1a'),
      [`${young}/scenario.yaml:32 id: Indent with spaces, not with tabs`],
    ],
    [
      'no front matter',
      (c) => c.write(`${young}/module.md`, 'Hello'),
      [
        `${young}/module.md:1 front matter: Begin the file with its facts between two lines of three hyphens (---)`,
      ],
    ],
    [
      'text below the facts of a module',
      (c) => c.edit(`${young}/module.md`, 'blaming.\n---\n', 'blaming.\n---\nHello\n'),
      [
        `${young}/module.md:121 text: Text below the second --- is not shown anywhere: move it into a section`,
      ],
    ],
    [
      'a slug that is not the folder',
      (c) => c.edit(`${young}/module.md`, 'slug: kern-young-person', 'slug: kern'),
      [
        `${young}/module.md:3 slug: Write the name of the folder: kern-young-person`,
        `${young}/module.md:9 reviews.1: reviews/operation-kern-2013.md does not name this module under modules`,
      ],
    ],
    [
      'the number of another module',
      (c) => c.edit(`${young}/module.md`, 'id: 3', 'id: 5'),
      [`${young}/module.md:2 id: kern-professionals is module 5 already: take the next free number`],
    ],
    [
      'a theme that does not exist',
      (c) => c.edit(`${young}/module.md`, '[T17, T18', '[T17, T99'),
      [`${young}/module.md:47 themes.2: There is no ‘T99’ in themes.yaml`],
    ],
    [
      'a job role that does not exist',
      (c) => c.edit(`${young}/module.md`, '- isva', '- ivsa'),
      [`${young}/module.md:34 audience.jobRoles.5: There is no ‘ivsa’ in job-roles.yaml`],
    ],
    [
      'a group that does not exist',
      (c) => c.edit(`${young}/module.md`, 'groups: [3,', 'groups: [9,'),
      [`${young}/module.md:28 audience.groups.1: There is no ‘9’ in frameworks.yaml`],
    ],
    [
      'a source in the evidence that does not exist',
      (c) => c.edit(`${young}/module.md`, '[SAS-CASEY]', '[SAS-KASEY]'),
      [`${young}/module.md:80 evidence.otherPublic.1: There is no source ‘SAS-KASEY’ in sources.yaml`],
    ],
    [
      'a change without a note',
      (c) => c.edit(`${young}/module.md`, 'minutes: 40', 'minutes: 35\nchange: editorial'),
      [
        `${young}/module.md:12 change: Write a note beside the change: what is different, for people who did the version before`,
      ],
    ],
    [
      'a note without a change',
      (c) => c.edit(`${young}/module.md`, 'minutes: 40', 'minutes: 35\nnote: Shorter'),
      [`${young}/module.md:12 note: Write change: editorial or change: material beside the note`],
    ],
    [
      'a review that does not exist',
      (c) => c.edit(`${young}/module.md`, '[operation-kern-2013]', '[operation-kern]'),
      [
        `${young}/module.md:9 reviews.1: There is no review ‘operation-kern’ that could be read`,
        `reviews/operation-kern-2013.md:25 modules.1: ${young}/module.md does not name this review under reviews`,
      ],
    ],
    [
      'a review that forgets its module',
      (c) => c.edit('reviews/operation-kern-2013.md', '  - kern-young-person\n', ''),
      [
        `${young}/module.md:9 reviews.1: reviews/operation-kern-2013.md does not name this module under modules`,
      ],
    ],
    [
      'a review of a module that does not exist',
      (c) => c.edit('reviews/operation-retriever.md', 'modules: []', 'modules: [retriever]'),
      ['reviews/operation-retriever.md:9 modules.1: There is no module ‘retriever’ in the folder modules'],
    ],
    [
      'a review that follows nothing known',
      (c) => c.edit('reviews/operation-kern-2013.md', '- operation-retriever', '- operation-r'),
      ['reviews/operation-kern-2013.md:18 follows.1: There is no review ‘operation-r’ in the folder reviews'],
    ],
    [
      'two recommendations of one name',
      (c) =>
        c.edit(
          'reviews/operation-retriever.md',
          'modules: []',
          'modules: []\nrecommendations:\n  - id: one\n    text: First\n  - id: one\n    text: Second',
        ),
      ['reviews/operation-retriever.md:13 recommendations.one.id: ‘one’ stands here twice'],
    ],
    [
      'a review with points in its description',
      (c) =>
        c.edit('reviews/operation-retriever.md', 'Operation Retriever also', '- Operation Retriever also'),
      [
        'reviews/operation-retriever.md:11 text: Write the description in plain paragraphs, without points, bold, italic or links',
      ],
    ],
    [
      'a section without a number in its name',
      (c) => {
        c.delete(`${young}/sections/02-first-contact-and-interview.md`);
      },
      [
        `${young}/sections/03-the-long-wait.md:2 id: Name this file 02-the-long-wait.md: sections are numbered from 01 without a gap, then their id`,
      ],
    ],
    [
      'a source that does not exist',
      (c) => c.edit(`${young}/sections/03-the-long-wait.md`, 'JTJ-2017', 'JTJ-2018'),
      [`${young}/sections/03-the-long-wait.md:4 sources.1: There is no ‘JTJ-2018’ in sources.yaml`],
    ],
    [
      'HTML in a section',
      (c) =>
        c.edit(
          `${young}/sections/03-the-long-wait.md`,
          '- Name one worker',
          '<b>Now</b>\n\n- Name one worker',
        ),
      [
        `${young}/sections/03-the-long-wait.md:11 text: Use only bold, italic and links inside a text: HTML cannot be shown`,
      ],
    ],
    [
      'a heading in a section',
      (c) =>
        c.edit(`${young}/sections/03-the-long-wait.md`, '\nResearch links', '\n# News\n\nResearch links'),
      [
        `${young}/sections/03-the-long-wait.md:9 text: Use only paragraphs and points here: a heading cannot be shown`,
      ],
    ],
    [
      'a link that is no web address',
      (c) =>
        c.edit(
          `${young}/sections/03-the-long-wait.md`,
          'News matters',
          '[News](javascript:alert(1)) matters',
        ),
      [
        `${young}/sections/03-the-long-wait.md:9 text: Write the whole web address of the link, beginning with https:// ("javascript:alert(1)")`,
      ],
    ],
    [
      'a list inside a point',
      (c) => c.edit(`${young}/sections/03-the-long-wait.md`, '- Treat therapy', '  - Inner\n- Treat therapy'),
      [
        `${young}/sections/03-the-long-wait.md:11 text: Keep a point to one paragraph, without a list or anything else inside it`,
      ],
    ],
    [
      'an empty section',
      (c) =>
        c.write(
          `${young}/sections/03-the-long-wait.md`,
          '---\nid: the-long-wait\nheading: The long wait\nsources: [CPS-PTT]\n---\n',
        ),
      [`${young}/sections/03-the-long-wait.md:6 text: Missing: write the section here`],
    ],
    [
      'a choice that leads nowhere',
      (c) => c.edit(`${young}/scenario.yaml`, 'next: n1b', 'next: n9'),
      [`${young}/scenario.yaml:18 nodes.n1.choices.a.next: There is no node or ending ‘n9’`],
    ],
    [
      'a start that does not exist',
      (c) => c.edit(`${young}/scenario.yaml`, 'start: n1', 'start: n0'),
      [`${young}/scenario.yaml:5 start: There is no node ‘n0’`],
    ],
    [
      'a node nobody reaches',
      (c) => c.edit(`${young}/scenario.yaml`, 'next: n1b', 'next: n1a'),
      [`${young}/scenario.yaml:42 nodes.n1b: Nobody can get here: no choice that is reached leads to it`],
    ],
    [
      'a circle',
      (c) =>
        c.edit(
          `${young}/scenario.yaml`,
          'quality: partial\n        next: n2\n',
          'quality: partial\n        next: n1\n',
        ),
      [
        `${young}/scenario.yaml:30 nodes.n1.choices.c.next: This goes round in a circle, back to ‘n1’: only a choice ‘Choose again’ may lead back`,
        `${young}/scenario.yaml:40 nodes.n1a.choices.continue.next: This goes round in a circle, back to ‘n1a’: only a choice ‘Choose again’ may lead back`,
      ],
    ],
    [
      'a scenario with no strong way through',
      (c) =>
        c.edit(
          `${young}/scenario.yaml`,
          'quality: strong\n        next: n2\n',
          'quality: risky\n        next: n2\n',
        ),
      [
        `${young}/scenario.yaml:7 nodes: No ending can be reached by strong choices alone: mark the way through`,
      ],
    ],
    [
      'two nodes of one name',
      (c) => c.edit(`${young}/scenario.yaml`, '- id: n1b', '- id: n1a'),
      [`${young}/scenario.yaml:42 nodes.n1a.id: ‘n1a’ stands here twice`],
    ],
    [
      'an ending with the name of a node',
      (c) => c.edit(`${young}/scenario.yaml`, '- id: e3', '- id: n3'),
      [`${young}/scenario.yaml:171 endings.n3.id: ‘n3’ stands here twice`],
    ],
    [
      'no right option',
      (c) => c.edit(`${young}/questions.yaml`, '      correct: true\n', ''),
      [
        `${young}/questions.yaml:7 counselling-before-trial.options: Mark exactly one option with correct: true (now 0)`,
      ],
    ],
    [
      'two right options',
      (c) => c.edit(`${young}/questions.yaml`, '      feedback: ', '      correct: true\n      feedback: '),
      [
        `${young}/questions.yaml:7 counselling-before-trial.options: Mark exactly one option with correct: true (now 2)`,
      ],
    ],
    [
      'an option without feedback',
      (c) => c.edit(`${young}/questions.yaml`, '      feedback: ', '      reply: '),
      [
        `${young}/questions.yaml:8 counselling-before-trial.options.a.feedback: Missing: add it`,
        `${young}/questions.yaml:10 counselling-before-trial.options.a.reply: Unknown field: check its spelling, or delete it`,
      ],
    ],
    [
      'seven questions',
      (c) => c.edit(`${young}/questions.yaml`, '- id: special-measures', '- id: counselling-before-trial'),
      [
        `${young}/questions.yaml:25 counselling-before-trial.id: ‘counselling-before-trial’ stands here twice`,
      ],
    ],
    [
      'a source written twice',
      (c) => c.edit('sources.yaml', '- id: DDSCP-CR', '- id: DSCB-PAGE'),
      [
        'modules/themes-2008-2014/questions.yaml:44 after-notification.sources.2: There is no ‘DDSCP-CR’ in sources.yaml',
        'modules/themes-2008-2014/sections/01-what-reviews-are-for.md:4 sources.3: There is no ‘DDSCP-CR’ in sources.yaml',
        'sources.yaml:11 DSCB-PAGE: ‘DSCB-PAGE’ stands here twice',
      ],
    ],
    [
      'a link of a source that does not open',
      (c) => c.edit('sources.yaml', '- https://ddscp.org.uk', '- ddscp.org.uk'),
      ['sources.yaml:16 DDSCP-CR.links.1: Write a full web address, beginning with https:// or http://'],
    ],
    [
      'a level of a role that does not exist',
      (c) => c.edit('job-roles.yaml', '[L1]', '[L9]'),
      ['job-roles.yaml:7 receptionist-or-administrator.icdLevels.1: There is no level L9 in frameworks.yaml'],
    ],
    [
      'a day that does not exist',
      (c) => c.edit('support.yaml', "'2026-11-22'", "'2026-11-31'"),
      ['support.yaml:18 nspcc-helpline.checkedOn: Write a real date, such as 2026-11-22'],
    ],
    [
      'a file left out',
      (c) => c.delete(`${young}/questions.yaml`),
      [`${young}/questions.yaml:1 file: Missing: add this file`],
    ],
    [
      'a file that nothing reads',
      (c) => c.write(`${young}/ideas.md`, 'Hello'),
      [
        `${young}/ideas.md:1 file: Nothing reads this file: a module has module.md, scenario.yaml, questions.yaml, sections`,
      ],
    ],
  ])('with %s is named by file, line and field', (_, breakIt, expected) => {
    expect(problemsAfter(breakIt)).toEqual(expected);
  });
});
