import { Component, computed, inject, signal, ViewEncapsulation } from '@angular/core';
import { Router } from '@angular/router';
import { sentenceFor } from '../../platform/http/api-error.js';
import { SessionStore } from '../../platform/session/session-store.js';

/** For which agency the person acts, and the way to another of their own. */
@Component({
  selector: 'lr-agency-switcher',
  encapsulation: ViewEncapsulation.None,
  template: `
    @if (others().length > 0) {
      <details class="lr-agency-switcher" [open]="isOpen()" (toggle)="remember($event)">
        <summary><span class="govuk-visually-hidden">Acting for </span>{{ session.acting()?.name }}</summary>
        <div class="lr-agency-switcher__choices">
          <p>Switch to</p>
          <ul>
            @for (agency of others(); track agency.agencyId) {
              <li>
                <button type="button" (click)="switchTo(agency.agencyId)">{{ agency.name }}</button>
              </li>
            }
          </ul>
          <p role="status">{{ problem() }}</p>
        </div>
      </details>
    } @else if (session.acting(); as acting) {
      <span>{{ acting.name }}</span>
    }
  `,
})
export class AgencySwitcher {
  private readonly router = inject(Router);
  protected readonly session = inject(SessionStore);
  protected readonly isOpen = signal(false);
  protected readonly problem = signal('');

  protected readonly others = computed(() =>
    this.session.agencies().filter((agency) => agency.agencyId !== this.session.acting()?.agencyId),
  );

  protected async switchTo(agencyId: number): Promise<void> {
    try {
      await this.session.switchAgency(agencyId);
      // The open page may not be one of this agency's: the guards are asked again.
      await this.router.navigateByUrl(this.router.url, { onSameUrlNavigation: 'reload' });
      this.problem.set('');
      this.isOpen.set(false);
    } catch (error) {
      this.problem.set(sentenceFor(error));
    }
  }

  protected remember(event: Event): void {
    this.isOpen.set((event.target as HTMLDetailsElement).open);
  }
}
