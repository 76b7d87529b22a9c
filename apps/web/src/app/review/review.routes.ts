import type { Routes } from '@angular/router';

/** Under `/reviews`: the register, and one review. */
export const REVIEW_ROUTES: Routes = [];

/** Under `/themes`: all themes, and one theme across reviews. */
export const THEME_ROUTES: Routes = [];
