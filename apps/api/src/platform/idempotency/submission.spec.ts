import type { Request, Response } from 'express';
import { submissionOf } from './submission.js';

const KEY = '0192f1de-3a5b-7c4d-8e9f-0a1b2c3d4e5f';
const request = (key: string | undefined, body: unknown = { minutes: 20 }) =>
  ({ method: 'POST', path: '/api/cpd', body, get: () => key }) as unknown as Request;
const response = { statusCode: 201 } as Response;

describe('submissionOf', () => {
  it('reads the key, where it goes and what it carries', () => {
    expect(submissionOf(request(KEY.toUpperCase()), response)).toEqual({
      key: KEY,
      route: 'POST /api/cpd',
      bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      status: 201,
    });
  });

  it.each([undefined, '', 'double-click', `${KEY}0`])('refuses the key %s', (key) => {
    expect(() => submissionOf(request(key), response)).toThrow(
      expect.objectContaining({ code: 'request.key-missing' }),
    );
  });

  it('tells two bodies apart', () => {
    const hashes = [{ minutes: 20 }, { minutes: 21 }, null].map(
      (body) => submissionOf(request(KEY, body), response).bodyHash,
    );
    expect(new Set(hashes).size).toBe(3);
  });
});
