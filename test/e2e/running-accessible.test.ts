import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFresh } from '../../scripts/view-states.mjs';
import { NARROW, WIDE } from './support/accessible.ts';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp } from './support/built-app.ts';
import { cutOff, violations } from './support/look.ts';
import { controls, fillIn, set } from './support/walk.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

describe('a run that goes on', () => {
  it.each([
    { language: 'en', viewport: WIDE, colorScheme: 'light' },
    { language: 'fa', viewport: NARROW, colorScheme: 'dark' },
  ] as const)('axe finds nothing while the model writes ($language)', async ({ language, viewport, colorScheme }) => {
    const { context, close } = await app.visitor({ reducedMotion: 'reduce', viewport, colorScheme });
    const page = await openFresh(context, { url: app.url, language: 'en' });
    // Many windows: a run of one was over before axe was.
    const passages = Array.from({ length: 60 }, (_, place) => `Planet ${place} has rings.`);
    await fillIn(page, { query: 'Which planet has rings?', passages });
    await set(page, { 'Thought budget': 400 });
    await page.locator('.header select').last().selectOption(language);
    await page.locator('.button-rank').click();
    await page.locator('.button-stop').waitFor();
    await page.locator('.window-trace').first().waitFor();
    expect([...(await violations(page)), ...(await cutOff(page))]).toEqual([]);
    await page.locator('.button-stop').click();
    await page.locator('.header select').last().selectOption('en');
    await controls(page).rank.waitFor();
    await close();
  });
});
