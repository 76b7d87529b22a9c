import type { ArgumentMetadata } from '@nestjs/common';
import { z } from 'zod';
import { ContractPipe } from './contract.pipe.js';

const schema = z.strictObject({
  name: z.string().min(1, 'Enter a name'),
  lines: z.array(z.strictObject({ minutes: z.int('Enter whole minutes') })),
});
const check = (value: unknown, type: ArgumentMetadata['type'] = 'body') =>
  new ContractPipe().transform(value, { type, schema });

describe('ContractPipe', () => {
  it('hands on what the schema makes of the value', async () => {
    await expect(check({ name: 'A', lines: [{ minutes: 5 }] })).resolves.toEqual({
      name: 'A',
      lines: [{ minutes: 5 }],
    });
  });

  it('names each field, in the order of the schema, and each unknown key', async () => {
    await expect(
      check({ lines: [{ minutes: 1.5, extra: 1 }], name: '', role: 'administrator' }),
    ).rejects.toMatchObject({
      code: 'request.invalid',
      detail: {
        errors: [
          { field: 'name', message: 'Enter a name' },
          { field: 'lines.0.minutes', message: 'Enter whole minutes' },
          { field: 'lines.0.extra', message: 'Unknown field' },
          { field: 'role', message: 'Unknown field' },
        ],
      },
    });
  });

  it('answers an address that cannot be as one that is not there', async () => {
    await expect(check('x', 'param')).rejects.toMatchObject({ code: 'request.not-found' });
  });
});
