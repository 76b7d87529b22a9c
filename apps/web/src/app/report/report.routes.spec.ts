import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type AccessRole, permissionsOf } from '@learning-reviews/contracts/permission';
import { screen } from '@testing-library/dom';
import { nobody, somebody } from '../platform/session/testing/session-answer.js';
import { ROUTES } from '../app.routes.js';

/** Opens `address` as someone with these roles (`null`: nobody signed in); answers the page's heading and address. */
async function go(address: string, roles: readonly AccessRole[] | null) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      // The site's own routes: several features have pages below /agency.
      provideRouter(ROUTES, withComponentInputBinding()),
    ],
  });
  const arrived = RouterTestingHarness.create(address);
  const server = TestBed.inject(HttpTestingController);
  const session =
    roles === null ? nobody() : somebody({ roles: [...roles], permissions: permissionsOf(roles) });
  // Asked once the routes of the address have been loaded.
  for (let asked = server.match('/api/session'); ; asked = server.match('/api/session')) {
    for (const request of asked) request.flush(session);
    if (asked.length > 0) break;
    await new Promise((turn) => setTimeout(turn));
  }
  await arrived;
  return {
    heading: screen.queryByRole('heading', { level: 1 })?.textContent ?? '',
    address: TestBed.inject(Router).url,
  };
}

const DENIED = 'You do not have permission to see this page';

describe('pages about an agency and the partnership', () => {
  it.each([
    ['/agency', 'practitioner'],
    ['/agency', 'partnership-officer'],
    ['/agency/modules/kern-young-person', 'line-manager'],
    ['/agency/people', 'practitioner'],
    ['/agency/people/01936d5e-0000-7000-8000-000000000007', 'practitioner'],
    ['/agency/people/add', 'line-manager'],
    ['/agency/teams', 'practitioner'],
    ['/agency/import', 'line-manager'],
    ['/agency/exports', 'line-manager'],
    ['/agency/exports/print', 'partnership-officer'],
    ['/partnership', 'training-lead'],
    ['/partnership', 'line-manager'],
    ['/partnership/reviews', 'training-lead'],
    ['/partnership/reviews/a-review', 'editor'],
  ] as const)(
    'tell whoever opens %s as a %s that it is their role, at the same address',
    async (...asked) => {
      const [address, role] = asked;
      const page = await go(address, [role]);
      expect(page).toEqual({ heading: DENIED, address });
      expect(screen.getByText('Your role in Southmoor Community Trust does not include it.')).toBeTruthy();
      expect(screen.getByRole('link', { name: 'Go to my learning' })).toBeTruthy();
    },
  );

  it('take a stranger to sign in and back', async () => {
    expect((await go('/agency?x=1', null)).address).toBe('/sign-in?return=%2Fagency%3Fx%3D1');
  });

  it('take a line manager from the agency to their own team', async () => {
    expect(await go('/agency', ['line-manager'])).toEqual({
      heading: 'Your team',
      address: '/agency/people',
    });
  });

  it('open to whoever may', async () => {
    expect((await go('/agency', ['training-lead'])).heading).toBe('My agency now');
  });
});
