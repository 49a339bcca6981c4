import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFresh } from '../../scripts/view-states.mjs';
import { NARROW, WIDE } from './support/accessible.ts';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp } from './support/built-app.ts';
import { cutOff, drawnAnew, violations } from './support/look.ts';
import { controls, fillIn, set } from './support/walk.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

describe('a run that goes on', () => {
  it('axe finds nothing while the model writes, in either direction of writing', async () => {
    const { context, close } = await app.visitor({ reducedMotion: 'reduce', viewport: WIDE, colorScheme: 'light' });
    const page = await openFresh(context, { url: app.url, language: 'en' });
    // Many windows: a run of one was over before axe was, and axe looks twice.
    const passages = Array.from({ length: 100 }, (_, place) => `Planet ${place} has rings.`);
    await fillIn(page, { query: 'Which planet has rings?', passages });
    await set(page, { 'Thought budget': 400 });
    await page.locator('.button-rank').click();
    await page.locator('.button-stop').waitFor();
    await page.locator('.window-trace').first().waitFor();
    for (const [language, viewport, colorScheme] of [
      ['en', WIDE, 'light'],
      ['fa', NARROW, 'dark'],
    ] as const) {
      await page.locator('.header select').last().selectOption(language);
      await page.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      // Rows of a long list are measured anew, and overlap for a frame.
      await drawnAnew(page);
      expect([...(await violations(page)), ...(await cutOff(page))]).toEqual([]);
      // It still went on.
      expect(await page.locator('.button-stop').isVisible()).toBe(true);
    }
    await page.locator('.button-stop').click();
    await page.locator('.header select').last().selectOption('en');
    await controls(page).rank.waitFor();
    await close();
  });
});
