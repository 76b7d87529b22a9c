import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ProtectedFigure } from './protected-figure.js';

@Component({
  selector: 'lr-host',
  imports: [ProtectedFigure],
  template: `<lr-protected-figure [value]="value()" suffix="%" />`,
})
class Host {
  readonly value = signal<number | null>(null);
}

describe('protected figure', () => {
  it.each([
    [1234, '1,234%'],
    [0, '0%'], // zero is a figure, not a gap
    [null, '[c]hidden, small number'],
  ])('shows %p as "%s"', async (value, expected) => {
    const fixture = TestBed.createComponent(Host);
    fixture.componentInstance.value.set(value);
    await fixture.whenStable();
    const element: HTMLElement = fixture.nativeElement;
    expect(element.textContent?.trim()).toBe(expected);
  });
});
