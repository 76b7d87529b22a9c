import { HttpErrorResponse } from '@angular/common/http';
import { z } from 'zod';
import { FormState } from './form-state.js';

const request = z.strictObject({
  email: z.string().min(1, 'Enter your email address').max(5, 'Enter a shorter email address'),
  entry: z.strictObject({ minutes: z.int('Enter whole minutes').min(1, 'Enter at least 1 minute') }),
});
const good = { email: 'a@b', entry: { minutes: 5 } };

const refusal = (errors: { field: string; message: string }[]) =>
  new HttpErrorResponse({
    status: 422,
    error: { status: 422, code: 'request.invalid', message: '', errors, requestId: 'r' },
  });

describe('form state', () => {
  it('shows what the schema refuses by field, in its order, and sends nothing', async () => {
    const form = new FormState(async () => request);
    const sent: unknown[] = [];
    const done = await form.submit({ email: '', entry: { minutes: 0 } }, async (body) => sent.push(body));
    expect(done).toBe(false);
    expect(sent).toEqual([]);
    expect(form.errors()).toEqual([
      { field: 'email', message: 'Enter your email address' },
      { field: 'entry.minutes', message: 'Enter at least 1 minute' },
    ]);
  });

  it('shows one error a field', async () => {
    const form = new FormState(async () =>
      z.strictObject({ day: z.string().min(3, 'First').regex(/^x/, 'Second') }),
    );
    await form.submit({ day: '' }, async () => undefined);
    expect(form.errors()).toEqual([{ field: 'day', message: 'First' }]);
  });

  it('sends what passed, and clears the errors of the attempt before', async () => {
    const form = new FormState(async () => request);
    await form.submit({}, async () => undefined);
    const sent: unknown[] = [];
    expect(await form.submit(good, async (body) => sent.push(body))).toBe(true);
    expect(sent).toEqual([good]);
    expect(form.errors()).toEqual([]);
  });

  it('shows the server’s errors by field', async () => {
    const form = new FormState(async () => request);
    const errors = [{ field: 'email', message: 'This address is in use' }];
    expect(await form.submit(good, () => Promise.reject(refusal(errors)))).toBe(false);
    expect(form.errors()).toEqual(errors);
    expect(form.isSending()).toBe(false);
  });

  it('shows one sentence for the whole form when the server names no field', async () => {
    const form = new FormState(async () => request);
    await form.submit(good, () => Promise.reject(refusal([])));
    expect(form.errors()).toEqual([
      { field: '', message: 'Check your answers: some of them cannot be used.' },
    ]);
  });

  it('says what to do when nothing answered', async () => {
    const form = new FormState(async () => request);
    await form.submit(good, () => Promise.reject(new HttpErrorResponse({ status: 0 })));
    expect(form.errors()[0]?.message).toMatch(/Check your connection and try again/);
  });

  it('ignores a second attempt while one is under way', async () => {
    const form = new FormState(async () => request);
    const answers: (() => void)[] = [];
    const first = form.submit(good, () => new Promise<void>((answer) => answers.push(answer)));
    expect(form.isSending()).toBe(true);
    expect(await form.submit(good, () => Promise.reject(new Error('sent twice')))).toBe(false);
    answers[0]?.();
    expect(await first).toBe(true);
  });
});
