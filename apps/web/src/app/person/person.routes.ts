import type { Routes } from '@angular/router';

/** Under `/account`: the signed-in person's details, sessions and passphrase. */
export const PERSON_ROUTES: Routes = [];
