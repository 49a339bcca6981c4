import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import { controls, eventsOf, exportedLog, fillIn, openPage, runEnd, runOver, set } from './support/walk.ts';

const INPUT = {
  query: 'Which planet has rings?',
  passages: ['Mars is red.', 'Saturn has rings.', 'Venus is hot.', 'The moon is near.', 'Io has lava.', 'Ceres is small.'],
};
/** Weights and libraries: what a model download is. */
const isModelFile = (path: string): boolean => /\/models\/.*\.(bin|wasm)$/.test(path);

let app: BuiltApp;
let visitor: Visitor;
beforeAll(async () => {
  app = await openBuiltApp();
  visitor = await app.visitor();
});
afterAll(() => app.close());

describe('stopping, coming back, and having no network', () => {
  it('Stop in the middle keeps the windows that were committed', async () => {
    const { page } = visitor;
    await openPage(page, app);
    await fillIn(page, INPUT);
    await set(page, { Window: 3, Stride: 1, 'Thought budget': 120 });
    await controls(page).rank.click();
    await controls(page)
      .status.getByText(/^Window 1 of 4 done/)
      .waitFor();
    await controls(page).stop.click();
    await runOver(page);
    const log = await exportedLog(page);
    const committed = eventsOf(log, 'window-end');
    expect(runEnd(log).outcome).toEqual({ type: 'cancelled' });
    expect(committed.length).toBeGreaterThanOrEqual(1);
    expect(committed.length).toBeLessThan(4);
    expect(runEnd(log).ranking).toEqual(committed.at(-1)?.ranking);
    await page.getByText(`Stopped: ${committed.length} of 4 windows settled`, { exact: true }).waitFor();
    // The list moves at most once a second: what the broken-off window leaned to may stand until then.
    const shown = (): Promise<readonly (string | null)[]> =>
      controls(page)
        .ranking.getByRole('article')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-doc-row')));
    await expect.poll(shown, { timeout: 3000 }).toEqual([...runEnd(log).ranking]);
  });

  it('the same page ranks again after a stop, without loading again', async () => {
    const { page } = visitor;
    const before = app.served.length;
    await set(page, { 'Thought budget': 8 });
    await controls(page).rank.click();
    await controls(page).stop.waitFor();
    await runOver(page);
    expect(runEnd(await exportedLog(page)).outcome).toEqual({ type: 'complete' });
    expect(app.served.slice(before).filter(isModelFile)).toEqual([]);
  });

  it('a reload keeps what was typed, and ranks from the cache with no byte of the model from the network', async () => {
    const { page } = visitor;
    const before = app.served.length;
    await page.reload();
    expect(await controls(page).query.inputValue()).toBe(INPUT.query);
    expect(await controls(page).passages.inputValue()).toBe(INPUT.passages.join('\n\n'));
    await controls(page).rank.click();
    await runOver(page);
    expect(runEnd(await exportedLog(page)).outcome).toEqual({ type: 'complete' });
    expect(app.served.slice(before).filter(isModelFile)).toEqual([]);
  });

  it('after the page is there it needs neither network nor server: it loads from the cache and ranks', async () => {
    const { page, context } = visitor;
    await page.reload();
    await controls(page).query.waitFor();
    // Until the worker has answered, its own script may still be on its way.
    await page
      .getByText(/on .*\(software\)/)
      .first()
      .waitFor();
    // And the page says when the last of its own code has come.
    await page.locator('[data-whole=true]').waitFor({ state: 'attached' });
    await context.setOffline(true);
    await app.stopServer();
    const before = app.served.length;
    await controls(page).rank.click();
    await runOver(page);
    const log = await exportedLog(page);
    expect(runEnd(log).outcome).toEqual({ type: 'complete' });
    expect(runEnd(log).ranking).toHaveLength(6);
    expect(app.served.length).toBe(before);
    expect(visitor.foreign).toEqual([]);
  });
});
