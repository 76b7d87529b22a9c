import type { Routes } from '@angular/router';

/** Under `/agency`: a training lead's or line manager's view of their own agency. */
export const AGENCY_ROUTES: Routes = [];

/** Under `/partnership`: the officer's protected view across agencies. */
export const PARTNERSHIP_ROUTES: Routes = [];
