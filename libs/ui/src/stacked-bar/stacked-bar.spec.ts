import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { screen, within } from '@testing-library/dom';
import { StackedBar } from './stacked-bar.js';

@Component({
  selector: 'lr-host',
  imports: [StackedBar],
  template: `
    <lr-stacked-bar
      caption="Progress by team"
      summary="School nurses are furthest."
      rowHeading="Team"
      [parts]="['Done', 'In progress', 'Not started']"
      [rows]="rows"
    />
  `,
})
class Host {
  readonly rows = [
    { label: 'School nurses', values: [30, 10, 10] },
    { label: 'Small teams', values: null },
    { label: 'New team', values: [0, 0, 0] },
  ];
}

describe('stacked bar', () => {
  beforeEach(async () => {
    await TestBed.createComponent(Host).whenStable();
  });

  const bars = () => [...document.querySelectorAll('.lr-stacked-bar__bar')];

  it('says in a sentence what the chart shows, and names the chart', () => {
    expect(screen.getByRole('group', { name: 'Progress by team' }).textContent).toContain(
      'School nurses are furthest.',
    );
  });

  it('has every figure in its table', () => {
    const rows = within(screen.getByRole('table', { hidden: true })).getAllByRole('row', { hidden: true });
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim()))).toEqual([
      ['Team', 'Done', 'In progress', 'Not started', 'All'],
      ['School nurses', '30', '10', '10', '50'],
      ['Small teams', '[c]', '[c]', '[c]', '[c]'],
      ['New team', '0', '0', '0', '0'],
    ]);
  });

  it('draws the shares end to end', () => {
    const pieces = [...(bars()[0]?.querySelectorAll('rect') ?? [])];
    expect(pieces.map((piece) => [piece.getAttribute('x'), piece.getAttribute('width')])).toEqual([
      ['0%', '60%'],
      ['60%', '20%'],
      ['80%', '20%'],
    ]);
  });

  it('tells the parts apart by pattern, not by colour alone', () => {
    const fills = [...(bars()[0]?.querySelectorAll('rect') ?? [])].map(
      (piece) => piece.getAttribute('fill') ?? '',
    );
    expect(new Set(fills).size).toBe(3);
    for (const fill of fills.slice(1)) {
      expect(document.querySelector(`pattern[id="${/#(.+)\)/.exec(fill)?.[1]}"]`)).toBeTruthy();
    }
  });

  it('draws nothing for protected figures, and no broken bar where nobody is counted', () => {
    expect(bars()[1]?.querySelectorAll('rect')).toHaveLength(0);
    expect(
      [...(bars()[2]?.querySelectorAll('rect') ?? [])].map((piece) => piece.getAttribute('width')),
    ).toEqual(['0%', '0%', '0%']);
    expect(document.body.textContent).toContain('nobody yet');
  });
});
