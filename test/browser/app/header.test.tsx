import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { MODEL, renderPage } from './scripted-page.tsx';

const FOLDED = 'Your query, passages and results are never sent anywhere';

test('what is behind a line of the header closes on Escape, and focus returns to the line', async () => {
  const { screen } = await renderPage();
  await screen.getByText('Nothing leaves this machine').click();
  await expect.element(screen.getByText(FOLDED)).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByText(FOLDED)).not.toBeVisible();
  expect(document.activeElement?.textContent).toContain('Nothing leaves this machine');
});

test('and on a press elsewhere', async () => {
  const { screen } = await renderPage();
  await screen.getByText('Nothing leaves this machine').click();
  await screen.getByRole('heading', { name: 'Glassrank', exact: true }).click();
  await expect.element(screen.getByText(FOLDED)).not.toBeVisible();
});

test('the three ways of answering are offered, locked first, and the choice is kept', async () => {
  const { screen, store } = await renderPage();
  await screen.getByText('Settings', { exact: true }).click();
  await expect.element(screen.getByRole('radio', { name: /^Locked/ })).toBeVisible();
  await screen.getByRole('radio', { name: /^Free/ }).click();
  expect(store.getState().settings.answerMode).toBe('free');
  await expect.element(screen.getByRole('radio', { name: /^Free/ })).toBeChecked();
});

test('the engine’s facts name the library, why it runs, and what each one did', async () => {
  const speeds = { prefillTokensPerSecond: 900, decodeTokensPerSecond: 40 };
  const { screen } = await renderPage({
    load: {
      ok: true,
      value: {
        ...MODEL,
        choice: {
          library: 'gpu.wasm',
          reason: 'measured',
          measured: [
            { library: 'gpu.wasm', ...speeds, verdict: 'right' },
            { library: 'gpu-f16.wasm', ...speeds, verdict: 'wrong', note: 'token 2 of 8 is 7, expected is 9' },
          ],
        },
      },
    },
  });
  await screen.getByText('Scripted, not loaded').click();
  await screen.getByRole('button', { name: 'Load the model now' }).click();
  await expect.element(screen.getByText('the only one that works, measured at this load')).toBeVisible();
  await expect.element(screen.getByText('gpu.wasm: reads 900 and writes 40 tokens/s, output as expected')).toBeVisible();
  await expect.element(screen.getByText(/gpu-f16\.wasm: not used, its output is wrong here .*token 2 of 8/)).toBeVisible();
});

test('while libraries are measured the load says which', async () => {
  const { screen, store } = await renderPage();
  store.dispatch({ type: 'load-begin', loadId: 'l', thenRun: false });
  store.dispatch({
    type: 'load-event',
    loadId: 'l',
    event: { type: 'calibrate-start', libraries: ['gpu.wasm', 'gpu-f16.wasm'] },
  });
  store.dispatch({
    type: 'load-event',
    loadId: 'l',
    event: { type: 'calibrate-progress', library: 'gpu-f16.wasm', index: 1, step: 'measure' },
  });
  await expect.element(screen.getByText('Measuring gpu-f16.wasm (2 of 2)…')).toBeVisible();
});
