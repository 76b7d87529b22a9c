import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { screen } from '@testing-library/dom';
import { SavedState, type SavedStateName } from './saved-state.js';

@Component({ selector: 'lr-host', imports: [SavedState], template: `<lr-saved-state [state]="state()" />` })
class Host {
  readonly state = signal<SavedStateName>('idle');
}

describe('saved state', () => {
  it.each([
    ['idle', ''],
    ['saving', 'Saving…'],
    ['saved', 'Saved'],
    ['waiting', 'Not saved yet – we will try again'],
    ['unsaved', 'Not saved yet'],
  ] as const)('says %s as "%s" in one polite live region', async (state, words) => {
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    const region = screen.getByRole('status');
    fixture.componentInstance.state.set(state);
    await fixture.whenStable();
    // The region itself must stay, or a screen reader does not hear the change.
    expect(screen.getByRole('status')).toBe(region);
    expect(region.textContent).toBe(words);
  });
});
