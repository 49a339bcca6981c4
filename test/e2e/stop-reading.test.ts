import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import { controls, exportedLog, fillIn, openPage, REAL, runEnd, runOver, set } from './support/walk.ts';

/** A window that software WebGPU reads for a minute or more. */
const LONG = {
  query: 'How do I get limescale out of a kettle?',
  passages: Array.from({ length: 20 }, (_, place) =>
    Array.from({ length: 12 }, (__, line) => `Sentence ${line + 1} of note ${place + 1} tells of kettles, water and lime.`).join(
      ' ',
    ),
  ),
};
/** What a person is promised after a press. */
const PROMISED_MS = 2000;

let app: BuiltApp;
let visitor: Visitor;
beforeAll(async () => {
  app = await openBuiltApp();
  visitor = await app.visitor();
  await openPage(visitor.page, { url: app.url, model: REAL });
  await fillIn(visitor.page, LONG);
  await set(visitor.page, { Window: 20, 'Words per passage': 60, 'Thought budget': 60 });
});
afterAll(() => app.close());

/** Presses a button from within the page, and waits there until `text` is gone from it. Milliseconds in between. */
function pressUntilGone(page: Page, press: string, gone: string): Promise<number> {
  return page.evaluate(
    ([pressed, name]) =>
      new Promise<number>((resolve, reject) => {
        const find = (label: string) =>
          [...document.querySelectorAll('button')].find((button) => button.textContent?.trim() === label);
        const button = find(pressed ?? '');
        if (button === undefined) {
          reject(new Error(`no ${pressed}`));
          return;
        }
        const start = performance.now();
        button.click();
        const look = (): void => {
          const busy = [...document.querySelectorAll('button')].some((one) => one.textContent?.trim().startsWith(name ?? ''));
          if (busy) requestAnimationFrame(look);
          else resolve(performance.now() - start);
        };
        look();
      }),
    [press, gone],
  );
}

/** Waits until the page shows a text. */
const says = (page: Page, what: string): Promise<unknown> =>
  page.waitForFunction((pattern) => new RegExp(pattern, 'mu').test(document.body.innerText), what);

describe('the model that ships is stopped within two seconds, whatever it is doing', () => {
  it('while it comes and while its shaders are compiled: the load is over at once', async () => {
    const { page } = visitor;
    const panel = page.locator('.load-panel');
    for (const [state, seen] of [
      ['bytes', panel],
      ['shaders', panel.getByText('Compiling shaders', { exact: false })],
    ] as const) {
      await controls(page).rank.click();
      await seen.first().waitFor();
      const took = await pressUntilGone(page, 'Cancel loading', 'Cancel loading');
      console.log(`stopped while ${state}: ${Math.round(took)} ms`);
      expect(took).toBeLessThan(PROMISED_MS);
      await controls(page).rank.waitFor();
    }
  });

  it('while it reads a long window: the run ends as cancelled, and the page can be used while the model comes back', async () => {
    const { page } = visitor;
    await controls(page).rank.click();
    await says(page, 'Finishing the prompt|Reading passage');
    const took = await pressUntilGone(page, 'Stop', 'Stop');
    console.log(`stopped while reading: ${Math.round(took)} ms`);
    expect(took).toBeLessThan(PROMISED_MS);
    await runOver(page);
    expect(runEnd(await exportedLog(page)).outcome).toEqual({ type: 'cancelled' });
    await controls(page).editInput.click();
    await controls(page).query.fill('Another question');
    expect(await controls(page).query.inputValue()).toBe('Another question');
    // It is loaded again from this browser's cache, by itself.
    await controls(page).rank.and(page.locator(':enabled')).waitFor();
    expect(visitor.errors).toEqual([]);
  });

  it('while it writes: the run ends as cancelled', async () => {
    const { page } = visitor;
    await fillIn(page, { query: LONG.query, passages: ['Saturn has rings.', 'Vinegar takes lime away.', 'Mars is red.'] });
    await controls(page).rank.click();
    await says(page, '^Thinking');
    const took = await pressUntilGone(page, 'Stop', 'Stop');
    console.log(`stopped while writing: ${Math.round(took)} ms`);
    expect(took).toBeLessThan(PROMISED_MS);
    await runOver(page);
    expect(runEnd(await exportedLog(page)).outcome).toEqual({ type: 'cancelled' });
  });
});
