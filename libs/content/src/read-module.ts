import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ContentFile, readMarkdownFile, readYamlFile } from './content-file.js';
import type { ProblemList } from './content-error.js';
import type { AuthoredModule, ModuleSection, Question, Scenario } from './module-content.js';
import {
  type ModuleFacts,
  type SectionFacts,
  moduleFacts,
  questionsFile,
  readStatement,
  scenarioFile,
  sectionFacts,
} from './module-file.js';
import { readBlocks } from './section-text.js';

/** A module that fits its schema, with the files it came from, so that later checks can point at a line. */
export interface ModuleFiles {
  readonly module: AuthoredModule;
  readonly facts: ContentFile<ModuleFacts>;
  /** In the order of `module.content.sections`. */
  readonly sections: readonly ContentFile<SectionFacts>[];
  readonly scenario: ContentFile<Scenario>;
  readonly questions: ContentFile<Question[]>;
}

/** Reads `modules/<slug>` below the content directory. Answers `null` after noting what is wrong. */
export function readModule(directory: string, slug: string, problems: ProblemList): ModuleFiles | null {
  const folder = `modules/${slug}`;
  noteStrangers(directory, folder, ['module.md', 'scenario.yaml', 'questions.yaml', 'sections'], problems);

  const facts = readPart(directory, `${folder}/module.md`, problems, (file, text) =>
    readMarkdownFile(file, text, moduleFacts, problems),
  );
  const scenario = readPart(directory, `${folder}/scenario.yaml`, problems, (file, text) =>
    readYamlFile(file, text, scenarioFile, problems),
  );
  const questions = readPart(directory, `${folder}/questions.yaml`, problems, (file, text) =>
    readYamlFile(file, text, questionsFile, problems),
  );
  const sections = readSections(directory, `${folder}/sections`, problems);
  if (!facts || !scenario || !questions || !sections) return null;

  if (facts.data.slug !== slug) facts.report(['slug'], `Write the name of the folder: ${slug}`);
  if (facts.body.trim() !== '') {
    problems.add({
      file: facts.file,
      line: facts.bodyLine,
      field: 'text',
      sentence: 'Text below the second --- is not shown anywhere: move it into a section',
    });
  }

  const { change, note, evidence, ...rest } = facts.data;
  const content = {
    ...rest,
    evidence: {
      publishedPage: evidence.publishedPage.map(readStatement),
      otherPublic: evidence.otherPublic.map(readStatement),
      general: evidence.general.map(readStatement),
    },
    sections: sections.map(({ section }) => section),
    scenario: scenario.data,
    questions: questions.data,
  };
  return {
    module: { content, change, note },
    facts,
    sections: sections.map(({ file }) => file),
    scenario,
    questions,
  };
}

function readSections(
  directory: string,
  folder: string,
  problems: ProblemList,
): { section: ModuleSection; file: ContentFile<SectionFacts> }[] | null {
  const names = namesIn(directory, folder);
  if (names.length === 0) {
    problems.add({
      file: folder,
      line: 1,
      field: 'file',
      sentence: 'Missing: add 01-<id>.md, the first section',
    });
    return null;
  }
  let isNumbered = true;
  const sections = names.map((name, index) => {
    const file = readPart(directory, `${folder}/${name}`, problems, (path, text) =>
      readMarkdownFile(path, text, sectionFacts, problems),
    );
    if (!file) return null;
    const expected = `${String(index + 1).padStart(2, '0')}-${file.data.id}.md`;
    // After a gap every later file is misnamed too: the first tells it.
    if (isNumbered && name !== expected) {
      isNumbered = false;
      file.report(
        ['id'],
        `Name this file ${expected}: sections are numbered from 01 without a gap, then their id`,
      );
    }
    const { data, body, bodyLine } = file;
    const blocks = readBlocks(body, (line, sentence) =>
      problems.add({ file: file.file, line: bodyLine + line - 1, field: 'text', sentence }),
    );
    if (blocks.length === 0) {
      problems.add({
        file: file.file,
        line: bodyLine,
        field: 'text',
        sentence: 'Missing: write the section here',
      });
    }
    return { section: { ...data, blocks }, file };
  });
  return sections.every((section) => section !== null) ? sections : null;
}

/** Reads one file of the content, or notes that it is missing. */
export function readPart<T>(
  directory: string,
  file: string,
  problems: ProblemList,
  read: (file: string, text: string) => T | null,
): T | null {
  const path = join(directory, file);
  if (!existsSync(path)) {
    problems.add({ file, line: 1, field: 'file', sentence: 'Missing: add this file' });
    return null;
  }
  return read(file, readFileSync(path, 'utf8'));
}

/** Names in a folder, sorted; none when there is no such folder. Hidden files are the editor's own. */
export function namesIn(directory: string, folder: string): string[] {
  const path = join(directory, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => !name.startsWith('.'))
    .sort();
}

/** Notes files that nothing reads, so that no text is written in vain. */
function noteStrangers(
  directory: string,
  folder: string,
  known: readonly string[],
  problems: ProblemList,
): void {
  for (const name of namesIn(directory, folder).filter((name) => !known.includes(name))) {
    problems.add({
      file: `${folder}/${name}`,
      line: 1,
      field: 'file',
      sentence: `Nothing reads this file: a module has ${known.join(', ')}`,
    });
  }
}
