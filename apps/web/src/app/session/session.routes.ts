import type { Routes } from '@angular/router';

/** Under `/sign-in`. */
export const SESSION_ROUTES: Routes = [];
