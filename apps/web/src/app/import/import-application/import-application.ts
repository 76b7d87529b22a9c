import {
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  ViewEncapsulation,
} from '@angular/core';
import type { ImportDetail } from '@learning-reviews/contracts/import.contract';
import { Button } from '@learning-reviews/ui/button';
import { Details } from '@learning-reviews/ui/details';
import { Checkboxes } from '@learning-reviews/ui/checkboxes';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Failed } from '@learning-reviews/ui/failed';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { FormState } from '../../platform/form/form-state.js';
import { sentenceFor } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { ImportApi } from '../import-api.js';
import { ImportLeavers } from '../import-leavers/import-leavers.js';

/** Leavers to confirm, what else to do, and the button that applies what was looked at. */
@Component({
  selector: 'lr-import-application',
  imports: [Button, Checkboxes, Details, ErrorSummary, Failed, Form, ImportLeavers, InsetText],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './import-application.html',
})
export class ImportApplication {
  private readonly api = inject(ImportApi);

  readonly detail = input.required<ImportDetail>();
  /** It was ordered. */
  readonly changed = output();

  protected readonly loaded = this.api.leavers(() => {
    const { id, proposedLeavers } = this.detail();
    return proposedLeavers > 0 ? id : null;
  });
  protected readonly proposed = latestValue(this.loaded);
  protected readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly lastDay = linkedSignal(() => this.proposed()?.today ?? '');
  protected readonly options = signal<readonly string[]>([]);
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/import.contract')).applyImportRequest,
  );

  protected readonly problems = computed(() => this.detail().counts?.problem ?? 0);
  protected readonly duplicates = computed(() => this.detail().counts?.duplicate ?? 0);
  protected readonly added = computed(() => this.detail().counts?.add ?? 0);
  protected readonly choices = computed(() => [
    ...(this.detail().kind === 'people' && this.added() > 0
      ? [
          {
            value: 'invite',
            label: 'Send those who are added an email to set their passphrase',
            hint: 'You can also invite them later, one by one',
          },
        ]
      : []),
    ...(this.problems() > 0
      ? [
          {
            value: 'leave-out',
            label:
              this.problems() === 1
                ? 'Leave out the row with problems'
                : `Leave out the ${this.problems().toLocaleString('en-GB')} rows with problems`,
            hint: 'Nothing is done with them, and nobody in them is taken for a leaver',
          },
        ]
      : []),
  ]);
  protected readonly sentence = sentenceFor;

  protected async apply(): Promise<void> {
    const { id, checked } = this.detail();
    const days = new Map(
      this.proposed()?.leavers.map(({ membershipId, lastDay }) => [membershipId, lastDay]),
    );
    const request = {
      checked: checked ?? '',
      leaveOutProblems: this.options().includes('leave-out'),
      invite: this.options().includes('invite'),
      leavers: [...this.chosen()].map((membershipId) => ({
        membershipId,
        lastDay: days.get(membershipId) ?? this.lastDay(),
      })),
    };
    if (await this.form.submit(request, (sent) => this.api.apply(id, sent))) this.changed.emit();
    else
      // The day of a leaver is one box for all of them.
      this.form.refuse(
        this.form
          .errors()
          .map((error) => (error.field.startsWith('leavers') ? { ...error, field: 'leavers' } : error))
          .slice(0, 1),
      );
  }
}
