import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';

// A binding to a name that does not exist is an error in a page's build; so it is in its specs.
setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });
