import type { z } from 'zod';

/**
 * Says in plain words what a schema found.
 *
 * @param issue What zod found.
 * @param value What stands in the file at that place; `undefined` when nothing does.
 */
export function issueSentence(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return 'Missing: add it';
  if (value === null || value === '') return 'Empty: write it, or delete the line if the field is not needed';
  switch (issue.code) {
    case 'invalid_type':
      return `Write ${nameOfType(issue.expected)} here`;
    case 'invalid_value':
      return `Write one of: ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'array'
        ? `Give at least ${issue.minimum}`
        : `Write ${issue.minimum} or more${issue.origin === 'string' ? ' characters' : ''}`;
    case 'too_big':
      return issue.origin === 'array'
        ? `Give at most ${issue.maximum}`
        : `Write ${issue.maximum} or less${issue.origin === 'string' ? ' characters' : ''}`;
    case 'invalid_format':
      return issue.format === 'url'
        ? 'Write a full web address, beginning with https:// or http://'
        : issue.message;
    default:
      return issue.message;
  }
}

function nameOfType(expected: string): string {
  switch (expected) {
    case 'string':
      return 'text (put a number in quotes)';
    case 'number':
    case 'int':
      return 'a whole number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list, each line beginning with a hyphen';
    case 'object':
    case 'record':
      return 'fields, each with its name and a colon';
    default:
      return expected;
  }
}
