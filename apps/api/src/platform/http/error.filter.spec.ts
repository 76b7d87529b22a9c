import { BadRequestException, NotFoundException } from '@nestjs/common';
import { answerTo, bodyOf } from './error.filter.js';
import { DomainError } from './domain-error.js';

const withCode = (code: string) => Object.assign(new Error('connect 10.0.0.4:5432'), { code });

describe('answerTo', () => {
  it.each([
    [
      'a rule that was not met',
      new DomainError('learning.incomplete', 'Two parts are left'),
      'learning.incomplete',
    ],
    ['an address nobody serves', new NotFoundException('Cannot GET /x'), 'request.not-found'],
    ['JSON that cannot be read', new BadRequestException('Unexpected token'), 'request.malformed'],
    ['a body over the limit', Object.assign(new Error(), { status: 413 }), 'request.too-large'],
    ['a path that cannot be decoded', new URIError('malformed'), 'request.malformed'],
    ['a database that is away', withCode('ECONNREFUSED'), 'service.unavailable'],
    [
      'a row that is there already',
      Object.assign(withCode('23505'), { constraint: 'uq_completion_attempt' }),
      'learning.already-complete',
    ],
    ['a constraint nobody named', Object.assign(withCode('23505'), { constraint: 'x' }), 'service.fault'],
    ['a bug', new TypeError('undefined is not a function'), 'service.fault'],
    ['a thrown string', 'oh', 'service.fault'],
    [
      'an error that claims a status of its own',
      Object.assign(new Error(), { status: 502 }),
      'service.fault',
    ],
  ])('to %s', (_what, error, code) => {
    expect(answerTo(error).code).toBe(code);
  });

  it('says when to try again when the database is away, and nothing of where it is', () => {
    const answer = answerTo(withCode('ECONNREFUSED'));
    expect(answer.detail.retryAfterSeconds).toBe(3);
    expect(JSON.stringify(bodyOf(answer, 'r'))).not.toMatch(/10\.0\.0\.4|5432/);
  });
});

it('writes the body in the shape every error has', () => {
  const error = new DomainError('request.invalid', 'Check the form', {
    errors: [{ field: 'email', message: 'Enter your email address' }],
  });
  expect(bodyOf(error, 'r-1')).toEqual({
    status: 422,
    code: 'request.invalid',
    message: 'Check the form',
    errors: [{ field: 'email', message: 'Enter your email address' }],
    requestId: 'r-1',
  });
});
