import axe from 'axe-core';
import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { RunEventBody } from '../../../src/core/log/event.ts';
import type { EngineRun } from '../../../src/engines/engine-client.ts';
import { UPGRADE_STEPS } from '../../../src/app/storage/schema.ts';
import type { HistorySchema } from '../../../src/app/storage/schema.ts';
import { SAMPLE_PLAN } from '../../unit/core/experiment/sample-experiment.ts';
import { renderPage, startOf } from './scripted-page.tsx';
import type { Script, ScriptedPage } from './scripted-page.tsx';

const QIDS = ['q1', 'q2', 'q3'];
const DOCS = ['d1', 'd2', 'd3'];

/** Three queries with three passages each, best last by the judgements. */
const REQUESTS = QIDS.map((qid) =>
  JSON.stringify({
    query: { qid, text: `what is ${qid}` },
    candidates: DOCS.map((docid, place) => ({ docid, score: 3 - place, doc: { contents: `passage ${docid} on ${qid}` } })),
  }),
).join('\n');
const QRELS = QIDS.map((qid) => `${qid} 0 d3 1`).join('\n');

/** Turns the list round, or leaves it as it is where only the first token is asked for. */
function answer(run: EngineRun): RunEventBody {
  const ids = run.request.candidates.map(({ docId }) => docId);
  const kept = run.settings.answerMode === 'first-token';
  const cost = { calls: 1, promptTokens: kept ? 100 : 300, completionTokens: kept ? 0 : 50 };
  return { type: 'run-end', outcome: { type: 'complete' }, ranking: kept ? ids : ids.toReversed(), cost };
}

/** An engine whose every run waits to be let go. */
function gated(): { readonly script: Script; readonly begun: EngineRun[]; letGo(): void } {
  const begun: EngineRun[] = [];
  const waiting: (() => void)[] = [];
  return {
    begun,
    letGo: () => waiting.shift()?.(),
    script: {
      async *run(run) {
        begun.push(run);
        yield startOf(run);
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          run.signal.addEventListener('abort', () => resolve());
        });
        if (run.signal.aborted) yield { type: 'run-end', outcome: { type: 'cancelled' }, ranking: [] };
        else yield answer(run);
      },
    },
  };
}

const straight: Script = {
  async *run(run) {
    yield startOf(run);
    yield await Promise.resolve(answer(run));
  },
};

function fill({ store }: ScriptedPage, qrels: boolean): void {
  const files = [{ name: 'requests.jsonl', text: REQUESTS }, ...(qrels ? [{ name: 'qrels.txt', text: QRELS }] : [])];
  store.dispatch({ type: 'files-fill', files, origin: { type: 'files', names: files.map(({ name }) => name) } });
}

const toCompare = ({ screen }: ScriptedPage): Promise<void> =>
  screen.getByRole('button', { name: 'Compare', exact: true }).click();

async function setUp(page: ScriptedPage, qrels = true): Promise<void> {
  fill(page, qrels);
  await toCompare(page);
  await page.screen.getByRole('radio', { name: /All that the workbench/u }).click();
  for (const name of ['Sliding windows', 'First token']) await page.screen.getByRole('button', { name, exact: true }).click();
}

const begin = ({ screen }: ScriptedPage): Promise<void> => screen.getByRole('button', { name: 'Run', exact: true }).click();
const cells = ({ store }: ScriptedPage): number => store.getState().compare.open?.cells.length ?? -1;
/** Each run is on disk before the next begins. */
const SOON = { timeout: 20_000 };
const idle = ({ store }: ScriptedPage): boolean => store.getState().compare.run.type === 'idle';

async function finished(page: ScriptedPage): Promise<void> {
  await expect.poll(() => cells(page), SOON).toBe(6);
  await expect.poll(() => idle(page), SOON).toBe(true);
}

