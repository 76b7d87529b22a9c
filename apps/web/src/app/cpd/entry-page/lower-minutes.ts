import { Component, computed, input, linkedSignal, signal, ViewEncapsulation } from '@angular/core';
import type { SavedCpdEntry } from '@learning-reviews/contracts/cpd.contract';
import { Button } from '@learning-reviews/ui/button';
import { Details } from '@learning-reviews/ui/details';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Stat } from '@learning-reviews/ui/stat';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { minutesInWords } from '../cpd-words.js';

/** The minutes of an entry, and the way to record fewer. */
@Component({
  selector: 'lr-lower-minutes',
  imports: [Button, Details, ErrorSummary, Form, Stat, TextInput],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './lower-minutes.html',
})
export class LowerMinutes {
  readonly minutes = input.required<number>();
  readonly participatoryMinutes = input.required<number>();
  /** The most that may be recorded; `null` for learning done elsewhere, where it is what stands there. */
  readonly creditedMinutes = input.required<number | null>();
  /** Of the minutes as they were loaded. */
  readonly revision = input.required<number>();
  /** Saves. */
  readonly lower = input.required<(minutes: number, revision: number) => Promise<SavedCpdEntry>>();

  protected readonly recorded = linkedSignal(() => this.minutes());
  protected readonly together = computed(() => Math.min(this.participatoryMinutes(), this.recorded()));
  protected readonly most = computed(() => this.creditedMinutes() ?? this.recorded());
  protected readonly typed = signal('');
  protected readonly news = signal('');
  protected readonly inWords = minutesInWords;
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/cpd.contract')).lowerMinutesRequest,
  );

  private readonly known = linkedSignal(() => this.revision());

  protected async save(): Promise<void> {
    this.news.set('');
    const minutes = this.typed().trim() === '' ? NaN : Number(this.typed());
    if (minutes > this.most()) {
      const message = `Enter ${minutesInWords(this.most())} or fewer`;
      this.form.refuse([{ field: 'minutes', message }]);
      return;
    }
    const isSaved = await this.form.submit({ minutes, revision: this.known() }, async (request) => {
      const { revision } = await this.lower()(request.minutes, request.revision);
      this.known.set(revision);
      this.recorded.set(request.minutes);
    });
    if (!isSaved) return;
    this.typed.set('');
    this.news.set(`Saved: ${minutesInWords(minutes)}`);
  }
}
