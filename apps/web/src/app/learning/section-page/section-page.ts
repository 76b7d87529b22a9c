import { Component, computed, effect, inject, input, untracked, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { LeaveThisPage } from '@learning-reviews/ui/leave-this-page';
import { Loading } from '@learning-reviews/ui/loading';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { ProgressBar } from '@learning-reviews/ui/progress-bar';
import { SavedState } from '@learning-reviews/ui/saved-state';
import { PageTitle } from '../../platform/page/page-title.js';
import { LearningApi } from '../learning-api.js';
import { ModuleProblem } from '../module-problem/module-problem.js';
import { Saving } from '../saving.js';
import { SectionText } from '../section-text/section-text.js';
import { SourceList } from '../source-list/source-list.js';

/** One section of a module: one idea, its points and its sources. Opening it is what counts, and is saved at once. */
@Component({
  selector: 'lr-section-page',
  imports: [
    BackLink,
    Button,
    InsetText,
    LeaveThisPage,
    Loading,
    ModuleProblem,
    PrintButton,
    ProgressBar,
    RouterLink,
    SavedState,
    SectionText,
    SourceList,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './section-page.html',
})
export class SectionPage {
  private readonly api = inject(LearningApi);

  /** Slug of the module. */
  readonly module = input.required<string>();
  /** Which section, from 1, in digits. */
  readonly number = input.required<string>();

  protected readonly section = this.api.section(this.module, this.number);
  protected readonly saving = new Saving();

  /** What opening saves; `null` while loading, and once the module is finished. */
  private readonly sectionToOpen = computed(() =>
    this.section.hasValue() && !this.section.value().finished ? this.section.value().id : null,
  );

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      if (!this.section.hasValue()) return;
      const { heading, moduleTitle } = this.section.value();
      title.set(`${heading} – ${moduleTitle}`);
    });
    effect(() => {
      const sectionId = this.sectionToOpen();
      if (sectionId !== null) untracked(() => void this.markOpened(sectionId));
    });
  }

  private async markOpened(sectionId: string): Promise<void> {
    // A failure is shown by the state, and the finish page names a section that never arrived.
    await this.saving.send(() => this.api.openSection(this.module(), sectionId)).catch(() => undefined);
  }
}
