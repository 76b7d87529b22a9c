import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { Form } from '../form/form.js';
import { PassphraseInput } from './passphrase-input.js';

@Component({
  imports: [Form, PassphraseInput],
  template: `
    <form lrForm [errors]="errors()">
      <lr-passphrase-input
        field="passphrase"
        label="New passphrase"
        hint="12 characters or more"
        autocomplete="new-password"
        [(value)]="value"
      />
    </form>
  `,
})
class Page {
  readonly value = signal('');
  readonly errors = signal([{ field: 'passphrase', message: 'Enter a longer one' }]);
}

describe('a passphrase input', () => {
  const user = userEvent.setup();

  it('hides what is typed, shows it on a press, and loses nothing in turning', async () => {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const box = screen.getByLabelText<HTMLInputElement>('New passphrase');
    await user.type(box, 'three wet otters');
    expect(box.type).toBe('password');

    await user.click(screen.getByRole('button', { name: 'Show passphrase' }));
    await fixture.whenStable();
    expect([box.type, box.value]).toEqual(['text', 'three wet otters']);
    expect(document.body.textContent).toContain('Your passphrase is visible');

    await user.click(screen.getByRole('button', { name: 'Hide passphrase' }));
    await fixture.whenStable();
    expect([box.type, fixture.componentInstance.value()]).toEqual(['password', 'three wet otters']);
    expect(document.body.textContent).toContain('Your passphrase is hidden');
  });

  it('is for a password manager to fill, and names its hint and its error', async () => {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const box = screen.getByLabelText('New passphrase');
    expect(box.getAttribute('autocomplete')).toBe('new-password');
    expect(box.getAttribute('aria-describedby')).toBe('passphrase-hint passphrase-error');
    expect(box.getAttribute('aria-invalid')).toBe('true');
  });
});
