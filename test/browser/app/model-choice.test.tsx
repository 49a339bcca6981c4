import { expect, test } from 'vitest';
import { presetFor } from '../../../src/core/preset/choose.ts';
import { startWith } from '../../../src/core/run/start.ts';
import { STORED_MODEL } from '../../support/stored-model.ts';
import { ADAPTER, MODEL, renderPage, startOf } from './scripted-page.tsx';

const F16 = {
  ...STORED_MODEL,
  id: 'Qwen3-8B-q4f16_1-MLC',
  title: 'Qwen3 8B',
  licence: null,
  lastUsed: '2026-02-03T10:00:00.000Z',
  libraries: [{ name: 'l.wasm', needs: ['shader-f16'] }],
};

async function open(page: Awaited<ReturnType<typeof renderPage>>): Promise<void> {
  await page.screen.getByText(/, not loaded/).click();
}

test('what is stored can be chosen beside what came with the page, with size, licence and last use', async () => {
  const page = await renderPage({ shelf: () => ({ stored: [STORED_MODEL, F16], unreadable: [] }) });
  await open(page);
  const { screen, store } = page;
  await expect.element(screen.getByRole('radio', { name: 'Scripted' })).toBeChecked();
  await expect.element(screen.getByText('2.3 GB · Apache-2.0 · not used yet')).toBeVisible();
  await expect.element(screen.getByText(/2\.3 GB · licence not told · last used Feb 3, 2026/)).toBeVisible();
  await screen.getByRole('radio', { name: 'Qwen3 4B' }).click();
  expect(store.getState().modelId).toBe(STORED_MODEL.id);
  await expect.element(screen.getByText('Qwen3 4B, not loaded')).toBeVisible();
  await expect.element(screen.getByText('2.3 GB, in this browser’s storage')).toBeVisible();
  await screen.getByRole('button', { name: 'Load the model now' }).click();
  expect(page.loads).toEqual([STORED_MODEL.id]);
});

test('one that this graphics processor cannot run says why and cannot be chosen', async () => {
  const page = await renderPage({
    probe: { ok: true, value: { ...ADAPTER, shaderF16: false } },
    shelf: () => ({ stored: [F16, { ...STORED_MODEL, whole: false }], unreadable: ['lost'] }),
  });
  await open(page);
  const { screen } = page;
  await expect.element(screen.getByRole('radio', { name: 'Qwen3 8B' })).toBeDisabled();
  await expect.element(screen.getByText(/it needs shader-f16, which this graphics processor does not offer/)).toBeVisible();
  await expect.element(screen.getByText(/A file of it is damaged or missing/)).toBeVisible();
  await expect.element(screen.getByText(/The record of lost cannot be read/)).toBeVisible();
});

test('more are a link away, on the page that downloads', async () => {
  const page = await renderPage();
  await open(page);
  const link = page.screen.getByRole('link', { name: 'More models…' });
  await expect.element(link).toBeVisible();
  expect(link.element().getAttribute('href')).toBe('models.html');
});

test('a model that another tab downloads appears when this tab is looked at again, and goes with its deletion', async () => {
  let stored: (typeof STORED_MODEL)[] = [];
  const page = await renderPage({ shelf: () => ({ stored, unreadable: [] }) });
  await open(page);
  expect(page.screen.getByRole('radio', { name: 'Qwen3 4B' }).elements()).toHaveLength(0);
  stored = [STORED_MODEL];
  await page.look();
  await expect.element(page.screen.getByRole('radio', { name: 'Qwen3 4B' })).toBeVisible();
  stored = [];
  await page.look();
  await expect.poll(() => page.screen.getByRole('radio', { name: 'Qwen3 4B' }).elements().length).toBe(0);
});

test('a model that the address asks for and that is not here is named, with the one that stands in', async () => {
  const { screen, store } = await renderPage({ goneModel: 'deleted-7b' });
  await expect
    .element(screen.getByText('The model deleted-7b is not stored in this browser. Scripted is chosen instead.'))
    .toBeVisible();
  store.dispatch({ type: 'model-choose', modelId: 'other' });
  await expect.poll(() => screen.getByText(/deleted-7b/).elements().length).toBe(0);
});

test('a model whose prompt was chosen for it says which, why, at which temperature, and what fits its context', async () => {
  const { settings, reason } = startWith(presetFor({ name: 'Qwen3-4B' }), { contextTokens: 2048 });
  const identity = { ...MODEL.identity, id: STORED_MODEL.id, template: 'instruct-think' };
  const page = await renderPage({
    load: { ok: true, value: { ...MODEL, identity, contextTokens: 2048, defaults: settings, asked: reason } },
    shelf: () => ({ stored: [STORED_MODEL], unreadable: [] }),
  });
  const { screen, store } = page;
  await open(page);
  await screen.getByRole('radio', { name: 'Qwen3 4B' }).click();
  await screen.getByRole('button', { name: 'Load the model now' }).click();
  await expect
    .element(screen.getByText('Any instruct model, thinking: the best general prompt here for models that think.').first())
    .toBeVisible();
  await screen.getByText('Settings', { exact: true }).click();
  const { fit } = reason;
  await expect.element(screen.getByRole('heading', { name: 'Chosen for this model' })).toBeVisible();
  await expect
    .element(screen.getByText('Temperature 0.6, as is recommended for it. Top-p and top-k are not used here.'))
    .toBeVisible();
  await expect
    .element(screen.getByText(new RegExp(`context of 2,048 tokens: at most ${fit?.passageWords} words of each passage`)))
    .toBeVisible();
  // The prompt stands in the settings, and choosing the model's own comes back to it.
  const prompt = screen.getByLabelText('Prompt', { exact: true });
  await expect.element(prompt).toHaveValue('instruct-think');
  await prompt.selectOptions('rank-k');
  expect(store.getState().settings.method?.preset.id).toBe('rank-k');
  await prompt.selectOptions('The model’s own (Any instruct model, thinking)');
  expect(store.getState().settings).not.toHaveProperty('method');
  await expect.element(prompt).toHaveValue('instruct-think');
});

test('what happened on the way to a model is told live and stays with its window', async () => {
  let goOn = (): void => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const page = await renderPage({
    async *run(run) {
      const start = startOf(run);
      yield start;
      yield {
        type: 'window-start',
        window: 0,
        start: 0,
        end: 2,
        passages: [],
        messages: [{ role: 'user', content: 'x' }],
        promptTokens: 10,
      };
      yield { type: 'model-notice', window: 0, code: 'busy', attempt: 2, of: 5, waitMs: 1500, status: 429 };
      await held;
      yield { type: 'answer-delta', window: 0, text: '<answer>[1] > [2]</answer>' };
      yield { type: 'run-end', outcome: { type: 'complete' }, ranking: run.request.candidates.map(({ docId }) => docId) };
    },
  });
  const { screen } = page;
  await screen.getByLabelText('Query', { exact: true }).fill('which');
  await screen.getByLabelText('Passages', { exact: true }).fill('one passage\ntwo passages');
  await screen.getByRole('button', { name: 'Rank', exact: true }).click();
  const told = 'The server was busy (HTTP 429): 2 of at most 5, next try after 1.5 s.';
  await expect.element(screen.getByText(told).first()).toBeVisible();
  expect(screen.getByText(told).elements()).toHaveLength(2);
  await expect.element(screen.getByText('On the way to the model')).toBeVisible();
  goOn();
  await expect.poll(() => screen.getByText(told).elements().length).toBe(1);
  await expect.element(screen.getByText('On the way to the model')).toBeInTheDocument();
});
