import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import type { Figures } from '../figures/figures.js';
import { type BarRow, StackedBar } from './stacked-bar.js';

@Component({
  selector: 'lr-host',
  imports: [StackedBar],
  template: `
    <lr-stacked-bar
      caption="Progress by team"
      summary="School nurses are furthest."
      rowHeading="Team"
      [parts]="['Done', 'In progress', 'Not started']"
      [rows]="rows()"
      file="progress-by-team"
      (save)="saved.push($event)"
    />
  `,
})
class Host {
  readonly saved: Figures[] = [];
  readonly rows = signal<readonly BarRow[]>([
    { label: 'School nurses', values: [30, 10, 10] },
    { label: 'Small teams', values: null },
    { label: 'New team', values: [0, 0, 0] },
  ]);
}

/** What a cell with a hidden figure says to eyes and to ears. */
const hidden = (cells: number) => Array.from({ length: cells }, () => '[c]hidden, small number');

describe('stacked bar', () => {
  let fixture: ComponentFixture<Host>;

  beforeEach(async () => {
    fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
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
      ['Small teams', ...hidden(4)],
      ['New team', '0', '0', '0', '0'],
    ]);
  });

  it('gives the figures of its table as a file, hidden ones hidden', async () => {
    await userEvent.click(
      screen.getByRole('button', { name: 'Download these figures (CSV) Progress by team' }),
    );
    expect(fixture.componentInstance.saved).toEqual([
      {
        name: 'progress-by-team',
        columns: ['Team', 'Done', 'In progress', 'Not started', 'All'],
        rows: [
          ['School nurses', 30, 10, 10, 50],
          ['Small teams', '[c]', '[c]', '[c]', '[c]'],
          ['New team', 0, 0, 0, 0],
        ],
      },
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

  it('says 100% only when it is all, and 0% only when it is none', async () => {
    fixture.componentInstance.rows.set([
      { label: 'One left', values: [999, 1, 0] },
      { label: 'One done', values: [1, 0, 999] },
    ]);
    await fixture.whenStable();
    expect(document.body.textContent).toMatch(/One left\s*99% done/);
    expect(document.body.textContent).toMatch(/One done\s*1% done/);
  });

  it('says what the page wants said beside a name, in place of the share', async () => {
    fixture.componentInstance.rows.set([{ label: 'Question 1', values: [1, 9], share: '0 to 2 of 10' }]);
    await fixture.whenStable();
    expect(document.body.textContent).toMatch(/Question 1\s*0 to 2 of 10/);
    expect(document.body.textContent).not.toContain('%');
  });

  it('draws nothing for protected figures, and no broken bar where nobody is counted', () => {
    expect(bars()[1]?.querySelectorAll('rect')).toHaveLength(0);
    expect(
      [...(bars()[2]?.querySelectorAll('rect') ?? [])].map((piece) => piece.getAttribute('width')),
    ).toEqual(['0%', '0%', '0%']);
    expect(document.body.textContent).toContain('nobody yet');
  });
});

@Component({
  selector: 'lr-host-with-table',
  imports: [StackedBar],
  template: `
    <lr-stacked-bar caption="By team" summary="All done." rowHeading="Team" [parts]="['Done']" [rows]="[]">
      <table>
        <caption>
          The page's own
        </caption>
      </table>
    </lr-stacked-bar>
  `,
})
class HostWithTable {}

it('stacked bar gives way to a table of the page’s own', async () => {
  await TestBed.createComponent(HostWithTable).whenStable();
  expect(screen.getAllByRole('table', { hidden: true })).toHaveLength(1);
  expect(screen.getByRole('table', { hidden: true, name: "The page's own" })).toBeTruthy();
});
