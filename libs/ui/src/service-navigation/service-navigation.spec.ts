import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { ServiceNavigation } from './service-navigation.js';

@Component({ selector: 'lr-page', template: '' })
class Page {}

@Component({
  selector: 'lr-host',
  imports: [ServiceNavigation],
  template: `<lr-service-navigation [items]="items" />`,
})
class Host {
  readonly items = [
    { text: 'My learning', link: '/learning' },
    { text: 'Reviews', link: '/reviews' },
  ];
}

describe('service navigation', () => {
  async function host(address = '/') {
    TestBed.configureTestingModule({ providers: [provideRouter([{ path: '**', component: Page }])] });
    const fixture = TestBed.createComponent(Host);
    await TestBed.inject(Router).navigateByUrl(address);
    await fixture.whenStable();
    return fixture;
  }

  const menu = () => screen.getByRole('button', { name: 'Menu' });

  it('marks the place a page below it belongs to', async () => {
    await host('/learning/kern-young-person/check');
    expect(screen.getByRole('link', { name: 'My learning' }).getAttribute('aria-current')).toBe('true');
    expect(screen.getByRole('link', { name: 'Reviews' }).getAttribute('aria-current')).toBeNull();
  });

  it('opens and closes by its button, which says which it is', async () => {
    const fixture = await host();
    expect(menu().getAttribute('aria-expanded')).toBe('false');
    await userEvent.click(menu());
    await fixture.whenStable();
    expect(menu().getAttribute('aria-expanded')).toBe('true');
    expect(document.getElementById(menu().getAttribute('aria-controls') ?? '')?.className).toContain(
      '--open',
    );
  });

  it('closes at Escape and gives focus back to the button', async () => {
    const fixture = await host();
    await userEvent.click(menu());
    await userEvent.tab();
    await userEvent.keyboard('{Escape}');
    await fixture.whenStable();
    expect(menu().getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(menu());
  });

  it('closes when a place was chosen', async () => {
    const fixture = await host();
    await userEvent.click(menu());
    await userEvent.click(screen.getByRole('link', { name: 'Reviews' }));
    await fixture.whenStable();
    expect(menu().getAttribute('aria-expanded')).toBe('false');
  });
});
