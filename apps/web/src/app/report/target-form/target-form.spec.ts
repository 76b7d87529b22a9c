import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { TargetForm } from './target-form.js';

@Component({
  selector: 'lr-host',
  imports: [TargetForm],
  template: `<lr-target-form [target]="target()" (saved)="saves.set(saves() + 1)" />`,
})
class Host {
  readonly target = signal(90);
  readonly saves = signal(0);
}

describe('the form for the target', () => {
  let fixture: ComponentFixture<Host>;
  let server: HttpTestingController;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    fixture = TestBed.createComponent(Host);
    server = TestBed.inject(HttpTestingController);
    await fixture.whenStable();
  });

  const field = () => screen.getByLabelText(/^Target, in per cent/) as HTMLInputElement;
  /** Waits for the contract, which is loaded at the first press. */
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await fixture.whenStable();
  };
  async function save(typed: string): Promise<void> {
    await userEvent.clear(field());
    if (typed !== '') await userEvent.type(field(), typed);
    await userEvent.click(screen.getByRole('button', { name: 'Save the target', hidden: true }));
    await settle();
  }

  it('begins with the target as it is', () => {
    expect(field().value).toBe('90');
  });

  it.each([
    ['85', 85],
    ['85 %', 85],
    ['100', 100],
  ])('saves "%s"', async (typed, percent) => {
    await save(typed);
    const request = server.expectOne({ method: 'PUT', url: '/api/agency/target' });
    expect(request.request.body).toEqual({ percent });
    request.flush(null);
    await settle();
    expect(screen.getByRole('status').textContent).toBe(`The target is now ${percent}%.`);
    expect(fixture.componentInstance.saves()).toBe(1);
  });

  it.each([
    ['', 'Enter a whole number, such as 90'],
    ['ninety', 'Enter a whole number, such as 90'],
    ['89.5', 'Enter a whole number, such as 90'],
    ['0', 'Enter a percentage from 1 to 100'],
    ['101', 'Enter a percentage from 1 to 100'],
  ])('refuses "%s", keeps it, and says what to do', async (typed, sentence) => {
    await save(typed);
    server.expectNone('/api/agency/target');
    expect(screen.getAllByText(new RegExp(sentence)).length).toBeGreaterThan(0);
    expect(field().value).toBe(typed);
    expect(fixture.componentInstance.saves()).toBe(0);
  });
});
