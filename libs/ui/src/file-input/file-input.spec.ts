import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { getByLabelText } from '@testing-library/dom';
import { Form } from '../form/form.js';
import { FileInput } from './file-input.js';

@Component({
  imports: [FileInput, Form],
  template: `<form lrForm [errors]="errors()">
    <lr-file-input field="staff" label="Staff file" hint="CSV" accept=".csv" [(file)]="file" />
  </form>`,
})
class Host {
  readonly file = signal<File | null>(null);
  readonly errors = signal([{ field: 'staff', message: 'Choose a file' }]);
}

it('gives the file that was chosen, and says what is wrong beside its box', async () => {
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const box = getByLabelText<HTMLInputElement>(fixture.nativeElement as HTMLElement, 'Staff file');
  expect(box.getAttribute('aria-describedby')).toBe('staff-hint staff-error');
  expect(box.getAttribute('aria-invalid')).toBe('true');
  const chosen = new File(['a'], 'a.csv');
  Object.defineProperty(box, 'files', { value: [chosen] });
  box.dispatchEvent(new Event('change'));
  expect(fixture.componentInstance.file()).toBe(chosen);
});
