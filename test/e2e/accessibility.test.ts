import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp } from './support/built-app.ts';
import { controls, fillIn, openPage, runOver, set } from './support/walk.ts';

const INPUT = { query: 'Which planet has rings?', passages: ['Mars is red.', 'Saturn has rings.', 'Venus is hot.'] };
const SCREENS = [
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
  { colorScheme: 'dark', width: 1280 },
] as const;

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

/** Rule and place of each violation: readable in a failed test's diff. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}`));
}

/** Pixels by which the page is wider than its window. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

describe('the page is usable by everyone, in its main states', () => {
  it.each(SCREENS)(
    '$colorScheme, $width pixels wide: axe finds nothing and nothing is cut off',
    async ({ colorScheme, width }) => {
      const { page, close } = await app.visitor({ colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' });
      await openPage(page, app);
      const states: Record<string, readonly string[]> = {};
      const look = async (state: string): Promise<void> => {
        states[state] = [...(await violations(page)), ...((await overflow(page)) > 0 ? ['wider than the window'] : [])];
      };
      await look('empty');
      await fillIn(page, INPUT);
      await look('filled in');
      await set(page, { 'Thought budget': 60, Window: 2, Stride: 1 });
      await controls(page).rank.click();
      await page.getByRole('heading', { name: 'Loading the model' }).waitFor();
      await look('loading');
      await controls(page).stop.waitFor();
      await look('running');
      await runOver(page);
      await look('done');
      await controls(page).editInput.click();
      await controls(page).passages.fill('{"query": 1');
      await page.getByLabel('Read as').selectOption('rank-llm-json');
      await page
        .getByRole('button', { name: /^Line 1/ })
        .first()
        .waitFor();
      await look('unreadable input');
      expect(states).toEqual({ empty: [], 'filled in': [], loading: [], running: [], done: [], 'unreadable input': [] });
      await close();
    },
  );

  it('the whole walk works by keyboard alone', async () => {
    const { page, close } = await app.visitor({ viewport: { width: 1280, height: 800 } });
    await openPage(page, app);
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
    const tabTo = async (isThere: () => Promise<boolean>): Promise<void> => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab');
        if (await isThere()) return;
      }
      throw new Error('the control could not be reached by Tab');
    };
    const isFocused = (label: string) => (): Promise<boolean> =>
      page.getByLabel(label, { exact: true }).evaluate((element) => element === document.activeElement);
    await tabTo(isFocused('Query'));
    await page.keyboard.type(INPUT.query);
    await tabTo(isFocused('Passages'));
    await page.keyboard.insertText(INPUT.passages.join('\n\n'));
    await tabTo(async () => (await focused()) === 'Rank');
    await page.keyboard.press('Enter');
    await runOver(page);
    await tabTo(async () => (await focused()) === 'Save TREC run');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/\.run$/);
    await close();
  });
});
