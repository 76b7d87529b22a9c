import { LineCounter, type YAMLError, isCollection, isMap, isPair, isScalar, parseDocument } from 'yaml';
import type { z } from 'zod';
import { issueSentence } from './issue-sentence.js';
import type { ProblemList } from './content-error.js';

/** Steps from the top of a file's data to one value, as zod gives them: keys, and positions from 0. */
export type DataPath = readonly PropertyKey[];

/** One file that has been read and fits its schema, and that still knows where each value stands. */
export interface ContentFile<T> {
  /** Path inside the content directory. */
  readonly file: string;
  readonly data: T;
  /** Markdown below the front matter; empty for a YAML file. */
  readonly body: string;
  /** Line of the file on which `body` begins. */
  readonly bodyLine: number;
  /** Notes a problem at one value of the file. */
  report(path: DataPath, sentence: string): void;
  /** `file`, line and field of one value, for a warning that is no problem. */
  place(path: DataPath): { file: string; line: number; field: string };
}

/** Reads a YAML file. Answers `null` after noting what is wrong. */
export function readYamlFile<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  problems: ProblemList,
): ContentFile<T> | null {
  return readData(file, text, 1, schema, problems, '', 1);
}

/** Reads a Markdown file that begins with YAML between two lines of `---`. Answers `null` after noting what is wrong. */
export function readMarkdownFile<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  problems: ProblemList,
): ContentFile<T> | null {
  const lines = text.split(/\r?\n/);
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) {
    problems.add({
      file,
      line: 1,
      field: 'front matter',
      sentence: 'Begin the file with its facts between two lines of three hyphens (---)',
    });
    return null;
  }
  const body = lines.slice(end + 1).join('\n');
  // The facts begin on line 2 of the file, the text on the line after the second hyphens.
  return readData(file, lines.slice(1, end).join('\n'), 2, schema, problems, body, end + 2);
}

function readData<T>(
  file: string,
  yaml: string,
  firstLine: number,
  schema: z.ZodType<T>,
  problems: ProblemList,
  body: string,
  bodyLine: number,
): ContentFile<T> | null {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false });
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + firstLine - 1;
  const error = firstCause(document.errors);
  if (error) {
    const line = lineCounter.linePos(error.pos[0]).line;
    problems.add({
      file,
      line: line + firstLine - 1,
      field: fieldOfLine(yaml.split('\n')[line - 1]),
      sentence: yamlSentence(error),
    });
    return null;
  }

  const data: unknown = document.toJS();
  const place = (path: DataPath) => ({
    file,
    line: lineAt(offsetOf(document.contents, path)),
    field: fieldName(data, path),
  });
  const report = (path: DataPath, sentence: string) => problems.add({ ...place(path), sentence });

  const parsed = schema.safeParse(data);
  if (parsed.success) return { file, data: parsed.data, body, bodyLine, report, place };
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        report([...issue.path, key], 'Unknown field: check its spelling, or delete it');
    } else {
      report(issue.path, issueSentence(issue, valueAt(data, issue.path)));
    }
  }
  return null;
}

/** Where the value at `path` begins; for one that is missing, where the thing that should hold it begins. */
function offsetOf(contents: unknown, path: DataPath): number {
  let node = contents;
  let offset = startOf(contents);
  for (const step of path) {
    if (!isCollection(node)) return offset;
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step);
      if (!pair) return offset;
      // The key, not the value: a folded text begins on the line after its name.
      offset = startOf(pair.key);
      node = pair.value;
    } else {
      node = node.items[Number(step)];
      if (node === undefined) return offset;
      offset = startOf(node);
    }
  }
  return offset;
}

function startOf(node: unknown): number {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
}

function valueAt(data: unknown, path: DataPath): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    data,
  );
}

/** Names a place the way its editor does: an entry by its id or code, else by counting from 1. */
function fieldName(data: unknown, path: DataPath): string {
  const names = path.map((step, depth) => {
    if (typeof step !== 'number') return String(step);
    const entry = valueAt(data, path.slice(0, depth + 1));
    const id = valueAt(entry, ['id']) ?? valueAt(entry, ['code']);
    return typeof id === 'string' && id !== '' ? id : String(step + 1);
  });
  return names.length === 0 ? 'file' : names.join('.');
}

/** One slip makes YAML fail in many places below it: the cause is a tab, else the first of them. */
function firstCause(errors: readonly YAMLError[]): YAMLError | undefined {
  return errors.find((error) => error.code === 'TAB_AS_INDENT') ?? errors[0];
}

/** The field that a line begins, when it begins one. */
function fieldOfLine(line: string | undefined): string {
  return /^[\s-]*([A-Za-z]+):/.exec(line ?? '')?.[1] ?? 'YAML';
}

function yamlSentence(error: YAMLError): string {
  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'A colon inside the text is read as a field: write >- after the name and the text on the next line, two spaces in';
    case 'DUPLICATE_KEY':
      return 'This field is written twice: keep one of them';
    case 'TAB_AS_INDENT':
      return 'Indent with spaces, not with tabs';
    case 'BAD_INDENT':
      return 'This line does not begin in the same column as its neighbours: move it';
    default:
      return `This is not valid YAML here (${error.message.split('\n')[0]?.replace(/\.$/, '')})`;
  }
}
