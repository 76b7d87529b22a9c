import { defineConfig } from '@playwright/test';
import { findBrowser, HEADLESS_FLAGS } from '../../tools/launcher/browser.ts';

/** Every journey runs on a desk and on a phone. A page that fits 390 pixels is what most practitioners will see. */
export default defineConfig({
  testDir: './src',
  outputDir: './test-results',
  globalSetup: './global-setup.ts',
  // The product and the browser share two cores; a second worker makes both slower.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env['E2E_RESULTS'] ?? './test-results/results.json' }]],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findBrowser(), args: HEADLESS_FLAGS },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 900 } } },
    { name: 'phone', use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } },
  ],
});
