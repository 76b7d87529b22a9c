import type { ModuleDetail } from '@learning-reviews/contracts/curriculum.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openPage } from '../../platform/page/testing/open-page.js';
import { MODULE_ROUTES } from '../curriculum.routes.js';

const ROUTES = [{ path: 'modules', children: MODULE_ROUTES }];
const module: ModuleDetail = {
  slug: 'kern-young-person',
  title: 'Before, during and after court',
  minutes: 40,
  withdrawn: false,
  summary: 'CSE Learning Review of Operation Kern',
  themes: [{ code: 'T17', name: 'Support through justice' }],
  reviews: [{ slug: 'operation-kern-2013', title: 'Operation Kern' }],
  audience: ['Social workers'],
  jobRoles: ['social-worker'],
  sensitive: true,
  version: 2,
  outcomes: ['Explain why therapy should not wait for a trial.'],
  contentNote: 'It does not describe abuse.',
  levels: 'Groups 3-6',
  participatoryMinutes: 45,
  sections: [{ id: 'a-child-first', heading: 'A child first' }],
  questionCount: 8,
  passMark: 6,
  scenarioTitle: 'Waiting for the date',
  evidence: {
    publishedPage: [
      [
        { text: 'The board held a learning review', sources: ['DSCB-PAGE'] },
        { text: '.', sources: [] },
      ],
    ],
    general: [[{ text: 'National guidance says more', sources: ['GPK', 'DSCB-PAGE'] }]],
  },
  localInserts: ['Which Crown Courts serve this area.'],
  sources: [
    {
      id: 'DSCB-PAGE',
      citation: 'Derby board, web page',
      url: 'https://example.org/page',
      confidence: 'full-text',
    },
    { id: 'GPK', citation: 'General professional knowledge', url: null, confidence: 'not-yet-checked' },
  ],
  versions: [
    { version: 2, publishedOn: '2026-11-22', change: 'editorial', note: 'Plainer words.', withdrawnOn: null },
    { version: 1, publishedOn: '2026-10-01', change: 'first', note: null, withdrawnOn: null },
  ],
};

async function open(change: Partial<ModuleDetail> = {}) {
  const page = await openPage(ROUTES, '/modules/kern-young-person');
  await page.answer('/api/module/kern-young-person', { ...module, ...change });
}

describe('module page', () => {
  it('leads from the content note to the start of the module', async () => {
    await open();
    expect(screen.getByText('It does not describe abuse.')).toBeTruthy();
    const start = screen.getByRole('link', { name: 'Start this module' });
    expect(start.getAttribute('href')).toBe('/learning/kern-young-person');
  });

  it('keeps what was published about the review apart from national evidence', async () => {
    await open();
    const listAfter = (name: RegExp) =>
      screen.getByRole('heading', { name }).nextElementSibling as HTMLElement;
    expect(listAfter(/published page says/).textContent?.trim()).toBe(
      'The board held a learning review [1].',
    );
    expect(listAfter(/published page says/).textContent).not.toContain('National guidance');
    expect(listAfter(/not findings of the review/).textContent?.trim()).toBe(
      'National guidance says more [2] [1]',
    );
  });

  it('leads from each statement to its sources by number', async () => {
    await open();
    const [first] = screen.getAllByRole('link', { name: 'Source 1' });
    expect(first?.getAttribute('href')).toBe('/modules/kern-young-person#source-DSCB-PAGE');
    expect(screen.getByRole('link', { name: 'Source 2' })).toBeTruthy();
    expect(document.getElementById('source-DSCB-PAGE')?.textContent).toContain('Derby board, web page');
  });

  it('moves the focus to the source that was asked for', async () => {
    await open();
    await userEvent.click(screen.getByRole('link', { name: 'Source 2' }));
    expect(document.activeElement).toBe(document.getElementById('source-GPK'));
  });

  it('marks a source nobody has checked, and counts them', async () => {
    await open();
    const source = within(document.getElementById('source-GPK')!);
    expect(source.getByText('Not yet checked')).toBeTruthy();
    expect(screen.getByText(/1 of 2 sources/)).toBeTruthy();
    expect(within(document.getElementById('source-DSCB-PAGE')!).queryByText('Not yet checked')).toBeNull();
  });

  it('says what the partnership has not supplied', async () => {
    await open();
    expect(screen.getByRole('heading', { name: 'What the partnership has not supplied' })).toBeTruthy();
    expect(screen.getByText('Which Crown Courts serve this area.')).toBeTruthy();
  });

  it('shows every version and what changed in it', async () => {
    await open();
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map((row) => row.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      expect.stringContaining('22 November 2026 Wording only. Plainer words.'),
      expect.stringContaining('1 October 2026 First version'),
    ]);
  });

  it('offers no start of a module that is withdrawn', async () => {
    await open({ withdrawn: true });
    expect(screen.getByText(/has been withdrawn/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Start this module' })).toBeNull();
  });
});