test('two configurations over three queries: paused, reloaded without the files, gone on, and measured right', async () => {
  const historyName = `compare-${crypto.randomUUID()}`;
  const engine = gated();
  const first = await renderPage({ ...engine.script, historyName });
  await setUp(first);
  await begin(first);
  for (const done of [1, 2, 3]) {
    await expect.poll(() => engine.begun.length, SOON).toBe(done);
    engine.letGo();
    await expect.poll(() => cells(first), SOON).toBe(done);
  }
  await expect.poll(() => engine.begun.length).toBe(4);
  await first.screen.getByRole('button', { name: 'Pause' }).click();
  engine.letGo();
  await expect.poll(() => idle(first)).toBe(true);
  await expect.element(first.screen.getByRole('status').filter({ hasText: '4 of 6 runs' })).toBeVisible();
  expect(first.store.getState().lent).toBe(null);
  await first.screen.unmount();

  const again = gated();
  const later = await renderPage({ ...again.script, historyName });
  await toCompare(later);
  await expect.element(later.screen.getByRole('status').filter({ hasText: '4 of 6 runs' })).toBeVisible();
  await later.screen.getByRole('button', { name: 'Go on' }).click();
  for (const done of [1, 2]) {
    await expect.poll(() => again.begun.length, SOON).toBe(done);
    again.letGo();
    await expect.poll(() => cells(later), SOON).toBe(4 + done);
  }
  await finished(later);
  // Nothing ran twice, and the texts came from what was kept.
  expect(again.begun.map(({ request }) => request.query.id)).toEqual(['q3', 'q3']);
  expect(again.begun[0]?.request.candidates[0]?.text).toBe('passage d1 on q3');
  const row = (name: RegExp) =>
    later.screen.getByRole('group', { name: 'Figures of each configuration' }).getByRole('row', { name });
  await expect.element(row(/^Sliding windows 1\.000/u)).toBeVisible();
  await expect.element(row(/^First token 0\.500/u)).toBeVisible();
  await expect.element(row(/^First stage 0\.500/u)).toBeVisible();
  await expect
    .element(later.screen.getByRole('row', { name: /First token against Sliding windows −0\.500 0\.250/u }))
    .toBeVisible();
});

test('a cell of a reloaded experiment opens as a replay in the workbench, with its judgements', async () => {
  const historyName = `compare-${crypto.randomUUID()}`;
  const first = await renderPage({ ...straight, historyName });
  await setUp(first);
  await begin(first);
  await finished(first);
  await first.screen.unmount();
  const later = await renderPage({ ...straight, historyName });
  await toCompare(later);
  await later.screen.getByRole('button', { name: /^Open 3 queries/u }).click();
  await later.screen.getByRole('combobox', { name: 'Query' }).selectOptions('q2');
  await later.screen.getByRole('button', { name: 'Replay Sliding windows in the workbench' }).click();
  await expect.poll(() => later.store.getState().view).toBe('workbench');
  await expect
    .element(later.screen.getByText('Query q2 under “Sliding windows”, from the experiment “3 queries”.'))
    .toBeVisible();
  expect(later.store.getState().run?.ranking).toEqual(['d3', 'd2', 'd1']);
  expect(later.store.getState().qrels?.get('q2')?.get('d3')).toBe(1);
});

test('Stop ends at once, nothing of that run counts, and it is run again', async () => {
  const engine = gated();
  const page = await renderPage(engine.script);
  await setUp(page);
  await begin(page);
  await expect.poll(() => engine.begun.length).toBe(1);
  await page.screen.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect.poll(() => idle(page), SOON).toBe(true);
  expect(cells(page)).toBe(0);
  await page.screen.getByRole('button', { name: 'Run', exact: true }).click();
  await expect.poll(() => engine.begun.length).toBe(2);
  expect(engine.begun[1]?.request.query.id).toBe(engine.begun[0]?.request.query.id);
});

test('the workbench says why its run will wait while a comparison uses the model', async () => {
  const engine = gated();
  const page = await renderPage(engine.script);
  await setUp(page);
  await begin(page);
  await expect.poll(() => engine.begun.length).toBe(1);
  await page.screen.getByRole('button', { name: 'Workbench', exact: true }).click();
  await expect.element(page.screen.getByText(/^A comparison is using the model/u)).toBeVisible();
});

test('an engine that dies once is replaced and the query run again; what dies twice is kept as failed', async () => {
  let runs = 0;
  const page = await renderPage({
    async *run(run) {
      runs += 1;
      yield startOf(run);
      const error = { code: 'gpu-lost', message: 'lost', retry: true } as const;
      const dies = run.settings.answerMode === 'first-token' && run.request.query.id === 'q1';
      const ids = run.request.candidates.map(({ docId }) => docId);
      yield await Promise.resolve(
        dies || runs === 1 ? { type: 'run-end', outcome: { type: 'failed', error }, ranking: ids } : answer(run),
      );
    },
  });
  await setUp(page);
  await begin(page);
  await finished(page);
  const failed = page.store.getState().compare.open?.cells.filter(({ outcome }) => outcome.type === 'failed');
  expect(failed?.map(({ qid }) => qid)).toEqual(['q1']);
  expect(runs).toBe(8);
});

test('without judgements only agreement is shown, and that is said', async () => {
  const page = await renderPage(straight);
  await setUp(page, false);
  await begin(page);
  await finished(page);
  await expect.element(page.screen.getByText(/^.*Without judgements: agreement/u)).toBeVisible();
  const figures = page.screen.getByRole('group', { name: 'Figures of each configuration' });
  await expect.element(figures.getByRole('row', { name: /^Sliding windows −1\.00/u })).toBeVisible();
  expect(page.screen.container.textContent).not.toContain('nDCG');
});

