import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp } from './support/built-app.ts';
import { controls, fillIn, openPage, runOver } from './support/walk.ts';

const INPUT = { query: 'Which planet has rings?', passages: ['Mars is red.', 'Saturn has rings.', 'Venus is hot.'] };

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

it('a run with the model from the cache makes no request since something was pasted, by the page’s count and by the server’s; what a worker asks for is counted', async () => {
  const { page, own, close } = await app.visitor();
  await openPage(page, app);
  await fillIn(page, INPUT);
  await controls(page).rank.click();
  await runOver(page);
  // Another visit: all of the page is here, its first stage has read what was kept, and the model lies in the cache.
  await openPage(page, app);
  await page.locator('[data-whole="true"]').waitFor({ state: 'attached' });
  await page.getByText(/BM25 \+ MiniLM · 3 passages/u).waitFor();
  await fillIn(page, { query: '', passages: [] });
  await page.locator('.request-mark').waitFor({ state: 'detached' });
  const before = own.length;
  await fillIn(page, INPUT);
  await controls(page).rank.click();
  await runOver(page);
  const listed = await page.locator('.request-list td:nth-child(3)').allTextContents();
  expect(own.slice(before)).toEqual([]);
  expect(listed).toEqual([]);
  expect(await page.locator('.request-mark').getAttribute('data-requests')).toBe('0');
  // A silence means something: the page hears its workers, and theirs.
  const workers = page.workers();
  expect(workers.length).toBeGreaterThanOrEqual(3);
  for (const [place, worker] of workers.entries())
    await worker.evaluate((address) => fetch(address).then(({ ok }) => ok), `${app.url}icon.svg?worker=${place}`);
  await expect
    .poll(() => page.locator('.request-mark').getAttribute('data-requests'), { timeout: 10_000 })
    .toBe(`${workers.length}`);
  await close();
});
