import { HttpErrorResponse } from '@angular/common/http';
import { createEnvironmentInjector, EnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { Connection } from '../platform/http/connection.js';
import { Saving } from './saving.js';

const AWAY = new HttpErrorResponse({ status: 0 });

describe('saving', () => {
  let saving: Saving;
  let page: EnvironmentInjector;

  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Math, 'random').mockReturnValue(0);
    page = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
    saving = page.runInContext(() => new Saving());
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('says "saved" only after an answer', async () => {
    let answer: (value: string) => void = () => undefined;
    const sent = saving.send(() => new Promise<string>((resolve) => (answer = resolve)));
    expect(saving.state()).toBe('saving');
    expect(saving.isBusy()).toBe(true);
    answer('kept');
    expect(await sent).toBe('kept');
    expect(saving.state()).toBe('saved');
    expect(saving.isBusy()).toBe(false);
  });

  it('says that it waits while the tries below it find the service away', () => {
    void saving.send(() => new Promise(() => undefined));
    TestBed.inject(Connection).began();
    expect(saving.state()).toBe('waiting');
    expect(saving.isBusy()).toBe(true);
  });

  it('goes on trying while the service is away, and then is saved', async () => {
    const outcomes = [Promise.reject(AWAY), Promise.reject(AWAY), Promise.resolve('kept')];
    const sent = saving.send(() => outcomes.shift() ?? Promise.reject(new Error('one too many')));
    await jest.advanceTimersByTimeAsync(4999);
    expect(saving.state()).toBe('waiting');
    expect(outcomes).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(1 + 5000);
    expect(await sent).toBe('kept');
    expect(saving.state()).toBe('saved');
  });

  it.each([
    [409, 'idle'], // refused: sending the same again would be refused again
    [422, 'idle'],
    [401, 'unsaved'], // the session ended: it waits for the person
    [500, 'unsaved'],
  ])('after an answer of %p it is %s, and the caller hears of it', async (status, state) => {
    const failure = new HttpErrorResponse({ status });
    await expect(saving.send(() => Promise.reject(failure))).rejects.toBe(failure);
    expect(saving.state()).toBe(state);
    expect(saving.isBusy()).toBe(false);
  });

  it('tries nothing new once its page is gone', async () => {
    let tries = 0;
    const sent = saving.send(() => ((tries += 1), Promise.reject(AWAY)));
    const outcome = sent.catch((error: unknown) => error);
    page.destroy();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toBe(AWAY);
    expect(tries).toBeLessThanOrEqual(2);
  });
});
