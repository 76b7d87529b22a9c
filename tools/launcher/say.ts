/** Ends the command with one sentence for the person who ran it, and exit code 1. No stack: it is not a defect. */
export class Refusal extends Error {}

/** Prints a line to the person who ran the command. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The last `count` lines of a text, without the empty ones at its end. */
export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
