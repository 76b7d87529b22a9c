import { fireEvent, screen, waitFor, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import type { CpdEntry } from '@learning-reviews/contracts/cpd.contract';
import type { SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { ENTRY_ID, moduleEntry, openRecord, OUTSIDE_ID, outsideEntry, SAVED_AT } from '../testing/answers.js';

const API = `/api/cpd/${ENTRY_ID}`;

describe('entry page', () => {
  const user = userEvent.setup();
  const box = (name: string) => screen.getByLabelText<HTMLTextAreaElement>(name);
  const write = (name: string, value: string) => fireEvent.input(box(name), { target: { value } });
  const press = (name: string) => user.click(screen.getByRole('button', { name }));
  let page: SignedInPage;

  beforeEach(() => {
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function (value) {
      this.open = false;
      this.returnValue = value ?? '';
      this.dispatchEvent(new Event('close'));
    };
  });

  async function open(entry: CpdEntry = moduleEntry()): Promise<void> {
    page = await openRecord(`/record/${entry.id}`);
    await page.answer('GET', `/api/cpd/${entry.id}`, entry);
  }

  it('shows the facts of a module, with the way to its certificate', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1, name: 'Before, during and after court' })).toBeTruthy();
    const fact = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent;
    expect(fact('Finished')).toContain('14 October 2026');
    expect(fact('Where it comes from')).toContain('Recorded here');
    expect(fact('Module')).toContain('version 2');
    expect(screen.getByRole('link', { name: '8Q2ZK-4M7XT-0HVWN-5RDJA' }).getAttribute('href')).toBe(
      '/certificates/8Q2ZK-4M7XT-0HVWN-5RDJA',
    );
    expect(screen.getByText('Solo e-learning counts 0 participatory minutes.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Delete this entry' })).toBeNull();
  });

  it('shows what was written in the module beside what is written here, and says that it is private', async () => {
    await open();
    await user.click(screen.getByText('What you wrote in the module'));
    expect(screen.getByText(/How late/).textContent).toBe('How late\nthey were asked');
    expect(screen.getByText(/ask first/).textContent).toContain('(by 15 January 2027)');
    expect(screen.getByText(/This is private/)).toBeTruthy();
    expect(screen.getByText(/Do not write anything that could identify/)).toBeTruthy();
    expect(screen.getByText(/Nothing else counts as peer reflection/)).toBeTruthy();
  });

  it('saves the reflection, and says so once the server has it', async () => {
    await open();
    write('What you learned', 'To ask early.');
    await user.click(screen.getByRole('checkbox', { name: 'Preserve safety' }));
    await press('Save reflection');
    await page.settle();
    expect(screen.getByText('Saving…')).toBeTruthy();
    const request = page.asked('PUT', `${API}/reflection`);
    expect(request.request.body).toEqual({
      learned: 'To ask early.',
      impact: '',
      peer: '',
      codeLinks: ['preserve-safety'],
      revision: 0,
    });
    request.flush({ id: ENTRY_ID, savedAt: SAVED_AT, revision: 1 });
    await page.settle();
    expect(screen.getByText('Saved')).toBeTruthy();

    write('The difference it makes', 'More');
    await press('Save reflection');
    await page.settle();
    expect(page.asked('PUT', `${API}/reflection`).request.body).toMatchObject({
      impact: 'More',
      revision: 1,
    });
  });

  it('keeps both when another device has saved since, until the person chooses', async () => {
    await open();
    write('What you learned', 'Mine');
    await press('Save reflection');
    await page.refuse('PUT', `${API}/reflection`, 409, { code: 'stale.version' });
    const theirs = { learned: 'Theirs', impact: '', peer: '', codeLinks: ['prioritise-people' as const] };
    await page.answer('GET', API, moduleEntry({ reflection: theirs, reflectionRevision: 5 }));
    const banner = within(screen.getByRole('region', { name: 'Important' }));
    expect(banner.getByText('Theirs')).toBeTruthy();
    expect(banner.getByText('Prioritise people')).toBeTruthy();
    expect(box('What you learned').value).toBe('Mine');

    await press('Keep what is in the boxes');
    await page.settle();
    expect(page.asked('PUT', `${API}/reflection`).request.body).toMatchObject({
      learned: 'Mine',
      revision: 5,
    });
  });

  it('asks before words are lost by leaving, and lets go when told to', async () => {
    await open();
    write('What you learned', 'Unsaved');
    await user.click(screen.getByRole('link', { name: 'CPD record' }));
    await page.settle();
    await page.refuse('PUT', `${API}/reflection`, 500, { code: 'service.fault' });
    expect(screen.getByRole('dialog', { name: 'What you wrote is not saved yet' })).toBeTruthy();
    await press('Stay on this page');
    await page.settle();
    expect(page.address()).toBe(`/record/${ENTRY_ID}`);
    expect(box('What you learned').value).toBe('Unsaved');
  });

  it('cautions about what might identify somebody', async () => {
    await open(
      moduleEntry({ reflection: { learned: 'Seen at DE1 2AB', impact: '', peer: '', codeLinks: [] } }),
    );
    expect(screen.getByText('This looks like a postcode. Remove it.')).toBeTruthy();
  });

  describe('minutes', () => {
    const lower = async (minutes: string) => {
      await user.click(screen.getByText('Record fewer minutes'));
      write('Minutes to record', minutes);
      await press('Save minutes');
      await page.settle();
    };

    it('are lowered, and shown as saved', async () => {
      await open();
      await lower('30');
      const request = await waitFor(() => page.asked('PUT', `${API}/minutes`));
      expect(request.request.body).toEqual({ minutes: 30, revision: 3 });
      request.flush({ id: ENTRY_ID, savedAt: SAVED_AT, revision: 4 });
      await waitFor(() => expect(screen.getByText('Saved: 30 minutes')).toBeTruthy());
      await page.settle();
      expect(screen.getByText('minutes in all').parentElement?.textContent).toContain('30');
    });

    it('are never raised above what was credited', async () => {
      await open();
      await lower('41');
      expect(screen.getByRole('link', { name: 'Enter 40 minutes or fewer' })).toBeTruthy();
      expect(page.countOf('PUT', `${API}/minutes`)).toBe(0);
    });

    it('must be whole minutes', async () => {
      await open();
      await lower('');
      await waitFor(() => expect(screen.getByRole('link', { name: 'Enter whole minutes' })).toBeTruthy());
    });
  });

  describe('learning done elsewhere', () => {
    it('shows who led it and what proves it', async () => {
      await open(outsideEntry());
      expect(screen.getByRole('heading', { level: 1, name: 'Group <b>supervision</b>' })).toBeTruthy();
      for (const text of ['B. Facilitator', '6', 'Attendance list', 'Your own word']) {
        expect(screen.getByText(text)).toBeTruthy();
      }
      expect(screen.queryByText('What you wrote in the module')).toBeNull();
    });

    it('says who attested it when it was imported', async () => {
      await open(outsideEntry({ source: 'imported', attestedBy: 'Sam Example, HR' }));
      expect(screen.getByText('Imported, attested by Sam Example, HR')).toBeTruthy();
    });

    it('is deleted after one question, unsaved words and all', async () => {
      await open(outsideEntry());
      write('What you learned', 'Unsaved');
      await press('Delete this entry');
      expect(screen.getByRole('dialog', { name: 'Delete this entry for good?' })).toBeTruthy();
      await press('Yes, delete it');
      await page.answer('DELETE', `/api/cpd/${OUTSIDE_ID}`, null);
      await waitFor(() => expect(page.address()).toBe('/record?changed=deleted'));
    });

    it('is kept when the person thinks again', async () => {
      await open(outsideEntry());
      await press('Delete this entry');
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Keep it' }));
      await press('Keep it');
      expect(screen.queryByRole('dialog')).toBeNull();
      expect(page.countOf('DELETE', `/api/cpd/${OUTSIDE_ID}`)).toBe(0);
    });
  });

  it('is not found when it is nobody’s, or somebody else’s', async () => {
    page = await openRecord(`/record/${ENTRY_ID}`);
    await page.refuse('GET', API, 404, { code: 'request.not-found' });
    expect(screen.getByRole('heading', { level: 1, name: 'Page not found' })).toBeTruthy();
  });
});
