import { Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import {
  RAG_SCALE,
  RETURN_SCORES,
  RETURN_TEXTS,
  type ReturnScore,
  type ReturnText,
} from '@learning-reviews/domain/report/return-heading';
import { Button } from '@learning-reviews/ui/button';
import { MomentPipe } from '@learning-reviews/ui/day';
import { type FieldError, Form } from '@learning-reviews/ui/form';
import { IdentityWarning } from '@learning-reviews/ui/identity-warning';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { SavedState } from '@learning-reviews/ui/saved-state';
import { Select } from '@learning-reviews/ui/select';
import { Textarea } from '@learning-reviews/ui/textarea';
import { CaseDataCaution } from '../../platform/draft/case-data-caution.js';
import { Connection } from '../../platform/http/connection.js';
import { ReturnWordsList } from '../return-document/return-words-list.js';
import type { ReturnDraft } from './return-draft.js';

/** The most characters of one text: the contract's own figure. */
const LONGEST_TEXT = 4000;

/** What a lead writes and scores: saved while it is written, and never over a colleague's words unseen. */
@Component({
  selector: 'lr-return-writing',
  imports: [
    Button,
    CaseDataCaution,
    Form,
    IdentityWarning,
    MomentPipe,
    NotificationBanner,
    ReturnWordsList,
    SavedState,
    Select,
    Textarea,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './return-writing.html',
})
export class ReturnWriting {
  private readonly connection = inject(Connection);

  readonly draft = input.required<ReturnDraft>();
  readonly errors = input.required<readonly FieldError[]>();

  protected readonly texts = RETURN_TEXTS;
  protected readonly scores = RETURN_SCORES;
  protected readonly scale = RAG_SCALE.map(({ score, label }) => ({
    value: String(score),
    label: `${score}. ${label}`,
  }));
  protected readonly longestText = LONGEST_TEXT;
  protected readonly savedState = computed(() => {
    const state = this.draft().state();
    return state === 'saving' && this.connection.isAway() ? 'waiting' : state;
  });

  protected write(field: ReturnText, text: string): void {
    this.draft().write({ [field]: text });
  }

  protected scored(field: ReturnScore): string {
    return String(this.draft().words().scores[field] ?? '');
  }

  protected score(field: ReturnScore, chosen: string): void {
    const { scores } = this.draft().words();
    this.draft().write({ scores: { ...scores, [field]: chosen === '' ? null : Number(chosen) } });
  }
}
