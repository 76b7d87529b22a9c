import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { Select } from '../select/select.js';
import { Checkboxes } from './checkboxes.js';

@Component({
  selector: 'lr-host',
  imports: [Checkboxes, Select],
  template: `
    <lr-checkboxes field="roles" legend="Roles" [options]="options" [(values)]="roles" />
    <lr-select field="role" label="Main role" emptyLabel="Any role" [options]="options" [(value)]="role" />
  `,
})
class Host {
  readonly roles = signal<readonly string[]>(['police']);
  readonly role = signal('police');
  readonly options = [
    { value: 'nurse', label: 'School nurse', hint: 'Or health visitor' },
    { value: 'police', label: 'Police officer' },
  ];
}

describe('checkboxes and select', () => {
  async function host() {
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    return fixture.componentInstance;
  }

  it('begin with what they are given', async () => {
    await host();
    expect(screen.getByLabelText<HTMLInputElement>('Police officer').checked).toBe(true);
    expect(screen.getByLabelText<HTMLInputElement>('School nurse').checked).toBe(false);
    expect(screen.getByLabelText<HTMLSelectElement>('Main role').value).toBe('police');
  });

  it('keep ticked values in the order of the options, whatever the order of ticking', async () => {
    const page = await host();
    await userEvent.click(screen.getByLabelText('School nurse'));
    expect(page.roles()).toEqual(['nurse', 'police']);
    await userEvent.click(screen.getByLabelText('Police officer'));
    expect(page.roles()).toEqual(['nurse']);
  });

  it('describe a choice by its hint', async () => {
    await host();
    const id = screen.getByLabelText('School nurse').getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(id)?.textContent?.trim()).toBe('Or health visitor');
  });

  it('give the empty value for no choice', async () => {
    const page = await host();
    await userEvent.selectOptions(screen.getByLabelText('Main role'), 'Any role');
    expect(page.role()).toBe('');
  });
});
