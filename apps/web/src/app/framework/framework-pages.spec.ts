import type { EditionDetail, FrameworkList } from '@learning-reviews/contracts/framework.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openSignedIn, type SignedInPage } from '../platform/page/testing/open-signed-in.js';
import { DraftPage } from './draft-page/draft-page.js';
import { EditionPage } from './edition-page/edition-page.js';
import { FrameworksPage } from './frameworks-page/frameworks-page.js';
import { RolePage } from './role-page/role-page.js';

const ID = '00000000-0000-7000-8000-000000000001';
const EDITION: EditionDetail = {
  id: ID,
  framework: 'workforce-groups',
  name: 'Groups 1 to 8',
  from: '2010-01-01',
  to: null,
  state: 'in-force',
  note: 'Many areas have moved.',
  confidence: 'read through a secondary summary',
  version: 3,
  levels: [
    { code: '1', label: 'Infrequent contact', description: '', isRetired: false },
    { code: '2', label: 'Regular contact', description: '', isRetired: false },
  ],
  jobRoles: [{ code: 'school-nurse', label: 'School nurse', levels: ['2', '1'] }],
};
const LIST: FrameworkList = {
  today: '2026-12-01',
  frameworks: [
    {
      code: 'workforce-groups',
      name: 'Workforce groups',
      editions: [
        {
          id: ID,
          name: 'Groups 1 to 8',
          from: '2010-01-01',
          to: null,
          state: 'in-force',
          note: '',
          confidence: '',
          levels: 8,
        },
      ],
    },
  ],
};

describe('the pages of frameworks', () => {
  let page: SignedInPage;
  const open = async (address: string) => {
    page = await openSignedIn(
      [
        { path: 'admin/frameworks', component: FrameworksPage },
        { path: 'admin/frameworks/edition/:id', component: EditionPage },
        { path: 'admin/frameworks/edition/:id/role/:role', component: RolePage },
        { path: 'admin/frameworks/:framework/new', component: DraftPage },
      ],
      address,
    );
  };
  const openEdition = async (change: Partial<EditionDetail> = {}) => {
    await open(`/admin/frameworks/edition/${ID}`);
    await page.answer('GET', `/api/admin/framework/edition/${ID}`, { ...EDITION, ...change });
  };
  const press = async (name: string) => {
    await userEvent.click(screen.getByRole('button', { name }));
    for (let turn = 0; turn < 10; turn += 1) await page.settle();
  };
  const type = async (label: string, value: string) => {
    await userEvent.clear(screen.getByLabelText(label));
    if (value !== '') await userEvent.type(screen.getByLabelText(label), value);
  };

  it('list editions with their days, their state and how sure we are', async () => {
    await open('/admin/frameworks');
    await page.answer('GET', '/api/admin/framework', LIST);
    const row = screen.getByRole('row', { name: /^Groups 1 to 8/ });
    expect(row.textContent.replaceAll(/\s+/g, ' ')).toMatch(
      /1 January 2010 ?No last day ?In force ?Set by the partnership/,
    );
    expect(within(row).getByRole('link').getAttribute('href')).toBe(`/admin/frameworks/edition/${ID}`);
    const draft = screen.getByRole('link', { name: 'Draft a new edition of Workforce groups' });
    expect(draft.getAttribute('href')).toBe('/admin/frameworks/workforce-groups/new');
  });

  it('rename a level and retire another, and have the names on every page follow', async () => {
    await openEdition();
    await type('Name of 1', 'Seldom contact');
    await userEvent.selectOptions(screen.getByLabelText('Use of 2'), 'Retired');
    await press('Save the edition');
    const request = page.asked('PUT', `/api/admin/framework/edition/${ID}`);
    expect(request.request.body).toMatchObject({
      version: 3,
      note: 'Many areas have moved.',
      levels: [
        { code: '1', label: 'Seldom contact', isRetired: false },
        { code: '2', isRetired: true },
      ],
    });
    request.flush(null);
    await page.settle();
    expect(page.countOf('GET', '/api/session')).toBe(1);
    expect(screen.getByRole('alert').textContent).toContain('The edition is saved.');
  });

  it('refuse a level without a name, beside its box', async () => {
    await openEdition();
    await type('Name of 1', '');
    await press('Save the edition');
    expect(page.countOf('PUT', `/api/admin/framework/edition/${ID}`)).toBe(0);
    expect(screen.getAllByText(/Enter what it is called/).length).toBeGreaterThan(1);
  });

  it('change nothing of an edition that is over', async () => {
    await openEdition({ state: 'past', to: '2025-08-31' });
    expect(screen.queryByRole('button', { name: 'Save the edition' })).toBeNull();
    expect(screen.getByText(/stays as it was/)).toBeTruthy();
  });

  it('take a draft away, or say why not', async () => {
    await openEdition({ state: 'draft' });
    await press('Take the draft away');
    await page.refuse('POST', `/api/admin/framework/edition/${ID}/remove`, 409, { code: 'stale.version' });
    expect(screen.getByRole('alert').textContent).toContain('Someone changed this');
    await press('Take the draft away');
    await page.answer('POST', `/api/admin/framework/edition/${ID}/remove`, null);
    expect(page.address()).toBe('/admin/frameworks');
  });

  it('draft an edition and go to it', async () => {
    await open('/admin/frameworks/workforce-groups/new');
    await press('Draft the edition');
    expect(screen.getAllByText(/Enter the name of the edition/).length).toBeGreaterThan(1);
    await type('Name of the edition', 'Four groups');
    await type('Day', '1');
    await type('Month', '4');
    await type('Year', '2027');
    await press('Draft the edition');
    const request = page.asked('POST', '/api/admin/framework/workforce-groups/edition');
    expect(request.request.body).toEqual({ name: 'Four groups', from: '2027-04-01', note: '' });
    request.flush({ id: ID });
    for (let turn = 0; turn < 3; turn += 1) await page.settle();
    expect(page.address()).toBe(`/admin/frameworks/edition/${ID}?done=drafted`);
  });

  it('decide the levels of a job role, the usual one first', async () => {
    await open(`/admin/frameworks/edition/${ID}/role/school-nurse`);
    await page.answer('GET', `/api/admin/framework/edition/${ID}`, EDITION);
    expect(screen.getByRole('heading', { level: 1, name: 'School nurse' })).toBeTruthy();
    const field = screen.getByLabelText('Levels, the usual one first') as HTMLInputElement;
    expect(field.value).toBe('2, 1');
    await type('Levels, the usual one first', '1');
    await press('Save the levels');
    const request = page.asked('PUT', `/api/admin/framework/edition/${ID}/job-role/school-nurse`);
    expect(request.request.body).toEqual({ levels: ['1'], version: 3 });
    request.flush(null);
    for (let turn = 0; turn < 3; turn += 1) await page.settle();
    expect(page.address()).toBe(`/admin/frameworks/edition/${ID}?done=mapped`);
  });
});