test('the experiment file opens on another machine with every result, and takes its texts from the same input', async () => {
  const page = await renderPage(straight);
  await setUp(page);
  await begin(page);
  await finished(page);
  await page.screen.getByRole('button', { name: 'Experiment file (JSON lines)' }).click();
  await page.screen.getByRole('button', { name: 'TREC run: Sliding windows' }).click();
  await page.screen.getByRole('button', { name: 'Table per query (TSV)' }).click();
  const [file, run, table] = page.saved;
  expect(run?.text.split('\n')[0]).toMatch(/^q1 Q0 d3 1 /u);
  expect(table?.text.split('\n')).toHaveLength(8);
  const { cells: saved, plan } = page.store.getState().compare.open ?? {};
  await page.screen.unmount();

  const other = await renderPage(straight);
  await toCompare(other);
  await userEvent.upload(other.screen.getByLabelText('Open an experiment file'), new File([file?.text ?? ''], 'e.jsonl'));
  await expect.poll(() => cells(other), SOON).toBe(6);
  const opened = other.store.getState().compare.open;
  expect(opened?.plan).toEqual(plan);
  const key = ({ qid, configurationId }: { readonly qid: string; readonly configurationId: string }): string =>
    qid + configurationId;
  expect(opened?.cells.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(
    saved?.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
  );
  expect(opened?.collection).toBe(null);
  fill(other, true);
  await other.screen.getByRole('button', { name: 'Take them from the workbench’s input' }).click();
  await expect.poll(() => other.store.getState().compare.open?.collection?.requests.size).toBe(3);
});

test('a large experiment file that is being read says how far it is, and Cancel leaves it', async () => {
  const page = await renderPage(straight);
  await toCompare(page);
  page.store.dispatch({ type: 'experiment-opening', share: 0.42 });
  await expect.element(page.screen.getByText(/^42\s?%$/u)).toBeVisible();
  await page.screen.getByRole('button', { name: 'Cancel' }).click();
  expect(page.store.getState().compare.opening).toBeNull();
  await expect.element(page.screen.getByRole('progressbar')).not.toBeInTheDocument();
});

test('kept comparisons are renamed and deleted with all that belongs to them', async () => {
  const page = await renderPage(straight);
  await setUp(page);
  await begin(page);
  await finished(page);
  const row = page.screen.getByRole('listitem').filter({ hasText: '3 queries' });
  await row.getByRole('button', { name: 'Rename' }).click();
  await page.screen.getByLabelText('Name', { exact: true }).fill('mine');
  await page.screen.getByRole('button', { name: 'Save the name' }).click();
  await expect.element(page.screen.getByRole('heading', { name: 'mine' })).toBeVisible();
  await page.screen.getByRole('listitem').filter({ hasText: 'mine' }).getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => page.store.getState().compare.kept).toEqual([]);
  expect(page.store.getState().compare.open).toBe(null);
  await expect.element(page.screen.getByText('Deleted: “mine”.')).toBeVisible();
  await page.screen.getByRole('button', { name: 'Bring back' }).click();
  await expect.poll(() => page.store.getState().compare.kept).toMatchObject([{ name: 'mine', cells: 6 }]);
});

test('a kept comparison whose plan this version cannot read is listed with the reason, and can be deleted', async () => {
  const historyName = `compare-${crypto.randomUUID()}`;
  const database = await openDB<HistorySchema>(historyName, UPGRADE_STEPS.length, {
    upgrade(opened, _oldVersion, _newVersion, transaction) {
      for (const upgrade of UPGRADE_STEPS) upgrade(opened, transaction);
    },
  });
  const plan = { ...SAMPLE_PLAN, id: 'e1', depth: 'deep' } as never;
  await database.put('experiments', { id: 'e1', name: 'of old', savedAt: '2026-01-01T00:00:00.000Z', plan });
  database.close();
  const page = await renderPage({ ...straight, historyName });
  await toCompare(page);
  const row = page.screen.getByRole('listitem').filter({ hasText: 'of old' });
  await expect.element(row).toHaveTextContent(/It cannot be opened here\. .*depth/u);
  expect(
    row
      .getByRole('button')
      .elements()
      .map(({ textContent }) => textContent),
  ).toEqual(['Delete']);
  await row.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => page.store.getState().compare.kept).toEqual([]);
});

test('a passage that is pointed at lights up in every column', async () => {
  const page = await renderPage(straight);
  await setUp(page);
  await begin(page);
  await finished(page);
  const orders = page.screen.getByRole('group', { name: 'Orders side by side' });
  await orders.getByRole('cell', { name: /^d3/u }).first().hover();
  await expect.poll(() => orders.element().querySelectorAll('td[data-active]').length).toBe(3);
});

test('axe finds nothing in the view, before and after a run', async () => {
  const page = await renderPage(straight);
  await setUp(page);
  const look = async (): Promise<readonly string[]> => {
    const { violations } = await axe.run('.app', { rules: { 'page-has-heading-one': { enabled: false } } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };
  expect(await look()).toEqual([]);
  await begin(page);
  await finished(page);
  expect(await look()).toEqual([]);
});
