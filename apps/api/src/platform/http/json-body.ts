import express, { type RequestHandler } from 'express';

const FORBIDDEN_KEYS = ['__proto__', 'constructor'];

/**
 * Reads JSON bodies of at most 128 kB: a reflection of five full texts fits. A key that could reach a
 * prototype makes the whole body malformed: no contract has such a field, so nobody sends one by mistake. So does
 * the character NUL, which no keyboard types and no text of PostgreSQL can hold.
 */
export const readJsonBody: RequestHandler = express.json({
  limit: '128kb',
  reviver: (key: string, value: unknown) => {
    if (FORBIDDEN_KEYS.includes(key)) throw new SyntaxError('Field not allowed');
    if (typeof value === 'string' && value.includes('\0')) throw new SyntaxError('Character not allowed');
    return value;
  },
});
