import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { readStream } from './read-stream.ts';
import { renderPage, startOf } from './scripted-page.tsx';
import type { ScriptedPage } from './scripted-page.tsx';

async function withRun(script: Parameters<typeof renderPage>[0] = {}): Promise<ScriptedPage> {
  const page = await renderPage(script);
  page.store.dispatch({ type: 'log-open', log: readStream('two-windows-repaired'), origin: { type: 'link' } });
  return page;
}
const focusedRow = (): string | undefined => document.activeElement?.closest<HTMLElement>('[data-doc-row]')?.dataset['docRow'];
const letGo = (): void => (document.activeElement as HTMLElement | null)?.blur();

afterEach(() => {
  vi.restoreAllMocks();
});

test('j and k go through the rows, [ and ] through the windows', async () => {
  const page = await withRun();
  letGo();
  const rows = page.store.getState().run?.ranking ?? [];
  await userEvent.keyboard('jj');
  expect(focusedRow()).toBe(rows[1]);
  await userEvent.keyboard('k');
  expect(focusedRow()).toBe(rows[0]);
  // A bracket is written twice: one opens the name of a key.
  await userEvent.keyboard('[[[[');
  expect(page.store.getState().cursor).toEqual({ type: 'at', index: expect.any(Number) as number });
  const before = page.store.getState().cursor;
  await userEvent.keyboard(']');
  expect(page.store.getState().cursor).not.toEqual(before);
});

test('t goes from a row to what the trace says of it', async () => {
  const page = await withRun();
  letGo();
  await userEvent.keyboard('jt');
  await expect.poll(() => document.activeElement?.closest('.trace-panel') !== null).toBe(true);
  expect(page.screen.container.contains(document.activeElement)).toBe(true);
});

test('/ opens the query, and no key acts while it is written', async () => {
  const page = await withRun();
  letGo();
  await userEvent.keyboard('/');
  await expect.poll(() => document.activeElement).toBe(page.screen.getByLabelText('Query', { exact: true }).element());
  const { cursor } = page.store.getState();
  await userEvent.keyboard('rjk[[]?t');
  expect(page.store.getState().input.query).toBe('rjk[]?t');
  expect(page.store.getState().cursor).toEqual(cursor);
  expect(document.querySelector('dialog[open]')).toBeNull();
});

test('after / the very next key is written into the query, also where the page draws no frame in between', async () => {
  const page = await withRun();
  letGo();
  vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0);
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }));
  expect(document.activeElement).toBe(page.screen.getByLabelText('Query', { exact: true }).element());
});

test('r ranks and Escape stops', async () => {
  const page = await renderPage({
    async *run(run) {
      yield startOf(run);
      await new Promise<void>((resolve) => run.signal.addEventListener('abort', () => resolve()));
      yield { type: 'run-end', outcome: { type: 'cancelled' }, ranking: run.request.candidates.map(({ docId }) => docId) };
    },
  });
  await page.screen.getByLabelText('Query', { exact: true }).fill('q');
  await page.screen.getByLabelText('Passages', { exact: true }).fill('a\n\nb');
  letGo();
  await userEvent.keyboard('r');
  await expect.poll(() => page.store.getState().run !== null).toBe(true);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => page.store.getState().run?.outcome?.type).toBe('cancelled');
});

test('Escape in a text field stops the run too, and the text stays', async () => {
  const page = await renderPage({
    async *run(run) {
      yield startOf(run);
      await new Promise<void>((resolve) => run.signal.addEventListener('abort', () => resolve()));
      yield { type: 'run-end', outcome: { type: 'cancelled' }, ranking: run.request.candidates.map(({ docId }) => docId) };
    },
  });
  const query = page.screen.getByLabelText('Query', { exact: true });
  await query.fill('q');
  await page.screen.getByLabelText('Passages', { exact: true }).fill('a\n\nb');
  await userEvent.keyboard('{Escape}');
  expect(page.store.getState().run).toBeNull();
  letGo();
  await userEvent.keyboard('r');
  await expect.poll(() => page.store.getState().run !== null).toBe(true);
  await userEvent.keyboard('/');
  await expect.poll(() => document.activeElement).toBe(query.element());
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => page.store.getState().run?.outcome?.type).toBe('cancelled');
  await expect.element(query).toHaveValue('q');
  expect(document.activeElement).toBe(query.element());
});

