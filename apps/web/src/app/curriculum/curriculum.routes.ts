import type { Routes } from '@angular/router';

/** Under `/modules`: the catalogue, and one module. */
export const MODULE_ROUTES: Routes = [];
