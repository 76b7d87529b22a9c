import { Component, inject, ViewEncapsulation } from '@angular/core';
import { Connection } from '../../platform/http/connection.js';

/** Says so while requests wait for the service to come back, and nothing else. */
@Component({
  selector: 'lr-connection-notice',
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="lr-connection-notice" role="status">
      @if (connection.isAway()) {
        <p class="govuk-width-container">The service is not answering. We are trying again.</p>
      }
    </div>
  `,
})
export class ConnectionNotice {
  protected readonly connection = inject(Connection);
}
