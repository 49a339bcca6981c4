import axe from 'axe-core';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { MODEL, renderPage } from './scripted-page.tsx';
import type { ScriptedPage } from './scripted-page.tsx';

const LIST = Array.from({ length: 30 }, (_, index) => `passage ${index} of a list`).join('\n\n');

async function withList(script: Parameters<typeof renderPage>[0] = {}): Promise<ScriptedPage> {
  const page = await renderPage(script);
  await page.screen.getByLabelText('Query', { exact: true }).fill('my query');
  await page.screen.getByLabelText('Passages', { exact: true }).fill(LIST);
  await expect.element(slider(page)).toBeVisible();
  return page;
}
const slider = (page: ScriptedPage) => page.screen.getByRole('slider', { name: 'The model reads' });
const told = (page: ScriptedPage): string | null => slider(page).element().getAttribute('aria-valuetext');
/** By the keyboard, as anyone can. */
const press = async (page: ScriptedPage, keys: string): Promise<void> => {
  (slider(page).element() as HTMLElement).focus();
  await userEvent.keyboard(keys);
};

test('the slider goes from the instant order to all passages, says each step, and what it leaves out', async () => {
  const page = await withList();
  expect(told(page)).toBe('all 30 passages');
  await press(page, '{ArrowLeft}');
  await expect.poll(() => told(page)).toBe('the top 20 of 30 passages');
  await expect.element(page.screen.getByText('The other 10 passages are not read', { exact: false })).toBeVisible();
  await press(page, '{ArrowLeft}');
  await expect.poll(() => told(page)).toBe('the top 10 of 30 passages');
  await press(page, '{Home}');
  await expect.poll(() => told(page)).toBe('nothing: instant order only');
  expect((await axe.run('.before-run')).violations.map(({ id }) => id)).toEqual([]);
});

test('with the instant order alone nothing is loaded: Rank is off, and its key does nothing', async () => {
  const page = await withList();
  await press(page, '{Home}');
  await expect.element(page.screen.getByRole('button', { name: 'Rank' })).toBeDisabled();
  await expect.element(page.screen.getByText('Nothing is left to do', { exact: false })).toBeVisible();
  await page.actions.rank();
  expect(page.loads).toEqual([]);
});

test('a run is asked to read as many as were chosen, of a longer list that comes later too', async () => {
  const page = await withList();
  await press(page, '{ArrowLeft}{ArrowLeft}');
  await expect.poll(() => told(page)).toBe('the top 10 of 30 passages');
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await expect.poll(() => page.store.getState().run?.outcome?.type).toBe('complete');
  expect(page.store.getState().run?.settings.rerankDepth).toBe(10);
});

test('no time is told before it was measured: not without a model, and with one that nobody has timed only after a run', async () => {
  const page = await withList();
  await expect.element(page.screen.getByText('not measured yet', { exact: false })).toBeVisible();
  expect(page.screen.container.querySelector('.before-run')?.textContent).not.toMatch(/\d+ (?:s|min)\b/u);
});

test('with a model that was timed as it was loaded, the time is about what its speeds make of the forecast', async () => {
  const measured = [{ library: 'gpu.wasm', prefillTokensPerSecond: 100, decodeTokensPerSecond: 10, verdict: 'right' as const }];
  const page = await withList({
    load: { ok: true, value: { ...MODEL, choice: { library: 'gpu.wasm', reason: 'measured', measured } } },
    forecast: { calls: [5, 5], promptTokens: [4000, 4000], outputTokens: [1000, 1000] },
  });
  await page.actions.loadModel();
  // 4,000 read at 100 a second and 1,000 written at 10 are 140 seconds; minutes are told upwards.
  await expect.element(page.screen.getByText('about 3 min', { exact: false }).first()).toBeVisible();
});
