import { Component } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import type { Figures } from '../figures/figures.js';
import { SmallMultiples } from './small-multiples.js';

@Component({
  selector: 'lr-host',
  imports: [SmallMultiples],
  template: `
    <lr-small-multiples
      caption="Each module by month"
      summary="One module fell."
      rowHeading="Module"
      [points]="['Sep 2026', 'Oct 2026', 'Nov 2026']"
      [items]="[
        { label: 'First module', values: [20, 40, 60] },
        { label: 'Second module', values: [null, '[c]', '[c]'] },
        { label: 'New module', values: [null, null, 0] },
      ]"
      suffix="%"
      file="modules-by-month"
      (save)="saved.push($event)"
    />
  `,
})
class Host {
  readonly saved: Figures[] = [];
}

describe('small multiples', () => {
  let fixture: ComponentFixture<Host>;

  beforeEach(async () => {
    fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
  });

  const small = () => [...document.querySelectorAll('.lr-small-multiples__one')];

  it('draws each on the same scale, with its name and where it is now', () => {
    expect(small().map((one) => one.querySelector('p')?.textContent?.trim())).toEqual([
      'First module 60%',
      'Second module [c]',
      'New module 0%',
    ]);
    const last = small().map((one) => one.querySelector('.lr-line-drawing__mark')?.getAttribute('y'));
    expect(last).toEqual(['40%', undefined, '100%']); // a hidden figure has no mark to be measured
    expect(screen.getByText(/drawn from 0% to 100%/)).toBeTruthy();
  });

  it('says the same in one table, of which the shapes are no part', () => {
    const rows = within(screen.getByRole('table', { hidden: true })).getAllByRole('row', { hidden: true });
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim()))).toEqual([
      ['Module', 'Sep 2026 (%)', 'Oct 2026 (%)', 'Nov 2026 (%)'],
      ['First module', '20%', '40%', '60%'],
      ['Second module', '', '[c]hidden, small number', '[c]hidden, small number'],
      ['New module', '', '', '0%'],
    ]);
    expect(small().every((one) => one.closest('[aria-hidden="true"]') !== null)).toBe(true);
  });

  it('gives what it shows as a file', async () => {
    await userEvent.click(screen.getByRole('button', { name: /^Download these figures \(CSV\)/ }));
    expect(fixture.componentInstance.saved[0]).toEqual({
      name: 'modules-by-month',
      columns: ['Module', 'Sep 2026 (%)', 'Oct 2026 (%)', 'Nov 2026 (%)'],
      rows: [
        ['First module', 20, 40, 60],
        ['Second module', null, '[c]', '[c]'],
        ['New module', null, null, 0],
      ],
    });
  });
});
