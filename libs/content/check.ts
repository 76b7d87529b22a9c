import { relative } from 'node:path';
import { contentDirectory } from '@learning-reviews/content/content-directory';
import { ContentError, problemLine } from '@learning-reviews/content/content-error';
import { readContent } from '@learning-reviews/content/read-content';

// Reads all content files. The build runs it, so that a broken file stops the build and is named.
// Needs the package built once (`npx nx build content` does both).

const directory = contentDirectory();
// From where the person stands, so that a terminal can open the file at the line.
const from = relative(process.cwd(), directory);
const placed = (file: string) => (from === '' ? file : `${from}/${file}`);

try {
  const content = readContent(directory);
  for (const warning of content.warnings) {
    process.stdout.write(`Worth a look: ${problemLine({ ...warning, file: placed(warning.file) })}\n`);
  }
  const { modules, reviews, themes, sources } = content;
  process.stdout.write(
    `Content is sound: ${modules.length} modules, ${reviews.length} reviews, ${themes.length} themes, ${sources.length} sources.\n`,
  );
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  for (const problem of error.problems) {
    process.stderr.write(`${problemLine({ ...problem, file: placed(problem.file) })}\n`);
  }
  process.stderr.write(
    `${error.problems.length} to put right. libs/content/README.md says how the files work.\n`,
  );
  process.exitCode = 1;
}