test('? tells of the keys, and there they can be turned off', async () => {
  const page = await withRun();
  letGo();
  await userEvent.keyboard('?');
  await expect.element(page.screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.screen.getByRole('checkbox', { name: 'Use these keys' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => document.querySelector('dialog[open]')).toBeNull();
  letGo();
  const { cursor } = page.store.getState();
  await userEvent.keyboard('j[[?');
  expect(focusedRow()).toBeUndefined();
  expect(page.store.getState().cursor).toEqual(cursor);
  expect(document.querySelector('dialog[open]')).toBeNull();
  expect(page.store.getState().preferences.shortcuts).toBe(false);
});

test('on a keyboard of another script the same places on the board act', async () => {
  const page = await withRun();
  letGo();
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'о', code: 'KeyJ', bubbles: true }));
  expect(focusedRow()).toBe(page.store.getState().run?.ranking[0]);
});

test('Ctrl and Enter rank from within a field, also where the single letters are off', async () => {
  const page = await renderPage({ preferences: { shortcuts: false } });
  const query = page.screen.getByLabelText('Query', { exact: true });
  await query.fill('q');
  await page.screen.getByLabelText('Passages', { exact: true }).fill('a\n\nb');
  (query.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  expect(page.store.getState().run).toBeNull();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => page.store.getState().run?.outcome?.type).toBe('complete');
});

test('Escape leaves a field where nothing goes on, and the text stays', async () => {
  const page = await renderPage();
  const query = page.screen.getByLabelText('Query', { exact: true });
  await query.fill('my query');
  (query.element() as HTMLElement).focus();
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).toBe(document.body);
  await expect.element(query).toHaveValue('my query');
});

test('Escape cancels a load', async () => {
  const page = await renderPage({ load: new Promise<never>(() => {}) });
  letGo();
  await page.screen.getByLabelText('Query', { exact: true }).fill('q');
  await page.screen.getByLabelText('Passages', { exact: true }).fill('a\n\nb');
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.element(page.screen.getByRole('heading', { name: 'Loading the model' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => page.store.getState().phase).toEqual({ type: 'idle' });
  expect(page.links).toEqual({ started: 1, ended: 1 });
});

test('whoever chooses a sample by keyboard goes on at the query', async () => {
  const page = await renderPage();
  const sample = page.screen.getByRole('button', { name: /A plain case/u }).first();
  (sample.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.screen.getByLabelText('Query', { exact: true })).toHaveValue('query of kettle');
  await expect.poll(() => document.activeElement).toBe(page.screen.getByLabelText('Query', { exact: true }).element());
});

test('a menu closes by a choice, by Escape and by a press elsewhere; Escape does not reach the run behind it', async () => {
  const page = await withRun();
  const summary = page.screen.getByText('Save and share', { exact: true });
  const isOpen = (): boolean => document.querySelector<HTMLDetailsElement>('.export-menu')?.open === true;
  await summary.click();
  expect(isOpen()).toBe(true);
  await page.screen.getByRole('button', { name: 'Copy a link to this run' }).click();
  expect(isOpen()).toBe(false);
  await expect.element(page.screen.getByText('The link is copied', { exact: false })).toBeVisible();
  expect(document.activeElement).toBe(summary.element());
  await summary.click();
  await userEvent.keyboard('{Escape}');
  expect(isOpen()).toBe(false);
  expect(document.activeElement).toBe(summary.element());
  await summary.click();
  await page.screen.getByRole('heading', { name: 'Glassrank', exact: true }).click();
  expect(isOpen()).toBe(false);
});
