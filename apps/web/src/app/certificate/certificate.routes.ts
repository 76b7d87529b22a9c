import type { Routes } from '@angular/router';

/** Under `/verify`: anyone checks a certificate by its number. */
export const VERIFY_ROUTES: Routes = [];

/** Under `/certificates`: a person's own certificate as a page. */
export const CERTIFICATE_ROUTES: Routes = [];
