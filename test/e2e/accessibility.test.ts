import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFresh, VIEWS } from '../../scripts/view-states.mjs';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp } from './support/built-app.ts';
import { cutOff, violations, withoutEdge } from './support/look.ts';
import { controls, fillIn, set } from './support/walk.ts';

const NAMES = Object.keys(VIEWS) as readonly (keyof typeof VIEWS)[];
const WIDE = { width: 1280, height: 860 } as const;
const NARROW = { width: 390, height: 844 } as const;
/** A window of 1280 by 1024 pixels at 200 % and at 400 % (WCAG 1.4.10). */
const ZOOMED = [
  { width: 640, height: 512 },
  { width: 320, height: 256 },
] as const;

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

describe('every view is usable by everyone', () => {
  it.each(NAMES.flatMap((name) => (['en', 'fa'] as const).map((language) => ({ name, language }))))(
    '$name ($language): axe finds nothing, in light and dark, wide and narrow, and nothing is cut off',
    async ({ name, language }) => {
      const { context, close } = await app.visitor({ reducedMotion: 'reduce', viewport: WIDE });
      const page = await openFresh(context, { url: app.url, language });
      await VIEWS[name](page);
      expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(
        language === 'fa' ? ['fa', 'rtl'] : ['en', 'ltr'],
      );
      const found: Record<string, readonly string[]> = {};
      for (const viewport of [WIDE, NARROW]) {
        await page.setViewportSize(viewport);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const where = `${viewport.width} ${colorScheme}`;
          found[where] = [...(await violations(page)), ...(colorScheme === 'light' ? await cutOff(page) : [])];
        }
      }
      expect(found).toEqual({ '1280 light': [], '1280 dark': [], '390 light': [], '390 dark': [] });
      await close();
    },
  );

  it.each(NAMES)('%s: at 200 and 400 per cent nothing scrolls sideways and nothing is cut off', async (name) => {
    const { context, close } = await app.visitor({ reducedMotion: 'reduce', viewport: WIDE });
    const page = await openFresh(context, { url: app.url, language: 'ru' });
    await VIEWS[name](page);
    const found: Record<string, readonly string[]> = {};
    for (const viewport of ZOOMED) {
      await page.setViewportSize(viewport);
      found[viewport.width] = await cutOff(page);
    }
    expect(found).toEqual({ 640: [], 320: [] });
    await close();
  });

  it.each(['idle', 'problems', 'thinking', 'cursor', 'limits', 'compare'] as const)(
    '%s: where the system sets the colours, everything still has its edges and axe finds nothing',
    async (name) => {
      const { context, close } = await app.visitor({ reducedMotion: 'reduce', forcedColors: 'active', viewport: WIDE });
      const page = await openFresh(context, { url: app.url, language: 'en' });
      await VIEWS[name](page);
      expect([...(await withoutEdge(page)), ...(await violations(page))]).toEqual([]);
      await close();
    },
  );
});

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
