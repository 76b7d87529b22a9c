import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { screen } from '@testing-library/dom';
import { TaskList } from './task-list.js';

@Component({ selector: 'lr-host', imports: [TaskList], template: `<lr-task-list [tasks]="tasks" />` })
class Host {
  readonly tasks = [
    {
      title: 'Curiosity',
      link: '/learning/curiosity',
      hint: 'Due 31 January',
      status: 'Overdue',
      tone: 'red' as const,
    },
    { title: 'Sharing', link: null, status: 'Cannot start yet' },
    {
      title: 'Language',
      link: '/learning/language',
      also: { text: 'Certificate', link: '/certificates/7K3M' },
      status: 'Done',
    },
  ];
}

describe('task list', () => {
  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    await TestBed.createComponent(Host).whenStable();
  });

  it('describes each link by its status', () => {
    const link = screen.getByRole('link', { name: 'Curiosity' });
    expect(link.getAttribute('href')).toBe('/learning/curiosity');
    expect(document.getElementById(link.getAttribute('aria-describedby') ?? '')?.textContent?.trim()).toBe(
      'Overdue',
    );
  });

  it('shows what cannot be opened without a link', () => {
    expect(screen.getByText('Sharing')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Sharing' })).toBeNull();
  });

  it('names the task in its second link, which would mean nothing alone', () => {
    const link = screen.getByRole('link', { name: /^Certificate ?: Language$/ });
    expect(link.getAttribute('href')).toBe('/certificates/7K3M');
  });
});
