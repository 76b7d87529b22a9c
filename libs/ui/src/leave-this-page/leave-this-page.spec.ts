import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { LeaveThisPage, REPLACE_PAGE } from './leave-this-page.js';

describe('leave this page', () => {
  const opened: string[] = [];

  beforeEach(async () => {
    opened.length = 0;
    document.body.className = '';
    TestBed.configureTestingModule({
      providers: [{ provide: REPLACE_PAGE, useValue: (url: string) => opened.push(url) }],
    });
    await TestBed.createComponent(LeaveThisPage).whenStable();
  });

  afterEach(() => jest.useRealTimers());

  const press = (key: string) => document.dispatchEvent(new KeyboardEvent('keyup', { key }));

  it('is a real link to a weather page that says nothing of where it was pressed', () => {
    const link = screen.getByRole('link', { name: /^Leave this page/ });
    expect(link.getAttribute('href')).toBe('https://www.bbc.co.uk/weather');
    expect(link.getAttribute('rel')).toBe('nofollow noreferrer');
  });

  it('hides the page at once and replaces it when pressed', async () => {
    await userEvent.click(screen.getByRole('link'));
    expect(opened).toEqual(['https://www.bbc.co.uk/weather']);
    expect(document.body.classList).toContain('lr-leaving');
    expect(document.title).toBe('');
  });

  it('leaves at the third press of Shift, and says so before', async () => {
    press('Shift');
    press('Shift');
    expect(opened).toEqual([]);
    expect((await screen.findByText('Press Shift once more to leave this page')).getAttribute('role')).toBe(
      'status',
    );
    press('Shift');
    expect(opened).toHaveLength(1);
  });

  it('stays when Shift was only used to type', () => {
    for (const key of ['Shift', 'A', 'Shift', 'B', 'Shift', 'C']) press(key);
    expect(opened).toEqual([]);
  });

  it('stays when the presses are far apart', () => {
    jest.useFakeTimers();
    press('Shift');
    press('Shift');
    jest.advanceTimersByTime(5001);
    press('Shift');
    expect(opened).toEqual([]);
  });

  it('never claims to erase anything', () => {
    expect(document.body.textContent).not.toMatch(/erase|delete|clear|history/i);
  });
});
