import type { Routes } from '@angular/router';

/** Under `/learning`: what a practitioner has to learn, and every step of a module. */
export const LEARNING_ROUTES: Routes = [];
