import { QueryFailedError } from 'typeorm';
import { databaseFault, isDatabaseAway } from './database-fault.js';

const withCode = (code: string, more: object = {}) => Object.assign(new Error('refused'), { code, ...more });

describe('isDatabaseAway', () => {
  it.each([
    [withCode('ECONNREFUSED'), true],
    [new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]), true],
    [withCode('57P01'), true], // an administrator stopped the server
    [withCode('57P03'), true], // starting up
    [withCode('53300'), true], // too many connections
    [withCode('57014'), true], // statement timeout
    [withCode('40P01'), true], // deadlock
    [new Error('Connection terminated unexpectedly'), true],
    [new Error('timeout exceeded when trying to connect'), true],
    [new QueryFailedError('select 1', [], withCode('08006')), true],
    [withCode('23505'), false], // a unique key: the same request would fail again
    [withCode('42601'), false], // our SQL is wrong
    [withCode('ENOENT', { syscall: 'open' }), false], // a missing file is not a missing database
    [new Error('Connection is a word here'), false],
    [null, false],
    ['57P01', false],
  ])('of %p is %s', (error, expected) => {
    expect(isDatabaseAway(error)).toBe(expected);
  });
});

it('reads the constraint through the error of TypeORM, and no value', () => {
  const driver = withCode('23505', {
    constraint: 'person_email_key',
    table: 'person',
    detail: 'Key (a@b.example)',
  });
  expect(databaseFault(new QueryFailedError('insert', ['a@b.example'], driver))).toEqual({
    code: '23505',
    constraint: 'person_email_key',
    table: 'person',
  });
});
