import { expect, test } from 'vitest';
import type { RunEventBody } from '../../../src/core/log/event.ts';
import type { EngineRun } from '../../../src/engines/engine-client.ts';
import { renderPage, startOf } from './scripted-page.tsx';
import type { ScriptedPage } from './scripted-page.tsx';

async function fillIn({ screen }: ScriptedPage): Promise<void> {
  await screen.getByLabelText('Query', { exact: true }).fill('my query');
  await screen.getByLabelText('Passages', { exact: true }).fill('alpha\n\nbeta\n\ngamma');
}

function windowOf(run: EngineRun): RunEventBody {
  const passages = run.request.candidates.map((candidate, index) => ({
    docId: candidate.docId,
    identifier: index + 1,
    bucket: 5,
    text: candidate.text,
    keptFrom: 0,
    keptTo: candidate.text.length,
    cut: false,
    neutralised: 0,
  }));
  return { type: 'window-start', window: 0, start: 0, end: passages.length, passages, messages: [], promptTokens: 77 };
}

const rows = (page: ScriptedPage): readonly (string | null)[] =>
  [...page.screen.container.querySelectorAll('.ranked-list .passage')].map((row) => row.textContent);

test('Rank loads the model, runs and shows the new order', async () => {
  const page = await renderPage();
  await fillIn(page);
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await expect.element(page.screen.getByText('Done', { exact: true })).toBeVisible();
  expect(rows(page)).toEqual(['gamma', 'beta', 'alpha']);
  await expect.element(page.screen.getByRole('status')).toHaveTextContent('Ranking done. First: gamma');
});

test('the log and the TREC run can be saved', async () => {
  const page = await renderPage();
  await fillIn(page);
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await page.screen.getByRole('button', { name: 'Save log (JSON)' }).click();
  await page.screen.getByRole('button', { name: 'Save TREC run' }).click();
  await expect.poll(() => page.saved.length).toBe(2);
  const log = JSON.parse(page.saved.find((file) => file.name.endsWith('.json'))?.text ?? '{}') as Record<string, unknown>;
  expect(log).toMatchObject({ type: 'glassrank-run-log', schema: 1, hashes: { modelManifest: 'ab'.repeat(32) } });
  expect((log['events'] as unknown[]).length).toBe(2);
  const run =
    page.saved
      .find((file) => file.name.endsWith('.run'))
      ?.text.trim()
      .split('\n') ?? [];
  expect(run.map((line) => line.split(' ')[2])).toEqual(['p3', 'p2', 'p1']);
});

test('Stop asks the run to end and keeps what is settled', async () => {
  const page = await renderPage({
    async *run(run) {
      yield startOf(run);
      yield windowOf(run);
      await new Promise((resolve) => run.signal.addEventListener('abort', resolve));
      yield {
        type: 'run-end',
        outcome: { type: 'cancelled' },
        ranking: run.request.candidates.map((candidate) => candidate.docId),
      };
    },
  });
  await fillIn(page);
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await page.screen.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect.element(page.screen.getByText('Stopped before a window was finished: first-stage order')).toBeVisible();
  expect(rows(page)).toEqual(['alpha', 'beta', 'gamma']);
  expect(page.links).toEqual({ started: 1, ended: 0 });
});

test('a run whose worker does not answer a stop ends all the same: the worker is replaced, and the next run is a whole one', async () => {
  let turn = 0;
  const page = await renderPage({
    async *run(run) {
      turn += 1;
      if (turn > 1) {
        yield startOf(run);
        yield { type: 'run-end', outcome: { type: 'complete' }, ranking: run.request.candidates.map(({ docId }) => docId) };
        return;
      }
      yield startOf(run);
      yield windowOf(run);
      await new Promise(() => undefined);
    },
  });
  await fillIn(page);
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await page.screen.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect.element(page.screen.getByText('Stopped before a window was finished: first-stage order')).toBeVisible();
  await expect.element(page.screen.getByRole('button', { name: 'Rank' })).toBeEnabled();
  expect(page.links).toEqual({ started: 2, ended: 1 });
  expect(page.store.getState().model).not.toBeNull();
  await expect.element(page.screen.getByText('my query').first()).toBeVisible();
  const log = page.store.getState().log;
  expect(log.at(-1)).toMatchObject({ type: 'run-end', seq: log.length - 1, outcome: { type: 'cancelled' } });
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await expect.poll(() => page.store.getState().run?.outcome?.type).toBe('complete');
  expect(page.links).toEqual({ started: 2, ended: 1 });
});

test('editing while an old ranking stands says that the input has changed', async () => {
  const page = await renderPage();
  await fillIn(page);
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await page.screen.getByRole('button', { name: 'Edit the input' }).click();
  await page.screen.getByLabelText('Passages', { exact: true }).fill('alpha\n\nbeta\n\ndelta');
  await expect.element(page.screen.getByText('The input has changed since this run.', { exact: false })).toBeVisible();
  expect(rows(page)).toEqual(['gamma', 'beta', 'alpha']);
  await page.screen.getByRole('button', { name: 'Show the passages as read now' }).click();
  expect(rows(page)).toEqual(['alpha', 'beta', 'delta']);
});
