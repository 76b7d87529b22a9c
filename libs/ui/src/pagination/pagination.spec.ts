import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { screen } from '@testing-library/dom';
import { Pagination } from './pagination.js';

@Component({ selector: 'lr-page', template: '' })
class Page {}

@Component({
  selector: 'lr-host',
  imports: [Pagination],
  template: `<lr-pagination [page]="page()" [pages]="pages()" />`,
})
class Host {
  readonly page = signal(1);
  readonly pages = signal(1);
}

describe('pagination', () => {
  async function shown(page: number, pages: number) {
    TestBed.configureTestingModule({ providers: [provideRouter([{ path: '**', component: Page }])] });
    await TestBed.inject(Router).navigateByUrl('/people?team=north');
    const fixture = TestBed.createComponent(Host);
    fixture.componentInstance.page.set(page);
    fixture.componentInstance.pages.set(pages);
    await fixture.whenStable();
    return screen.queryAllByRole('listitem').map((item) => item.textContent?.trim());
  }

  it.each([
    [1, 1, []],
    [1, 2, ['1', '2']],
    [5, 12, ['1', '⋯', '4', '5', '6', '⋯', '12']],
    [12, 12, ['1', '⋯', '11', '12']],
  ])('at page %i of %i shows %p', async (page, pages, expected) => {
    expect(await shown(page, pages)).toEqual(expected);
  });

  it('keeps the filters of the address, and marks the page shown', async () => {
    await shown(2, 3);
    expect(screen.getByRole('link', { name: 'Next page' }).getAttribute('href')).toBe(
      '/people?team=north&page=3',
    );
    expect(screen.getByRole('link', { name: 'Page 2' }).getAttribute('aria-current')).toBe('page');
  });

  it('offers nothing before the first and after the last page', async () => {
    await shown(1, 3);
    expect(screen.queryByRole('link', { name: 'Previous page' })).toBeNull();
  });
});
