import { Component, ViewEncapsulation } from '@angular/core';
import { Tag } from '../tag/tag.js';

/** Says on every page of a demonstration site that its agencies and people are invented. */
@Component({
  selector: 'lr-demonstration-banner',
  imports: [Tag],
  encapsulation: ViewEncapsulation.None,
  template: `
    <div
      class="govuk-phase-banner govuk-width-container lr-demonstration-banner"
      role="region"
      aria-label="Demonstration"
    >
      <p class="govuk-phase-banner__content">
        <strong lrTag class="govuk-phase-banner__content__tag">Demonstration</strong>
        <span class="govuk-phase-banner__text">
          The agencies and people on this site are invented. This is demonstration data.
        </span>
      </p>
    </div>
  `,
})
export class DemonstrationBanner {}
