import type { Routes } from '@angular/router';

/** Pages at the top of the site that need no sign-in. */
export const PUBLIC_ROUTES: Routes = [
  {
    path: '',
    pathMatch: 'full',
    loadComponent: async () => (await import('./home-page/home-page.js')).HomePage,
  },
  {
    path: 'support',
    title: 'Support',
    loadComponent: async () => (await import('./support-page/support-page.js')).SupportPage,
  },
  {
    path: 'criteria',
    title: 'The criteria, then and now',
    loadComponent: async () => (await import('./criteria-page/criteria-page.js')).CriteriaPage,
  },
  {
    path: 'accessibility',
    title: 'Accessibility statement',
    loadComponent: async () => (await import('./accessibility-page/accessibility-page.js')).AccessibilityPage,
  },
  {
    path: 'privacy',
    title: 'Privacy',
    loadComponent: async () => (await import('./privacy-page/privacy-page.js')).PrivacyPage,
  },
  {
    path: 'how-this-works',
    title: 'How this works',
    loadComponent: async () =>
      (await import('./how-this-works-page/how-this-works-page.js')).HowThisWorksPage,
  },
];
