import { Component, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { SessionStore } from '../../platform/session/session-store.js';

/** How completion, minutes, certificates, standing and the protection of small numbers work, in plain words. */
@Component({
  selector: 'lr-how-this-works-page',
  imports: [InsetText, RouterLink],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './how-this-works-page.html',
})
export class HowThisWorksPage {
  protected readonly warning = inject(SessionStore).warning;
}
