import { Component, computed, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router } from '@angular/router';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { FrameworkApi } from '../framework-api.js';
import { typedCodes } from '../framework-words.js';

/** Decides which levels of an edition a job role has. */
@Component({
  selector: 'lr-role-page',
  imports: [Breadcrumbs, Button, ErrorSummary, Form, LoadProblem, Loading, TextInput],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-breadcrumbs [items]="above()" />
    @if (loaded.error(); as error) {
      <lr-load-problem [error]="error" what="this edition" (retry)="loaded.reload()" />
    } @else if (edition(); as edition) {
      <lr-error-summary [errors]="form.errors()" />
      <h1 class="govuk-heading-l">{{ roleName() }}</h1>
      <form lrForm [errors]="form.errors()" (submitted)="save(edition.version)">
        <lr-text-input
          field="levels"
          label="Levels, the usual one first"
          hint="Their codes with commas between, such as 3, 4. Leave it empty if the role has none."
          [(value)]="typed"
        />
        <button lrButton [busy]="form.isSending()">Save the levels</button>
      </form>
      <h2 class="govuk-heading-m">Codes</h2>
      <ul class="govuk-list">
        @for (level of edition.levels; track level.code) {
          <li>{{ level.code }}: {{ level.label }}{{ level.isRetired ? ' (not offered any more)' : '' }}</li>
        }
      </ul>
    } @else {
      <lr-loading what="this edition" />
    }
  `,
})
export class RolePage {
  private readonly api = inject(FrameworkApi);
  private readonly router = inject(Router);

  /** Id of the edition, from the address. */
  readonly id = input.required<string>();
  /** Code of the job role, from the address. */
  readonly role = input.required<string>();

  protected readonly loaded = this.api.edition(this.id);
  protected readonly edition = latestValue(this.loaded);
  private readonly jobRole = computed(() =>
    this.edition()?.jobRoles.find(({ code }) => code === this.role()),
  );
  protected readonly roleName = computed(() => this.jobRole()?.label ?? this.role());
  protected readonly typed = linkedSignal(() => (this.jobRole()?.levels ?? []).join(', '));
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/framework.contract')).jobRoleLevelsRequest,
  );
  protected readonly above = computed(() => [
    { text: 'Frameworks', link: '/admin/frameworks' },
    { text: this.edition()?.name ?? 'Edition', link: `/admin/frameworks/edition/${this.id()}` },
  ]);

  protected async save(version: number): Promise<void> {
    const value = { levels: typedCodes(this.typed()), version };
    const isDone = await this.form.submit(value, (request) =>
      this.api.setRoleLevels(this.id(), this.role(), request),
    );
    if (isDone)
      await this.router.navigate(['/admin/frameworks/edition', this.id()], {
        queryParams: { done: 'mapped' },
      });
  }
}
