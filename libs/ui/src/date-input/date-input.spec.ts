import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { DateInput } from './date-input.js';

@Component({
  selector: 'lr-host',
  imports: [DateInput],
  template: `<lr-date-input field="finishedOn" legend="When did you finish?" [(value)]="day" />`,
})
class Host {
  readonly day = signal('');
}

describe('date input', () => {
  const box = (label: string) => screen.getByLabelText<HTMLInputElement>(label);

  async function host(day = '') {
    const fixture = TestBed.createComponent(Host);
    fixture.componentInstance.day.set(day);
    await fixture.whenStable();
    return fixture;
  }

  async function type(day: string, month: string, year: string) {
    const fixture = await host();
    if (day) await userEvent.type(box('Day'), day);
    if (month) await userEvent.type(box('Month'), month);
    if (year) await userEvent.type(box('Year'), year);
    await fixture.whenStable();
    return fixture.componentInstance.day();
  }

  it.each([
    ['27', '3', '2026', '2026-03-27'],
    ['1', '12', '2025', '2025-12-01'],
    ['', '', '', ''],
    [' ', '', '', ''], // a space is nothing typed
    ['1', '13', '2026', '2026-13-01'], // no such month: the schema refuses it
    ['', '3', '2026', '2026-03-00'], // half typed: no such day
    ['3', '', '2026', '2026-00-03'],
  ])('reads %p %p %p as %p', async (day, month, year, expected) => {
    expect(await type(day, month, year)).toBe(expected);
  });

  it('leaves what was typed as it was typed', async () => {
    await type('3', '4', '26');
    expect([box('Day').value, box('Month').value, box('Year').value]).toEqual(['3', '4', '26']);
  });

  it('shows a day it is given, and another one after that', async () => {
    const fixture = await host('2026-03-07');
    expect([box('Day').value, box('Month').value, box('Year').value]).toEqual(['7', '3', '2026']);
    fixture.componentInstance.day.set('2025-11-30');
    await fixture.whenStable();
    expect([box('Day').value, box('Month').value, box('Year').value]).toEqual(['30', '11', '2025']);
  });

  it('is one question with the field as the id of its first box', async () => {
    await host();
    expect(screen.getByRole('group', { name: 'When did you finish?' })).toBeTruthy();
    expect(box('Day').id).toBe('finishedOn');
  });
});
