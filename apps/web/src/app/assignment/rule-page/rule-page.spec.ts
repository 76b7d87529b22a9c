import type { AssignmentChoice, AssignmentPreview } from '@learning-reviews/contracts/assignment.contract';
import { fireEvent, screen } from '@testing-library/dom';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { RulePage } from './rule-page.js';

const RULES = '/api/agency/assignments';
const CHOICE: AssignmentChoice = {
  today: '2026-11-30',
  modules: [
    { module: 'kern-young-person', title: 'Kern', isPublished: true },
    { module: 'new-module', title: 'New', isPublished: false },
  ],
  jobRoles: [{ code: 'school-nurse', label: 'School nurse' }],
  groups: [{ group: 3, label: 'Group 3' }],
  teams: [],
};
const PLAN: AssignmentPreview = {
  on: '2026-11-30',
  people: 42,
  asked: 40,
  noLonger: 0,
  earlier: 2,
  later: 0,
  overdue: 0,
  done: 7,
  byJobRole: [{ code: 'school-nurse', label: 'School nurse', people: 42 }],
  some: [],
  warnings: [
    {
      kind: 'contradicts',
      message: 'The partnership asks for it by 31 December 2026. The earlier day counts.',
    },
  ],
};

describe('setting a rule', () => {
  let page: SignedInPage;

  async function open() {
    page = await openSignedIn(
      [
        { path: 'agency/assignments/new', component: RulePage, data: { setBy: 'agency' } },
        { path: 'agency/assignments/:id', component: RulePage, data: { setBy: 'agency' } },
      ],
      '/agency/assignments/new',
    );
    await page.answer('GET', `${RULES}/choice`, CHOICE);
  }
  async function press(name: string | RegExp) {
    fireEvent.click(screen.getByRole('button', { name }));
    await page.settle();
  }
  async function choose(module: string) {
    fireEvent.change(screen.getByLabelText('Module'), { target: { value: module } });
    fireEvent.click(screen.getByRole('checkbox', { name: 'School nurse' }));
    await page.settle();
  }

  it('says beside its field what is missing, and keeps what was typed', async () => {
    await open();
    fireEvent.input(screen.getByLabelText('Days after joining'), { target: { value: 'soon' } });
    await press('Check who this reaches');
    await page.refuse('POST', `${RULES}/preview`, 422, {
      code: 'request.invalid',
      errors: [{ field: 'due.days', message: 'Enter the number of days after joining, such as 30' }],
    });
    const box = screen.getByLabelText<HTMLInputElement>('Days after joining');
    expect(box.value).toBe('soon');
    expect(document.getElementById('due.days-error')?.textContent).toContain('such as 30');
    expect(screen.getByRole('link', { name: /such as 30/ })).toBeTruthy();
  });

  it('shows who it reaches before anything is saved, and saves what was seen', async () => {
    await open();
    await choose('kern-young-person');
    await press('Check who this reaches');
    const asked = page.asked('POST', `${RULES}/preview`);
    expect(asked.request.body).toMatchObject({
      assignmentId: null,
      module: 'kern-young-person',
      audience: { jobRoles: ['school-nurse'], groups: [], teamIds: [] },
      due: { kind: 'joining', days: 30 },
      renewal: { rule: 'completion-date', months: 24 },
      from: '2026-11-30',
      to: null,
    });
    asked.flush(PLAN);
    await page.settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Check who this reaches');
    expect(document.body.textContent).toContain('It is for 42 people');
    expect(document.body.textContent).toContain('The earlier day counts.');
    await press('Set this rule');
    const saved = page.asked('POST', RULES);
    expect(saved.request.body).toMatchObject({ module: 'kern-young-person', confirmed: { people: 42 } });
    saved.flush({ id: 'x', version: 1 });
    await page.settle();
    expect(page.address()).toBe('/agency/assignments?done=set');
  });

  it('goes back to what was typed', async () => {
    await open();
    await choose('kern-young-person');
    await press('Check who this reaches');
    await page.answer('POST', `${RULES}/preview`, PLAN);
    await press('Go back and change it');
    expect(screen.getByLabelText<HTMLSelectElement>('Module').value).toBe('kern-young-person');
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'School nurse' }).checked).toBe(true);
  });

  it('shows the new figures when they have changed meanwhile, and saves nothing', async () => {
    await open();
    await choose('kern-young-person');
    await press('Check who this reaches');
    await page.answer('POST', `${RULES}/preview`, PLAN);
    await press('Set this rule');
    await page.refuse('POST', RULES, 409, { code: 'assignment.plan-changed' });
    await page.answer('POST', `${RULES}/preview`, { ...PLAN, people: 43 });
    expect(document.body.textContent).toContain('It is for 43 people');
    expect(screen.getByRole('alert')).toBeTruthy();
    expect(page.countOf('POST', RULES)).toBe(0);
  });

  it('says so when it is for nobody', async () => {
    await open();
    await choose('new-module');
    await press('Check who this reaches');
    await page.answer('POST', `${RULES}/preview`, { ...PLAN, people: 0, byJobRole: [] });
    expect(document.body.textContent).toContain('It is for nobody');
  });
});
