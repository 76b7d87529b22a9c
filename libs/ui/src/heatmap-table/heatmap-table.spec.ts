import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import type { Figures } from '../figures/figures.js';
import { type HeatRow, HeatmapTable } from './heatmap-table.js';

@Component({
  selector: 'lr-host',
  imports: [HeatmapTable],
  template: `
    <lr-heatmap-table
      caption="Teams by module"
      summary="North is furthest behind."
      rowHeading="Team"
      [columns]="['First module', 'Second module']"
      [rows]="rows()"
      [totals]="totals()"
      [bands]="[
        { from: 0, text: 'Under 50%' },
        { from: 50, text: '50 to 89%' },
        { from: 90, text: '90% or more' },
      ]"
      blank="the module is not required of anyone there"
      suffix="%"
      [headings]="{ value: 'done %', part: 'done', whole: 'required' }"
      file="teams-by-module"
      (save)="saved.push($event)"
    />
  `,
})
class Host {
  readonly saved: Figures[] = [];
  readonly rows = signal<readonly HeatRow[]>([
    {
      label: 'North',
      cells: [
        {
          value: 49,
          of: { part: 49, whole: 100 },
          link: { to: '/agency/people', params: { team: 'a1' }, text: 'North, First module: people' },
        },
        null,
      ],
    },
    { label: 'South', cells: ['[c]', { value: 0, of: { part: 0, whole: 12 } }] },
  ]);
  readonly totals = signal<HeatRow | null>({
    label: 'All teams',
    cells: [
      { value: 90, of: { part: 1080, whole: 1200 } },
      { value: 50, of: { part: 6, whole: 12 } },
    ],
  });
}

describe('heatmap table', () => {
  let fixture: ComponentFixture<Host>;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
  });

  const cells = (name: RegExp) => within(screen.getByRole('row', { name })).getAllByRole('cell');
  const words = (name: RegExp) => cells(name).map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim());
  const shades = (name: RegExp) => cells(name).map((cell) => /lr-band-\d/.exec(cell.className)?.[0] ?? null);

  it('is a table with a sentence, and each figure says what it is of', () => {
    expect(screen.getByRole('group', { name: 'Teams by module' }).textContent).toContain(
      'North is furthest behind.',
    );
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
      'Team',
      'First module',
      'Second module',
    ]);
    expect(words(/All teams/)).toEqual(['90% 1,080 of 1,200', '50% 6 of 12']);
  });

  it('tells hidden, blank and zero apart, and says what they mean', () => {
    expect(words(/South/)).toEqual(['[c]hidden, small number', '0% 0 of 12']);
    expect(words(/North/)[1]).toBe('No figure');
    expect(screen.getByText(/means the figure is hidden because so few people/)).toBeTruthy();
    expect(
      screen.getByText(/means that the module is not required of anyone there. It is not zero/),
    ).toBeTruthy();
  });

  it('explains no [c] and no blank where there is none', async () => {
    fixture.componentInstance.rows.set([{ label: 'South', cells: [{ value: 1 }, { value: 2 }] }]);
    await fixture.whenStable();
    expect(screen.queryByText(/means the figure is hidden/)).toBeNull();
    expect(screen.queryByText(/An empty cell/)).toBeNull();
  });

  it('shades figures by their band, its first figure included, and neither hidden nor blank ones', () => {
    expect(shades(/North/)).toEqual(['lr-band-1', null]);
    expect(shades(/South/)).toEqual([null, 'lr-band-1']);
    expect(shades(/All teams/)).toEqual(['lr-band-3', 'lr-band-2']);
  });

  it('leads from a figure to the people behind it', () => {
    const link = screen.getByRole('link', { name: '49% North, First module: people' });
    expect(link.getAttribute('href')).toBe('/agency/people?team=a1');
  });

  it('gives what it shows as a file, with the bases in columns of their own', async () => {
    await userEvent.click(screen.getByRole('button', { name: /^Download these figures \(CSV\)/ }));
    expect(fixture.componentInstance.saved).toEqual([
      {
        name: 'teams-by-module',
        columns: [
          'Team',
          'First module: done %',
          'First module: done',
          'First module: required',
          'Second module: done %',
          'Second module: done',
          'Second module: required',
        ],
        rows: [
          ['North', 49, 49, 100, null, null, null],
          ['South', '[c]', '[c]', '[c]', 0, 0, 12],
          ['All teams', 90, 1080, 1200, 50, 6, 12],
        ],
      },
    ]);
  });

  it('gives plain figures one column each', async () => {
    fixture.componentInstance.rows.set([{ label: 'South', cells: [{ value: 1 }, null] }]);
    fixture.componentInstance.totals.set(null);
    await fixture.whenStable();
    await userEvent.click(screen.getByRole('button', { name: /^Download these figures \(CSV\)/ }));
    expect(fixture.componentInstance.saved[0]).toMatchObject({
      columns: ['Team', 'First module', 'Second module'],
      rows: [['South', 1, null]],
    });
  });
});
