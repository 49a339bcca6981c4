import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import type { ErrorCode } from '../../../src/core/errors.ts';
import { ErrorNotice } from '../../../src/app/shell/notices.tsx';
import * as en from '../../../src/app/words/en/index.ts';
import { ADAPTER, renderPage, startOf } from './scripted-page.tsx';
import type { ScriptedPage } from './scripted-page.tsx';

const CODES = Object.keys(en.errors) as readonly ErrorCode[];

async function fillIn({ screen }: ScriptedPage): Promise<void> {
  await screen.getByLabelText('Query', { exact: true }).fill('my query');
  await screen.getByLabelText('Passages', { exact: true }).fill('alpha\n\nbeta\n\ngamma');
}

test('no two errors share a title or a next step', () => {
  expect(new Set(CODES.map((code) => en.errors[code].title)).size).toBe(CODES.length);
  expect(new Set(CODES.map((code) => en.errors[code].next)).size).toBe(CODES.length);
});

test.each(CODES)('%s: the notice says what happened, what to do, and the engine’s own words', async (code) => {
  const screen = await render(
    <ErrorNotice error={{ code, message: 'engine words', retry: true }} onStep={() => undefined} onDismiss={null} />,
  );
  await expect.element(screen.getByRole('heading', { name: en.errors[code].title })).toBeVisible();
  await expect.element(screen.getByText(en.errors[code].next)).toBeVisible();
  await screen.getByText('Technical line', { exact: true }).click();
  await expect.element(screen.getByText('engine words', { exact: true })).toBeVisible();
});

test('without WebGPU the page still reads input, and says what to do', async () => {
  const page = await renderPage({ probe: { ok: false, error: { code: 'no-webgpu', message: 'none', retry: false } } });
  await fillIn(page);
  await expect.element(page.screen.getByRole('heading', { name: 'This browser has no WebGPU' })).toBeVisible();
  await expect.element(page.screen.getByText('3 passages', { exact: true })).toBeVisible();
  await expect.element(page.screen.getByRole('button', { name: 'Rank' })).toBeDisabled();
});

test('a software adapter is named and called slow', async () => {
  const page = await renderPage({ probe: { ok: true, value: { ...ADAPTER, software: true, architecture: 'swiftshader' } } });
  await expect.element(page.screen.getByText('No graphics processor is in use.')).toBeVisible();
});

test('a failed load keeps what was typed and can be tried again', async () => {
  const page = await renderPage({ load: { ok: false, error: { code: 'download-failed', message: '503', retry: true } } });
  await fillIn(page);
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await expect.element(page.screen.getByRole('heading', { name: 'The download broke off' })).toBeVisible();
  await expect.element(page.screen.getByLabelText('Query', { exact: true })).toHaveValue('my query');
  expect(page.links.started).toBe(1);
  await page.screen.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => page.links.started).toBe(2);
});

test('a lost device keeps what was settled and drops the dead engine', async () => {
  const page = await renderPage({
    async *run(run) {
      yield startOf(run);
      const ids = run.request.candidates.map((candidate) => candidate.docId);
      const settled = ids.toReversed();
      yield { type: 'window-start', window: 0, start: 0, end: 3, passages: [], messages: [], promptTokens: 9 };
      const usage = { promptTokens: 9, completionTokens: 9, prefillTokensPerSecond: 9, decodeTokensPerSecond: 9 };
      yield { type: 'window-end', window: 0, outcome: { type: 'complete' }, thought: 'closed', ranking: settled, usage };
      yield {
        type: 'run-end',
        outcome: { type: 'failed', error: { code: 'gpu-lost', message: 'lost', retry: true } },
        ranking: settled,
      };
    },
  });
  await fillIn(page);
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await expect.element(page.screen.getByRole('heading', { name: 'The graphics processor was lost' })).toBeVisible();
  expect([...page.screen.container.querySelectorAll('.ranked-list .passage')].map((row) => row.textContent)).toEqual([
    'gamma',
    'beta',
    'alpha',
  ]);
  expect(page.store.getState().input.query).toBe('my query');
  expect(page.store.getState().model).toBeNull();
  expect(page.links.ended).toBe(1);
});

test('a stream that breaks off without an end counts as a lost worker', async () => {
  const page = await renderPage({
    async *run(run) {
      yield startOf(run);
    },
  });
  await fillIn(page);
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await expect.element(page.screen.getByRole('heading', { name: 'The engine stopped answering' })).toBeVisible();
  expect(page.store.getState().log.at(-1)?.type).toBe('run-end');
});
