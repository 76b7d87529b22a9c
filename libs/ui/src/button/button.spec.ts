import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { Form } from '../form/form.js';
import { Button } from './button.js';

@Component({
  selector: 'lr-host',
  imports: [Button, Form],
  template: `
    <form lrForm (submitted)="sent.set(sent() + 1)">
      <button lrButton="secondary" [busy]="isBusy()">Send</button>
    </form>
  `,
})
class Host {
  readonly isBusy = signal(false);
  readonly sent = signal(0);
}

describe('button', () => {
  it('sends its form by press and by Enter, and never leaves the page', async () => {
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await userEvent.keyboard('{Enter}');
    expect(fixture.componentInstance.sent()).toBe(2);
  });

  it('ignores presses while busy, and keeps focus', async () => {
    const fixture = TestBed.createComponent(Host);
    fixture.componentInstance.isBusy.set(true);
    await fixture.whenStable();
    const button = screen.getByRole('button', { name: 'Send' });
    await userEvent.click(button);
    expect(fixture.componentInstance.sent()).toBe(0);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(button);
  });
});
