import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink, RouterOutlet } from '@angular/router';
import { DemonstrationBanner } from '@learning-reviews/ui/demonstration-banner';
import { Footer, type FooterLink } from '@learning-reviews/ui/footer';
import { Header } from '@learning-reviews/ui/header';
import { ServiceNavigation } from '@learning-reviews/ui/service-navigation';
import { SkipLink } from '@learning-reviews/ui/skip-link';
import { SessionStore } from '../platform/session/session-store.js';
import { AgencySwitcher } from './agency-switcher/agency-switcher.js';
import { ConnectionNotice } from './connection-notice/connection-notice.js';
import { IdleWarning } from './idle-warning/idle-warning.js';
import { navigationFor } from './navigation.js';

const FOOTER_LINKS: readonly FooterLink[] = [
  { text: 'Support', link: '/support' },
  { text: 'Worried about a child now', link: '/support', fragment: 'worried-about-a-child' },
  { text: 'Accessibility statement', link: '/accessibility' },
  { text: 'Privacy', link: '/privacy' },
  { text: 'How this works', link: '/how-this-works' },
];

/** What surrounds every page: header, navigation, notices, footer. */
@Component({
  selector: 'lr-shell',
  imports: [
    AgencySwitcher,
    ConnectionNotice,
    DemonstrationBanner,
    Footer,
    Header,
    IdleWarning,
    RouterLink,
    RouterOutlet,
    ServiceNavigation,
    SkipLink,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './shell.html',
})
export class Shell {
  private readonly router = inject(Router);
  protected readonly session = inject(SessionStore);
  protected readonly footerLinks = FOOTER_LINKS;

  protected readonly navigation = computed(() => navigationFor(this.session.permissions()));
  protected readonly isEvenSwitch = computed(() => this.session.agencySwitches() % 2 === 0);

  protected async signOut(): Promise<void> {
    await this.session.signOut();
    await this.router.navigateByUrl('/');
  }
}
