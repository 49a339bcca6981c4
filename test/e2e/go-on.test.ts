import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import { controls, eventsOf, exportedLog, fillIn, openPage, runEnd, runOver, set } from './support/walk.ts';

const INPUT = {
  query: 'Which planet has rings?',
  passages: ['Mars is red.', 'Saturn has rings.', 'Venus is hot.', 'The moon is near.', 'Io has lava.', 'Ceres is small.'],
};

let app: BuiltApp;
let visitor: Visitor;
beforeAll(async () => {
  app = await openBuiltApp();
  visitor = await app.visitor();
});
afterAll(() => app.close());

it('a run that a reload breaks off in its middle goes on from its last finished window, and ends as one that nothing broke off', async () => {
  const { page } = visitor;
  await openPage(page, app);
  await fillIn(page, INPUT);
  await set(page, { Window: 3, Stride: 1, 'Thought budget': 120 });
  await controls(page).rank.click();
  await runOver(page);
  const whole = await exportedLog(page);

  await controls(page).rank.click();
  await controls(page)
    .status.getByText(/^Window 2 of 4 done/u)
    .waitFor();
  await page.reload();
  await page.getByText(`A run was going on when the page was left: ${INPUT.query}`).waitFor();
  const offered = page.getByRole('button', { name: /^Go on from window [34] of 4$/u });
  const window = Number(/\d/u.exec((await offered.textContent()) ?? '')?.[0]);
  const order = await page.locator('.order-so-far li').allTextContents();
  expect(order).toHaveLength(5);
  // Nothing is loaded before it is asked for.
  expect(await page.getByText('The model is loaded first.', { exact: false }).isVisible()).toBe(true);
  await offered.click();
  await runOver(page);

  const gone = await exportedLog(page);
  expect(runEnd(gone).outcome).toEqual({ type: 'complete' });
  expect(runEnd(gone).ranking).toEqual(runEnd(whole).ranking);
  expect(runEnd(gone).cost).toEqual(runEnd(whole).cost);
  expect(eventsOf(gone, 'window-end').map(({ ranking }) => ranking)).toEqual(
    eventsOf(whole, 'window-end').map(({ ranking }) => ranking),
  );
  expect(gone.hashes.prompts).toEqual(whole.hashes.prompts);
  expect(eventsOf(gone, 'run-resumed')).toMatchObject([{ after: window - 1, reason: 'page-left' }]);
  expect(gone.events.map(({ seq }) => seq)).toEqual(gone.events.map((_, place) => place));
  await page
    .getByText(`Broken off after window ${window - 1}`, { exact: false })
    .first()
    .waitFor();
  await page.reload();
  await controls(page).query.waitFor();
  expect(await page.getByText('A run was going on when the page was left', { exact: false }).count()).toBe(0);
  expect(visitor.foreign).toEqual([]);
});
