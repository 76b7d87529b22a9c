import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type FieldError, Form } from '../form/form.js';
import { Radios } from '../radios/radios.js';
import { TextInput } from '../text-input/text-input.js';
import { ErrorSummary } from './error-summary.js';

@Component({
  selector: 'lr-host',
  imports: [ErrorSummary, Form, Radios, TextInput],
  template: `
    <lr-error-summary [errors]="errors()" />
    <form lrForm [errors]="errors()" (submitted)="send()">
      <lr-text-input field="email" label="Email address" hint="Your work address" [(value)]="email" />
      <lr-radios field="answer" legend="Your answer" [options]="options" [(value)]="answer" />
      <button>Send</button>
    </form>
  `,
})
class Host {
  readonly email = signal('typed');
  readonly answer = signal<string | null>(null);
  readonly options = [
    { value: 'a', label: 'First' },
    { value: 'b', label: 'Second' },
  ];
  readonly errors = signal<readonly FieldError[]>([]);
  readonly refusal: readonly FieldError[] = [
    { field: 'email', message: 'Enter your email address' },
    { field: 'answer', message: 'Choose an answer' },
    { field: '', message: 'The service is busy' },
  ];
  send(): void {
    this.errors.set([...this.refusal]);
  }
}

describe('error summary, form and fields together', () => {
  beforeEach(() => {
    document.title = 'Sign in';
  });

  const user = userEvent.setup();

  async function refused() {
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    await user.click(screen.getByRole('button', { name: 'Send' }));
    await fixture.whenStable();
    return fixture;
  }

  it('is absent before anything was refused', async () => {
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(document.title).toBe('Sign in');
  });

  it('takes focus, lists every error in order, and says so in the title', async () => {
    await refused();
    const alert = screen.getByRole('alert');
    expect(document.activeElement).toBe(alert.parentElement);
    expect(
      within(alert)
        .getAllByRole('listitem')
        .map((item) => item.textContent?.trim()),
    ).toEqual(['Enter your email address', 'Choose an answer', 'The service is busy']);
    expect(document.title).toBe('Error: Sign in');
  });

  it('takes focus again when the same errors come back', async () => {
    const fixture = await refused();
    screen.getByLabelText('Email address').focus();
    fixture.componentInstance.send();
    await fixture.whenStable();
    expect(document.activeElement).toBe(screen.getByRole('alert').parentElement);
  });

  it.each([
    ['Enter your email address', 'Email address'],
    ['Choose an answer', 'First'], // a question's error leads to its first choice
  ])('leads from "%s" to the field "%s"', async (message, label) => {
    await refused();
    await user.click(screen.getByRole('link', { name: message }));
    expect(document.activeElement).toBe(screen.getByLabelText(label));
  });

  it('shows each error beside its field, in its description, and loses nothing typed', async () => {
    await refused();
    const email = screen.getByLabelText<HTMLInputElement>('Email address');
    expect(email.value).toBe('typed');
    expect(email.getAttribute('aria-invalid')).toBe('true');
    const describing = email.getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(describing.map((id) => document.getElementById(id)?.textContent?.trim())).toEqual([
      'Your work address',
      'Error: Enter your email address',
    ]);
    expect(screen.getByRole('group', { name: 'Your answer' }).getAttribute('aria-describedby')).toBe(
      'answer-error',
    );
  });

  it('takes the word from the title when the errors are gone', async () => {
    const fixture = await refused();
    fixture.componentInstance.errors.set([]);
    await fixture.whenStable();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(document.title).toBe('Sign in');
  });
});
