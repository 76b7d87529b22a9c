/** One thing wrong in one content file, said so that the person who edits the file can put it right. */
export interface ContentProblem {
  /** Path inside the content directory, with forward slashes. */
  readonly file: string;
  /** Line in the file, from 1. */
  readonly line: number;
  /** Where in the file: names joined by dots, such as `counselling-before-trial.options.b.feedback`. */
  readonly field: string;
  /** One sentence that says what is wrong or what to do. */
  readonly sentence: string;
}

/** A problem as people read it: `file:line field: sentence`. */
export function problemLine({ file, line, field, sentence }: ContentProblem): string {
  return `${file}:${line} ${field}: ${sentence}`;
}

/** Everything that is wrong in the content, at once: nobody wants to mend and run again forty times. */
export class ContentError extends Error {
  override readonly name = 'ContentError';

  constructor(readonly problems: readonly ContentProblem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super([`The content has ${count}:`, ...problems.map(problemLine)].join('\n'));
  }
}

/** Gathers problems while files are read, in the order in which they are found. */
export class ProblemList {
  private readonly found: ContentProblem[] = [];

  add(problem: ContentProblem): void {
    // An opening and a closing tag are one slip to the person who made it.
    if (!this.found.some((other) => problemLine(other) === problemLine(problem))) this.found.push(problem);
  }

  /** By file, then by line, so that a person can work down each file once. */
  sorted(): ContentProblem[] {
    return [...this.found].sort((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line);
  }

  /** @throws ContentError when anything was found. */
  throwIfAny(): void {
    if (this.found.length > 0) throw new ContentError(this.sorted());
  }
}
