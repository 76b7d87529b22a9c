import { DOCUMENT } from '@angular/common';
import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  untracked,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { CASE_DATA_SENTENCE, caseDataWarnings } from '@learning-reviews/domain/privacy/case-data';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { IdentityWarning } from '@learning-reviews/ui/identity-warning';
import { LeaveThisPage } from '@learning-reviews/ui/leave-this-page';
import { Loading } from '@learning-reviews/ui/loading';
import { SavedState } from '@learning-reviews/ui/saved-state';
import { Textarea } from '@learning-reviews/ui/textarea';
import { Connection } from '../../platform/http/connection.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { LearningApi } from '../learning-api.js';
import { ModuleProblem } from '../module-problem/module-problem.js';
import { UnsavedWork } from '../unsaved-work.js';
import { OtherVersion } from './other-version.js';
import { type HeldWords, ReflectionDraft } from './reflection-draft.js';

/** The most characters of one reflection, and of an intention: the contract's own figures. */
const LONGEST_TEXT = 4000;
const LONGEST_INTENTION = 1000;
/** Someone who leaves waits no longer than this for the last words to be saved. */
const LONGEST_FLUSH_MS = 4000;

/** Private reflections and one intention: optional, saved while writing, read by nobody else. */
@Component({
  selector: 'lr-reflect-page',
  imports: [
    BackLink,
    Button,
    DateInput,
    ErrorSummary,
    Form,
    IdentityWarning,
    LeaveThisPage,
    Loading,
    ModuleProblem,
    OtherVersion,
    RouterLink,
    SavedState,
    Textarea,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './reflect-page.html',
  host: { '(window:beforeunload)': 'warnBeforeUnload($event)' },
})
export class ReflectPage {
  private readonly api = inject(LearningApi);
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly connection = inject(Connection);
  private readonly unsaved = inject(UnsavedWork);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  /** Slug of the module. */
  readonly module = input.required<string>();

  protected readonly reflection = this.api.reflection(this.module);
  protected readonly longestText = LONGEST_TEXT;
  protected readonly longestIntention = LONGEST_INTENTION;

  protected readonly draft = computed(() => {
    if (!this.reflection.hasValue()) return null;
    const saved = this.reflection.value();
    const slug = saved.module;
    const place = `reflect/${slug}`;
    // A draft holds signals of its own; it is made anew only when words are loaded anew.
    return untracked(
      () =>
        new ReflectionDraft(saved, this.unsaved.held<HeldWords>(place), {
          save: (request) => this.api.saveReflection(slug, request),
          load: () => this.api.reflectionNow(slug),
          hold: (words) => (words === null ? this.unsaved.drop(place) : this.unsaved.hold(place, words)),
        }),
    );
  });
  protected readonly savedState = computed(() => {
    const state = this.draft()?.state() ?? 'idle';
    return state === 'saving' && this.connection.isAway() ? 'waiting' : state;
  });
  /** Sentences about what might identify somebody: for each reflection, and last for the intention. */
  protected readonly cautions = computed(() => {
    const words = this.draft()?.settled();
    const today = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
    return [...(words?.texts ?? []), words?.intention ?? ''].map((text) => [
      ...new Set(caseDataWarnings(text, today).map(({ kind }) => CASE_DATA_SENTENCE[kind])),
    ]);
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      if (this.reflection.hasValue()) title.set(`Reflection – ${this.reflection.value().moduleTitle}`);
    });
    effect((onCleanup) => {
      const draft = this.draft();
      onCleanup(() => draft?.stop());
    });
  }

  protected async goOn(draft: ReflectionDraft, nextPath: string): Promise<void> {
    if (!draft.isDayGood()) {
      draft.refuse([
        { field: 'intentionOn', message: 'Enter a real date, such as 27 3 2027, or leave it empty' },
      ]);
      return;
    }
    draft.refuse([]);
    await this.router.navigateByUrl(nextPath);
  }

  /**
   * Whether the page may be left for `url`: when everything is saved, when signing in again is what comes next
   * (the words wait in memory), or when the person says so.
   */
  async mayLeave(url: string): Promise<boolean> {
    const draft = this.draft();
    if (!draft?.isUnsaved() || url.startsWith('/sign-in')) return true;
    const late = new Promise<boolean>((done) => setTimeout(() => done(false), LONGEST_FLUSH_MS));
    if (await Promise.race([draft.flush(), late])) return true;
    return this.ask();
  }

  private ask(): Promise<boolean> {
    const dialog = this.dialog().nativeElement;
    // The session ended meanwhile and sign-in has taken the page's place: what was written waits in memory.
    if (!dialog.isConnected) return Promise.resolve(true);
    return new Promise((answered) => {
      dialog.addEventListener('close', () => answered(dialog.returnValue === 'leave'), { once: true });
      dialog.returnValue = '';
      dialog.showModal();
    });
  }

  protected close(answer: 'stay' | 'leave'): void {
    this.dialog().nativeElement.close(answer);
  }

  protected warnBeforeUnload(event: Event): void {
    // Someone who must not be seen reading is not to be held up by a question.
    if (this.document.body.classList.contains('lr-leaving')) return;
    if (this.draft()?.isUnsaved()) event.preventDefault();
  }
}
