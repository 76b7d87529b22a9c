import { expect } from '@playwright/test';
import {
  answerQuestion,
  answerRound,
  decide,
  goOn,
  heading,
  openModule,
  readSections,
  untilSaved,
  YOUNG_PERSON,
} from '../../apps/e2e/module-steps.ts';
import { pressing, refused, type Tour } from './tour.ts';

const MODULE = `/learning/${YOUNG_PERSON}`;
/** More than the longest text that can be kept. */
const TOO_LONG = 'I learned to ask first. '.repeat(170);

/** Every step of a module, in each of its states, for somebody who has not begun it. */
export const LEARNING: Tour = {
  name: 'learning',
  account: 'practitioner',
  stops: [
    { name: 'learning', at: '/learning' },
    { name: 'learning-start', at: MODULE },
    { name: 'learning-section', at: (page) => openModule(page) },
    { name: 'learning-under-way', at: MODULE },
    { name: 'learning-break', at: `${MODULE}/break` },
    { name: 'learning-print', at: `${MODULE}/print` },
    { name: 'learning-finish-missing', at: `${MODULE}/finish` },
    {
      name: 'learning-scenario',
      at: async (page) => {
        await page.goto(`${MODULE}/section/1`);
        await readSections(page);
      },
    },
    {
      name: 'learning-scenario-skipped',
      at: async (page) => {
        await pressing(/^Skip the scenario/)(page);
        await page.waitForURL(/\/check$/);
        await page.goto(`${MODULE}/scenario`);
      },
    },
    { name: 'learning-scenario-decision', at: pressing('Do the scenario now') },
    { name: 'learning-scenario-refused', at: refused('Choose') },
    { name: 'learning-scenario-consequence', at: (page) => decide(page, /^Wait until after the trial/) },
    {
      name: 'learning-scenario-ending',
      at: async (page) => {
        await pressing(/^Choose again$/)(page);
        for (const choice of [/^Talk it through/, /^Ask to stay/, /^Ask what has changed/]) {
          await decide(page, choice);
          await pressing(/^Continue$/)(page);
        }
        await decide(page, /^Go to see Remi today/);
      },
    },
    { name: 'learning-check', at: goOn },
    { name: 'learning-check-refused', at: refused('Check answer') },
    { name: 'learning-check-wrong', at: async (page) => void (await answerQuestion(page, 'wrong')) },
    {
      name: 'learning-check-right',
      at: async (page) => {
        await pressing('Next question')(page);
        await answerQuestion(page, 'right');
      },
    },
    {
      name: 'learning-check-not-yet',
      at: async (page) => {
        await pressing('Next question')(page);
        await answerRound(page, 2);
      },
    },
    {
      name: 'learning-check-passed',
      at: async (page) => {
        await pressing(/^Try the 3 still wrong again$/)(page);
        await answerRound(page, 0);
      },
    },
    { name: 'learning-reflect', at: goOn },
    {
      name: 'learning-reflect-refused',
      at: async (page) => {
        await page.getByRole('textbox').first().fill(TOO_LONG);
        await refused('Continue')(page);
      },
    },
    {
      name: 'learning-reflect-saved',
      at: async (page) => {
        await page.getByRole('textbox').first().fill('Asking a young person first changed what we did.');
        await page.getByLabel('I will…').fill('ask before each meeting what they want said.');
        await untilSaved(page);
      },
    },
    { name: 'learning-finish', at: pressing(/^Continue$/) },
    {
      name: 'learning-finish-refused',
      at: async (page) => {
        const minutes = page.getByLabel('Minutes you spent');
        const counted = await minutes.inputValue();
        await minutes.fill('some');
        await refused('Finish')(page);
        await minutes.fill(counted);
      },
    },
    {
      name: 'learning-finished',
      at: async (page) => {
        await pressing(/^Finish$/)(page);
        await expect(heading(page)).toHaveText('You have finished');
      },
    },
    {
      name: 'certificate',
      at: async (page) => {
        await page.getByRole('link', { name: 'See your certificate' }).click();
        await page.waitForURL(/\/certificates\//);
      },
    },
    { name: 'certificate-unknown', at: '/certificates/00000000000000000000' },
    { name: 'learning-done', at: MODULE },
    { name: 'not-found-module', at: '/learning/no-such-module' },
  ],
};
