/** The last stage of a Dockerfile: what the image is when it runs. */
export interface FinalStage {
  readonly image: string;
  readonly user: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** The start command, as the list of words the file gives. */
  readonly command: readonly string[] | undefined;
}

/** Reads a Dockerfile as far as our own use the language: one instruction a line, commands as JSON lists. */
export function finalStage(dockerfile: string): FinalStage {
  const instructions = dockerfile
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line))
    .map((line) => /^([A-Z]+) (.*)$/.exec(line)?.slice(1) as [string, string]);
  const from = instructions.findLastIndex(([word]) => word === 'FROM');
  const stage = instructions.slice(from);
  const last = (word: string) => stage.findLast(([name]) => name === word)?.[1];
  const pairs = stage.filter(([word]) => word === 'ENV').flatMap(([, rest]) => rest.split(' '));
  const command = last('CMD');
  return {
    image: last('FROM') ?? '',
    user: last('USER'),
    environment: Object.fromEntries(pairs.map((pair) => pair.split('=', 2) as [string, string])),
    command: command === undefined ? undefined : (JSON.parse(command) as string[]),
  };
}

/** Every image a Dockerfile starts from, in order. */
export function imagesOf(dockerfile: string): string[] {
  return [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image ?? '');
}
