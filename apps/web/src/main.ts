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

bootstrapApplication(App, appConfig).catch((fault: unknown) => {
  // Nothing of the page exists to say it in: the browser's own console is all there is.
  reportError(fault);
});
