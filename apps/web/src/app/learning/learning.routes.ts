import type { CanDeactivateFn, Routes } from '@angular/router';
import { signedIn } from '../platform/session/session-guards.js';
import type { ReflectPage } from './reflect-page/reflect-page.js';

// The page is already gone when the session ended: its unsaved words wait in memory.
const askBeforeLeaving: CanDeactivateFn<ReflectPage | null> = (page, _route, _state, next) =>
  page?.mayLeave(next.url) ?? true;

/** Under `/learning`: what a practitioner has to learn, and every step of a module. Each page is loaded when it is opened. */
export const LEARNING_ROUTES: Routes = [
  {
    path: '',
    canMatch: [signedIn],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'My learning',
        loadComponent: async () => (await import('./learning-page/learning-page.js')).LearningPage,
      },
      {
        path: ':module',
        title: 'Before you start',
        loadComponent: async () => (await import('./start-page/start-page.js')).StartPage,
      },
      {
        path: ':module/section/:number',
        title: 'Section',
        loadComponent: async () => (await import('./section-page/section-page.js')).SectionPage,
      },
      {
        path: ':module/scenario',
        title: 'Scenario',
        loadComponent: async () => (await import('./scenario-page/scenario-page.js')).ScenarioPage,
      },
      {
        path: ':module/check',
        title: 'Knowledge check',
        loadComponent: async () => (await import('./check-page/check-page.js')).CheckPage,
      },
      {
        path: ':module/reflect',
        title: 'Reflection',
        canDeactivate: [askBeforeLeaving],
        loadComponent: async () => (await import('./reflect-page/reflect-page.js')).ReflectPage,
      },
      {
        path: ':module/finish',
        title: 'Finish',
        loadComponent: async () => (await import('./finish-page/finish-page.js')).FinishPage,
      },
      {
        path: ':module/break',
        title: 'Your place is kept',
        loadComponent: async () => (await import('./break-page/break-page.js')).BreakPage,
      },
      {
        path: ':module/print',
        title: 'All sections',
        loadComponent: async () => (await import('./print-page/print-page.js')).PrintPage,
      },
    ],
  },
];
