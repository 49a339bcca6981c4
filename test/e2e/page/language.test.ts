import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGE_CODES, LANGUAGES } from '../../../src/app/words/index.ts';
import type { Language } from '../../../src/app/words/index.ts';
import { openBuiltApp } from '../support/built-app.ts';
import type { BuiltApp } from '../support/built-app.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

const isPack = (address: string | URL): boolean => /\/assets\/(?:fa|ru|zh)-[^/]*\.js/u.test(String(address));

test.each(LANGUAGE_CODES)(
  'a first visit in %s is drawn in it, and fetches the words of no other language',
  async (language: Language) => {
    const { page, own, close } = await app.visitor({ locale: language });
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        const tagline = document.querySelector('.tagline');
        if (tagline === null) return;
        Object.assign(globalThis, { firstTagline: tagline.textContent });
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(app.url);
    await page.locator('.tagline').waitFor();
    const words = await LANGUAGES[language].words();
    expect(await page.evaluate(() => (globalThis as { firstTagline?: string }).firstTagline)).toBe(words.header.tagline);
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      language,
      LANGUAGES[language].dir,
    ]);
    expect(own.filter(isPack).map((address) => /assets\/(..)-/u.exec(address)?.[1])).toEqual(language === 'en' ? [] : [language]);
    await close();
  },
);

test('words that could not be fetched come at the next try, though the browser remembers that the module failed', async () => {
  const { page, close } = await app.visitor({ locale: 'zh' });
  const line = { offline: true };
  await page.route(isPack, (route) => (line.offline ? route.abort() : route.continue()));
  await page.goto(app.url);
  await page.getByText('The words in 中文 could not be fetched').waitFor();
  await page.getByLabel('Language').selectOption('ru');
  await page.getByText('The words in Русский could not be fetched').waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  line.offline = false;
  await page.getByLabel('Language').selectOption('ru');
  await page.getByLabel('Язык').selectOption('zh');
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('zh');
  expect(await page.locator('.language-missing').count()).toBe(0);
  await close();
});
