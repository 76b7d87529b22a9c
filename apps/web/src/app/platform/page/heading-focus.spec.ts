import { Component, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { provideRouter, Router, RouterOutlet, TitleStrategy } from '@angular/router';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { HeadingFocus } from './heading-focus.js';
import { PageTitle } from './page-title.js';

@Component({ selector: 'lr-first', template: '<h1>First</h1><button>Press</button>' })
class First {}

const late = signal(false);
@Component({ selector: 'lr-late', template: '@if (late()) { <h1>Late</h1> } <label>Box <input /></label>' })
class Late {
  protected readonly late = late;
}

@Component({
  selector: 'lr-host',
  imports: [RouterOutlet],
  template: '<nav><button>Menu</button></nav><main id="main"><router-outlet /></main>',
})
class Host {
  constructor() {
    inject(HeadingFocus).start();
  }
}

describe('focus and title after navigation', () => {
  async function begin() {
    late.set(false);
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'first', component: First, title: 'First page' },
          { path: 'late', component: Late },
        ]),
        { provide: TitleStrategy, useExisting: PageTitle },
      ],
    });
    const fixture = TestBed.createComponent(Host);
    await TestBed.inject(Router).navigateByUrl('/late');
    await fixture.whenStable();
    return fixture;
  }

  const settled = () => new Promise((done) => setTimeout(done));

  async function go(address: string) {
    await TestBed.inject(Router).navigateByUrl(address);
    await settled();
  }

  it('moves focus for somebody who went on before the first page had come', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'first', component: First },
          { path: 'slow', component: Late, canActivate: [() => new Promise<boolean>(() => undefined)] },
        ]),
      ],
    });
    const fixture = TestBed.createComponent(Host);
    void TestBed.inject(Router).navigateByUrl('/slow');
    await go('/first');
    await fixture.whenStable();
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'First' }));
  });

  it('leaves focus alone on the first page', async () => {
    late.set(true);
    await begin();
    await settled();
    expect(document.activeElement).toBe(document.body);
  });

  it('moves focus to the new page’s heading', async () => {
    await begin();
    await go('/first');
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'First' }));
  });

  it('waits for a heading that comes with its data', async () => {
    const fixture = await begin();
    await go('/first');
    await go('/late');
    late.set(true);
    await fixture.whenStable();
    await settled();
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Late' }));
  });

  it('does not take focus from someone who has gone on', async () => {
    const fixture = await begin();
    await go('/first');
    await go('/late');
    await userEvent.click(screen.getByLabelText('Box'));
    late.set(true);
    await fixture.whenStable();
    await settled();
    expect(document.activeElement).toBe(screen.getByLabelText('Box'));
  });

  it('stays where it is when only a filter in the address changes', async () => {
    await begin();
    await go('/first');
    screen.getByRole('button', { name: 'Press' }).focus();
    await go('/first?theme=T01');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Press' }));
  });

  it('names the page in the title, before the site', async () => {
    await begin();
    await go('/first');
    expect(TestBed.inject(Title).getTitle()).toBe('First page – Learning Reviews');
    await go('/late');
    expect(TestBed.inject(Title).getTitle()).toBe('Learning Reviews');
  });
});
