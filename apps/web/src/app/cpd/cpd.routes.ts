import type { Routes } from '@angular/router';

/** Under `/record`: a person's own CPD record. */
export const CPD_ROUTES: Routes = [];
