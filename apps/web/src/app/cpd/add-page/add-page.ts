import { Component, computed, inject, signal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { LearningType } from '@learning-reviews/contracts/cpd.contract';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { IdentityWarning } from '@learning-reviews/ui/identity-warning';
import { Radios } from '@learning-reviews/ui/radios';
import { TextInput } from '@learning-reviews/ui/text-input';
import { Textarea } from '@learning-reviews/ui/textarea';
import { CaseDataCaution } from '../../platform/draft/case-data-caution.js';
import { FormState } from '../../platform/form/form-state.js';
import { CpdApi } from '../cpd-api.js';
import { isTogether, KINDS } from '../cpd-words.js';

/** What each way of learning means, where its name leaves room. */
const HINTS: Readonly<Partial<Record<LearningType, string>>> = {
  'facilitated-group': 'Such as training in a room, a workshop or group supervision',
  'peer-discussion': 'Such as talking a review through with colleagues',
};

/** Adds learning done elsewhere, on the person's own word. */
@Component({
  selector: 'lr-add-page',
  imports: [
    BackLink,
    Button,
    CaseDataCaution,
    DateInput,
    ErrorSummary,
    Form,
    IdentityWarning,
    Radios,
    RouterLink,
    TextInput,
    Textarea,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './add-page.html',
})
export class AddPage {
  private readonly api = inject(CpdApi);
  private readonly router = inject(Router);

  protected readonly kinds = Object.entries(KINDS).map(([value, label]) => ({
    value: value as LearningType,
    label,
    hint: HINTS[value as LearningType],
  }));

  protected readonly title = signal('');
  protected readonly provider = signal('');
  protected readonly learningType = signal<LearningType | null>(null);
  protected readonly completedOn = signal('');
  protected readonly minutes = signal('');
  protected readonly participatoryMinutes = signal('');
  protected readonly facilitator = signal('');
  protected readonly groupSize = signal('');
  protected readonly description = signal('');
  protected readonly evidence = signal('');

  protected readonly isTogether = computed(() => isTogether(this.learningType()));
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/cpd.contract')).addOutsideLearningRequest,
  );

  protected async add(): Promise<void> {
    const together = this.isTogether();
    let id = '';
    const isAdded = await this.form.submit(
      {
        title: this.title(),
        provider: this.provider(),
        learningType: this.learningType(),
        completedOn: this.completedOn(),
        minutes: wholeNumber(this.minutes()),
        // Boxes that are not shown are not sent: what stands in them came from another choice.
        participatoryMinutes: together ? wholeNumber(this.participatoryMinutes()) : 0,
        facilitator: together ? this.facilitator() : '',
        groupSize: together && this.groupSize().trim() !== '' ? wholeNumber(this.groupSize()) : null,
        description: this.description(),
        evidence: this.evidence(),
      },
      async (request) => ({ id } = await this.api.add(request)),
    );
    if (isAdded) await this.router.navigate(['/record', id], { queryParams: { added: true } });
  }
}

/** A typed number; `NaN` for an empty box and for anything else, which the contract refuses with its own sentence. */
function wholeNumber(typed: string): number {
  return typed.trim() === '' ? NaN : Number(typed.replaceAll(',', ''));
}
