import { bootstrapApplication } from '@angular/platform-browser';
import { config } from 'zod/v4/core';
import { App } from './app/app.js';
import { appConfig } from './app/app.config.js';

// Else zod tries whether it may compile its checks, which the content security policy refuses and reports.
config({ jitless: true });

// zod tries whether it may make code from text, which the policy refuses with an error in the console. Told before
// the first form loads it, since it asks as soon as a schema is made.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

bootstrapApplication(App, appConfig).catch((fault: unknown) => {
  // Nothing of the page exists to say it in: the browser's own console is all there is.
  reportError(fault);
});
