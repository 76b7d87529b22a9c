import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app.js';
import { appConfig } from './app/app.config.js';

/** The part of the Trusted Types API used here; TypeScript's DOM library does not hold it yet. */
declare const trustedTypes:
  { createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown } | undefined;

// Under `require-trusted-types-for 'script'` the browser refuses a plain string as the address of a
// script. The default policy lets the service worker's own address through, and nothing else.
if (typeof trustedTypes !== 'undefined') {
  trustedTypes.createPolicy('default', {
    createScriptURL: (url) => (url === 'ngsw-worker.js' ? url : null),
  });
}

// zod tries whether it may make code from text, which the policy refuses with an error in the console. Told before
// the first form loads it, since it asks as soon as a schema is made; imported here, zod would weigh 22 kB on
// everyone's first page.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

bootstrapApplication(App, appConfig).catch((fault: unknown) => {
  // Nothing of the page exists to say it in: the browser's own console is all there is.
  reportError(fault);
});
