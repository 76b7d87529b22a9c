import type { Routes } from '@angular/router';

/** Under `/reviews`: the register, and one review. */
export const REVIEW_ROUTES: Routes = [
  {
    path: '',
    title: 'Reviews',
    loadComponent: async () => (await import('./reviews-page/reviews-page.js')).ReviewsPage,
  },
  {
    path: ':slug',
    title: 'Review',
    loadComponent: async () => (await import('./review-page/review-page.js')).ReviewPage,
  },
];

/** Under `/themes`: all themes, and one theme across reviews. */
export const THEME_ROUTES: Routes = [
  {
    path: '',
    title: 'Themes',
    loadComponent: async () => (await import('./themes-page/themes-page.js')).ThemesPage,
  },
  {
    path: ':code',
    title: 'Theme',
    loadComponent: async () => (await import('./theme-page/theme-page.js')).ThemePage,
  },
];
