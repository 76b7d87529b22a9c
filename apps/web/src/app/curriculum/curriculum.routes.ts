import type { Routes } from '@angular/router';

/** Under `/modules`: the catalogue, and one module. */
export const MODULE_ROUTES: Routes = [
  {
    path: '',
    title: 'Modules',
    loadComponent: async () => (await import('./modules-page/modules-page.js')).ModulesPage,
  },
  {
    path: ':slug',
    title: 'Module',
    loadComponent: async () => (await import('./module-page/module-page.js')).ModulePage,
  },
];
