import { QueryFailedError } from 'typeorm';
import { errorWithoutValues } from './error-without-values.js';

it('keeps nothing of the row that the database refused', () => {
  const driver = Object.assign(new Error('invalid input syntax for type uuid: "sam@demo.example"'), {
    code: '22P02',
    table: 'person',
    detail: 'Key (email_norm)=(sam@demo.example) already exists.',
  });
  const logged = errorWithoutValues(new QueryFailedError('select $1', ['sam@demo.example'], driver));

  expect(logged).toMatchObject({ type: 'QueryFailedError', code: '22P02', table: 'person' });
  expect(JSON.stringify(logged)).not.toContain('sam@demo.example');
});

it('keeps the message and the place of our own faults', () => {
  const logged = errorWithoutValues(new TypeError('standing is undefined'));
  expect(logged.message).toBe('standing is undefined');
  expect(logged.stack).toMatch(/^\s+at /);
});
