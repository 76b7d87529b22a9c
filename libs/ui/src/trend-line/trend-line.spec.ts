import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import type { Figures } from '../figures/figures.js';
import type { Line } from '../line-drawing/line-drawing.js';
import { TrendLine } from './trend-line.js';

@Component({
  selector: 'lr-host',
  imports: [TrendLine],
  template: `
    <lr-trend-line
      caption="Done at the end of each month"
      summary="Done rose from 40% to 60%."
      pointHeading="Month"
      [points]="points()"
      [lines]="lines()"
      suffix="%"
      file="trend"
      [target]="{ label: 'Target', value: 85 }"
      (save)="saved.push($event)"
    />
  `,
})
class Host {
  readonly saved: Figures[] = [];
  readonly points = signal<readonly string[]>(['Aug 2026', 'Sep 2026', 'Oct 2026', 'Nov 2026']);
  readonly lines = signal<readonly Line[]>([
    { label: 'Done', values: [40, null, '[c]', 60] },
    { label: 'Overdue', values: [10, 12, 14, 0] },
  ]);
}

describe('trend line', () => {
  let fixture: ComponentFixture<Host>;

  beforeEach(async () => {
    fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
  });

  const drawing = () => document.querySelector('.lr-line-drawing') as HTMLElement;
  const paths = () =>
    [...drawing().querySelectorAll('.lr-line-drawing__line')].map((path) => path.getAttribute('d'));
  const marks = (line: number) =>
    [...drawing().querySelectorAll(`.lr-line-${line} .lr-line-drawing__mark`)].map((mark) => [
      mark.getAttribute('x'),
      mark.getAttribute('y'),
    ]);

  it('gives a screen reader the name, the sentence and the table, and no shapes', () => {
    const chart = screen.getByRole('group', { name: 'Done at the end of each month' });
    expect(chart.textContent).toContain('Done rose from 40% to 60%.');
    expect(drawing().closest('[aria-hidden="true"]')).toBeTruthy();
    const rows = within(screen.getByRole('table', { hidden: true })).getAllByRole('row', { hidden: true });
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim()))).toEqual([
      ['Month', 'Done (%)', 'Overdue (%)'],
      ['Aug 2026', '40%', '10%'],
      ['Sep 2026', '', '12%'], // missing is blank
      ['Oct 2026', '[c]hidden, small number', '14%'],
      ['Nov 2026', '60%', '0%'], // and zero is zero
    ]);
  });

  it('draws per cents from 0 to 100, whatever they are', () => {
    expect(marks(2)).toEqual([
      ['0%', '90%'],
      ['33.33%', '88%'],
      ['66.67%', '86%'],
      ['100%', '100%'],
    ]);
  });

  it('leaves a gap where a figure is missing or hidden: no mark, and no line across', () => {
    expect(marks(1)).toEqual([
      ['0%', '60%'],
      ['100%', '40%'],
    ]);
    // Two points apart from each other: each is moved to, and none is drawn to.
    expect(paths()[0]).not.toMatch(/L[^Z]/);
    expect(paths()[1]).toMatch(/L/);
  });

  it('tells lines apart by their marks, not by colour alone', () => {
    const shapes = [1, 2].map(
      (line) =>
        drawing().querySelector(`.lr-line-${line} .lr-line-drawing__mark path`)?.getAttribute('d') ?? '',
    );
    expect(new Set(shapes).size).toBe(2);
    expect(shapes).not.toContain('');
  });

  it('draws the target, and says what it is', () => {
    expect(drawing().querySelector('.lr-line-drawing__target')?.getAttribute('y1')).toBe('15%');
    expect(screen.getByText('Target: 85%')).toBeTruthy();
  });

  it('names the first and the last point, and few between', async () => {
    const names = () =>
      [...drawing().querySelectorAll('.lr-line-drawing__names text')].map((name) => name.textContent?.trim());
    expect(names()).toEqual(['Aug 2026', 'Sep 2026', 'Oct 2026', 'Nov 2026']);
    const months = Array.from({ length: 14 }, (_, month) => `Month ${month + 1}`);
    fixture.componentInstance.points.set(months);
    await fixture.whenStable();
    // Every third, but not the thirteenth: it would stand in the last one's way.
    expect(names()).toEqual(['Month 1', 'Month 4', 'Month 7', 'Month 10', 'Month 14']);
  });

  it('gives what it shows as a file', async () => {
    await userEvent.click(
      screen.getByRole('button', { name: 'Download these figures (CSV) Done at the end of each month' }),
    );
    expect(fixture.componentInstance.saved).toEqual([
      {
        name: 'trend',
        columns: ['Month', 'Done (%)', 'Overdue (%)'],
        rows: [
          ['Aug 2026', 40, 10],
          ['Sep 2026', null, 12],
          ['Oct 2026', '[c]', 14],
          ['Nov 2026', 60, 0],
        ],
      },
    ]);
  });
});
