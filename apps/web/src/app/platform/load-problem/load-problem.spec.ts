import { HttpErrorResponse, provideHttpClient } from '@angular/common/http';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { jest } from '@jest/globals';
import { screen } from '@testing-library/dom';
import { LoadProblem } from './load-problem.js';

@Component({
  selector: 'lr-host',
  imports: [LoadProblem],
  template: `<lr-load-problem [error]="error()" what="your learning" (retry)="tries.set(tries() + 1)" />`,
})
class Host {
  readonly error = signal<unknown>(null);
  readonly tries = signal(0);
}

describe('load problem', () => {
  afterEach(() => jest.useRealTimers());

  function shown(status: number, error?: object) {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideRouter([])] });
    const fixture = TestBed.createComponent(Host);
    fixture.componentInstance.error.set(new HttpErrorResponse({ status, error }));
    fixture.detectChanges();
    return fixture.componentInstance;
  }

  const heading = () => screen.getByRole('heading', { level: 1 }).textContent;

  it.each([
    [404, 'Page not found'],
    [0, 'Sorry, the service is not available'],
    [503, 'Sorry, the service is not available'],
    [500, 'Sorry, there is a problem'],
    [403, 'Sorry, there is a problem'],
  ])('for %i says "%s"', (status, expected) => {
    shown(status);
    expect(heading()).toBe(expected);
  });

  it('asks again by itself while the service is away', () => {
    jest.useFakeTimers();
    const host = shown(503);
    jest.advanceTimersByTime(13_000);
    expect(host.tries()).toBe(1);
  });

  it('leaves a fault to the person, and gives the number to quote', () => {
    jest.useFakeTimers();
    const host = shown(500, { code: 'service.fault', message: '', errors: [], requestId: 'req-42' });
    jest.advanceTimersByTime(60_000);
    expect(host.tries()).toBe(0);
    expect(document.body.textContent).toContain('req-42');
    screen.getByRole('button', { name: 'Try again' }).click();
    expect(host.tries()).toBe(1);
  });
});
