import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { SessionStore } from '../platform/session/session-store.js';
import { nobody, somebody } from '../platform/session/testing/session-answer.js';
import { Shell } from './shell.js';

let made = 0;
@Component({ selector: 'lr-page', template: '<h1>Page {{ number }}</h1>' })
class Page {
  protected readonly number = (made += 1);
}

describe('shell', () => {
  let server: HttpTestingController;
  let fixture: ComponentFixture<Shell>;

  beforeAll(() => {
    // jsdom has dialogs that cannot open.
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function () {
      this.open = false;
    };
  });

  async function open(answer = nobody()) {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([{ path: '**', component: Page }]),
      ],
    });
    server = TestBed.inject(HttpTestingController);
    const loaded = TestBed.inject(SessionStore).load();
    server.expectOne('/api/session').flush(answer);
    await loaded;
    fixture = TestBed.createComponent(Shell);
    await TestBed.inject(Router).navigateByUrl('/learning');
    await fixture.whenStable();
  }

  it('has one header, one main and one footer, and a way past the header', async () => {
    await open();
    for (const landmark of ['banner', 'main', 'contentinfo'])
      expect(screen.getAllByRole(landmark)).toHaveLength(1);
    await userEvent.click(screen.getByRole('link', { name: 'Skip to main content' }));
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });

  it.each([
    ['Support', '/support'],
    ['Worried about a child now', '/support#worried-about-a-child'],
    ['Accessibility statement', '/accessibility'],
    ['Privacy', '/privacy'],
    ['How this works', '/how-this-works'],
  ])('leads from the footer to %s', async (name, address) => {
    await open();
    const links = screen.getAllByRole('link', { name }).map((link) => link.getAttribute('href'));
    expect(links).toContain(address);
  });

  it('offers sign-in to a stranger, and says nothing of demonstration on a real site', async () => {
    await open();
    expect(screen.getByRole('link', { name: 'Sign in' })).toBeTruthy();
    expect(screen.queryByText('Demonstration')).toBeNull();
  });

  it('says on a demonstration site that its people are invented', async () => {
    await open(nobody({ demonstration: true }));
    expect(screen.getByRole('region', { name: 'Demonstration' }).textContent).toMatch(/invented/);
  });

  it('signs out and goes home', async () => {
    await open(somebody());
    await userEvent.click(screen.getByRole('button', { name: 'Sign out' }));
    server.expectOne({ method: 'DELETE', url: '/api/session' }).flush(null);
    expect(await screen.findByRole('link', { name: 'Sign in' })).toBeTruthy();
    expect(TestBed.inject(Router).url).toBe('/');
  });

  describe('for a person of two agencies', () => {
    const trust = { agencyId: 7, name: 'Southmoor Trust', jobRole: 'Nurse', membershipId: 'a' };
    const charity = { agencyId: 9, name: 'Harbour charity', jobRole: 'Worker', membershipId: 'b' };
    const both = { agencies: [trust, charity] };

    it('switches agency and makes the open page anew', async () => {
      await open(somebody({ acting: trust, ...both }));
      const before = screen.getByRole('heading', { level: 1 }).textContent;
      await userEvent.click(screen.getByText('Southmoor Trust'));
      await userEvent.click(screen.getByRole('button', { name: 'Harbour charity', hidden: true }));
      const sent = server.expectOne('/api/session/agency');
      expect(sent.request.body).toEqual({ agencyId: 9 });
      sent.flush(null);
      await new Promise((done) => setTimeout(done));
      server.expectOne('/api/session').flush(somebody({ acting: charity, ...both }));
      await fixture.whenStable();
      expect(await screen.findByText('Harbour charity', { selector: 'summary' })).toBeTruthy();
      expect(screen.getByRole('heading', { level: 1 }).textContent).not.toBe(before);
    });

    it('says why when the switch is refused, and stays', async () => {
      await open(somebody({ acting: trust, ...both }));
      await userEvent.click(screen.getByRole('button', { name: 'Harbour charity', hidden: true }));
      server.expectOne('/api/session/agency').flush(null, { status: 500, statusText: 'x' });
      await fixture.whenStable();
      expect(await screen.findByText(/Something went wrong/)).toBeTruthy();
      expect(screen.getByText('Southmoor Trust', { selector: 'summary' })).toBeTruthy();
    });
  });
});
