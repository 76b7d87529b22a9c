import { Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import type { CpdEntry } from '@learning-reviews/contracts/cpd.contract';
import { Button } from '@learning-reviews/ui/button';
import { Checkboxes } from '@learning-reviews/ui/checkboxes';
import { DayPipe } from '@learning-reviews/ui/day';
import { Details } from '@learning-reviews/ui/details';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { IdentityWarning } from '@learning-reviews/ui/identity-warning';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { SavedState } from '@learning-reviews/ui/saved-state';
import { Textarea } from '@learning-reviews/ui/textarea';
import { CaseDataCaution } from '../../platform/draft/case-data-caution.js';
import { Connection } from '../../platform/http/connection.js';
import { CODE_LINKS } from '../cpd-words.js';
import type { EntryDraft } from './entry-draft.js';

type Texts = 'learned' | 'impact' | 'peer';

/** The most characters of one text: the contract's own figure. */
const LONGEST_TEXT = 4000;

const BOXES: readonly { readonly field: Texts; readonly label: string; readonly hint?: string }[] = [
  { field: 'learned', label: 'What you learned' },
  {
    field: 'impact',
    label: 'The difference it makes',
    hint: 'To your practice, and to the people you work with. What has changed, or what will?',
  },
  {
    field: 'peer',
    label: 'What you learned by discussing it with a peer',
    hint: 'Leave this empty unless you did. Nothing else counts as peer reflection.',
  },
];

/** What a person writes about an entry: private, saved while writing, and printed only in their own exports. */
@Component({
  selector: 'lr-entry-reflection',
  imports: [
    Button,
    CaseDataCaution,
    Checkboxes,
    DayPipe,
    Details,
    ErrorSummary,
    Form,
    IdentityWarning,
    NotificationBanner,
    SavedState,
    Textarea,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './entry-reflection.html',
})
export class EntryReflection {
  private readonly connection = inject(Connection);

  readonly draft = input.required<EntryDraft>();
  readonly moduleReflections = input.required<CpdEntry['moduleReflections']>();
  readonly intention = input.required<string>();
  readonly intentionOn = input.required<string | null>();

  protected readonly boxes = BOXES;
  protected readonly codeLinks = CODE_LINKS;
  protected readonly longestText = LONGEST_TEXT;
  protected readonly hasModuleWords = computed(
    () => this.moduleReflections().length > 0 || this.intention() !== '',
  );
  protected readonly savedState = computed(() => {
    const state = this.draft().state();
    return state === 'saving' && this.connection.isAway() ? 'waiting' : state;
  });

  protected write(field: Texts, text: string): void {
    this.draft().write({ [field]: text });
  }

  protected link(codeLinks: readonly CpdEntry['reflection']['codeLinks'][number][]): void {
    this.draft().write({ codeLinks: [...codeLinks] });
  }

  protected labelOf(link: string): string {
    return CODE_LINKS.find(({ value }) => value === link)?.label ?? link;
  }
}
