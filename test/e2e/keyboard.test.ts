import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp } from './support/built-app.ts';
import { openPage, runOver } from './support/walk.ts';

const PASSAGES = ['Mars is red and cold.', 'Saturn has rings of ice.', 'Venus is hot.', 'Jupiter has faint rings too.'];

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

/** What the focus stands on: its role or tag, its name as far as the page writes one, and whether a focus ring or the like is drawn. */
async function focused(page: Page): Promise<{ readonly name: string; readonly selector: string; readonly seen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return { name: '', selector: 'body', seen: true };
    const label = 'labels' in element ? ((element as HTMLInputElement).labels?.[0]?.textContent ?? '') : '';
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const inWindow = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return {
      name: (element.getAttribute('aria-label') ?? (label || element.textContent)).trim(),
      selector: `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}`,
      seen: inWindow && ((outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'),
    };
  });
}

/** Presses Tab until the focus is there. Every stop on the way must be seen: in the window, with a ring. */
async function tabTo(page: Page, wanted: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press(key);
    let { name, selector, seen } = await focused(page);
    // The page may still be scrolling there.
    for (let looks = 0; !seen && looks < 20; looks++) {
      await page.waitForTimeout(50);
      ({ name, selector, seen } = await focused(page));
    }
    if (!seen) throw new Error(`the focus is not seen on ${selector} “${name.slice(0, 40)}”`);
    if (typeof wanted === 'string' ? name === wanted : wanted.test(name)) return;
    passed.push(name.slice(0, 30));
  }
  throw new Error(`${String(wanted)} could not be reached by ${key}; passed: ${passed.join(' | ')}`);
}

async function press(page: Page, wanted: string | RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

async function rank(page: Page, query: string): Promise<void> {
  await tabTo(page, /^Query/);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(query);
  await tabTo(page, /^Passages/);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(PASSAGES.join('\n\n'));
  await press(page, 'Rank');
  await page.locator('.timeline').waitFor();
  await runOver(page);
}

test('a whole session works by keyboard alone, and the focus is always seen', async () => {
  const { page, errors, close } = await app.visitor({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  await openPage(page, app);
  await rank(page, 'Which planet has rings?');

  // From a passage to the sentence of the reasoning that names it: both light up, and the focus goes there.
  await page.locator('.why-sentence').first().waitFor();
  await tabTo(page, /^\[\d+\] .*\p{L}/u);
  expect(await page.evaluate(() => document.activeElement?.closest('[data-doc-row]')?.hasAttribute('data-active'))).toBe(true);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.closest('.trace-panel') !== null);

  // Back in time, and to the end again.
  await tabTo(page, 'Time', 'Shift+Tab');
  const scrubber = page.locator('.timeline-scrubber');
  const last = await scrubber.inputValue();
  await page.keyboard.press('Home');
  // The first event is told a few milliseconds after the run was asked for, and nothing stands before it.
  const first = Number(await scrubber.inputValue());
  expect(first).toBeLessThan(Number(last));
  await page.keyboard.press('ArrowLeft');
  expect(Number(await scrubber.inputValue())).toBe(first);
  // Event by event, from the beginning into the first window.
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  expect(await scrubber.getAttribute('aria-valuetext')).toContain('Window 1 of 1');
  expect(Number(await scrubber.inputValue())).toBeGreaterThan(first);
  await page.keyboard.press('End');
  expect(await scrubber.inputValue()).toBe(last);

  // Export.
  await tabTo(page, 'Save TREC run');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/\.run$/);

  // A second run, from the letters of the keyboard: the query, then Rank.
  await page.keyboard.press('/');
  await page.waitForFunction(() => document.activeElement?.classList.contains('query-box') === true);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('Which planet is hot?');
  await press(page, 'Rank');
  await page.locator('.button-stop').waitFor();
  await page.locator('.button-rank').waitFor();
  await runOver(page);

  // Both are in the history: compared, and the first is opened again.
  await press(page, /^Past runs/);
  await page.locator('.kept-run').nth(1).waitFor();
  for (let run = 0; run < 2; run++) {
    await tabTo(page, /^Compare (?!the two)/);
    await page.keyboard.press('Space');
  }
  expect(await page.locator('.kept-run > input:checked').count()).toBe(2);
  await press(page, 'Compare the two chosen');
  await page.locator('.compared').waitFor();
  await press(page, 'Close the comparison');
  await page.locator('.compared').waitFor({ state: 'detached' });

  // Help opens with a key, holds the focus and gives it back to the page.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null),
    ).toBe(true);
  }
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
  await close();
});
