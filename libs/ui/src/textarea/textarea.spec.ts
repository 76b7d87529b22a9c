import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/dom';
import { Textarea } from './textarea.js';

@Component({
  selector: 'lr-host',
  imports: [Textarea],
  template: `<lr-textarea field="note" label="Your note" [maxLength]="10" [(value)]="note" />`,
})
class Host {
  readonly note = signal('');
}

describe('textarea with a limit', () => {
  afterEach(() => jest.useRealTimers());

  it.each([
    ['', 'You have 10 characters remaining'],
    ['123456789', 'You have 1 character remaining'],
    ['1234567890', 'You have 0 characters remaining'],
    ['12345678901', 'You have 1 character too many'],
  ])('counts %p as "%s" and cuts nothing off', async (text, expected) => {
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    fireEvent.input(screen.getByLabelText('Your note'), { target: { value: text } });
    await fixture.whenStable();
    expect(screen.getByText(expected)).toBeTruthy();
    expect(fixture.componentInstance.note()).toBe(text);
  });

  it('tells a screen reader the limit at first and the count only after a pause', async () => {
    jest.useFakeTimers();
    const fixture = TestBed.createComponent(Host);
    fixture.detectChanges();
    const box = screen.getByLabelText('Your note');
    const description = box.getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(description)?.textContent?.trim()).toBe(
      'You can enter up to 10 characters',
    );

    fireEvent.input(box, { target: { value: '12345' } });
    fixture.detectChanges();
    expect(screen.getByRole('status').textContent).toBe('');
    jest.advanceTimersByTime(1000);
    fixture.detectChanges();
    expect(screen.getByRole('status').textContent).toBe('You have 5 characters remaining');
  });
});
