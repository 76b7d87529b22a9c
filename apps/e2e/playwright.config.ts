import { defineConfig } from '@playwright/test';
import { findBrowser, HEADLESS_FLAGS } from '../../tools/launcher/browser.ts';

/** The journeys, in a real Chromium. Each says what screen it is made on: a desk unless it chooses a phone. */
export default defineConfig({
  testDir: './src',
  outputDir: './test-results',
  globalSetup: './global-setup.ts',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // None of these is about how long something takes: a busy machine is not a fault, and a journey that hangs still ends.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: process.env['E2E_RESULTS'] ?? './test-results/results.json' }]],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1280, height: 900 },
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findBrowser(), args: HEADLESS_FLAGS },
  },
});
