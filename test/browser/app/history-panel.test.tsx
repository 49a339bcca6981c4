import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { renderPage } from './scripted-page.tsx';
import type { Script, ScriptedPage } from './scripted-page.tsx';

async function rankOnce(page: ScriptedPage, query: string): Promise<void> {
  page.store.dispatch({ type: 'query-edit', text: query });
  page.store.dispatch({ type: 'passages-edit', text: 'alpha\n\nbeta\n\ngamma' });
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.poll(() => page.store.getState().run?.request.query.text).toBe(query);
  await expect.poll(() => page.store.getState().run?.outcome?.type).toBe('complete');
}

const open = async ({ screen }: ScriptedPage): Promise<void> => screen.getByText('Past runs', { exact: true }).click();
const names = ({ store }: ScriptedPage): readonly string[] => store.getState().history.runs?.map(({ name }) => name) ?? [];

async function withRuns(queries: readonly string[], script: Script = {}): Promise<ScriptedPage> {
  const page = await renderPage(script);
  for (const [place, query] of queries.entries()) {
    await rankOnce(page, query);
    await expect.poll(() => names(page).length).toBe(place + 1);
  }
  await open(page);
  return page;
}

test('every finished run is kept under its query, with the room it takes', async () => {
  const page = await withRuns(['why is iron red']);
  expect(names(page)).toEqual(['why is iron red']);
  await expect.element(page.screen.getByRole('button', { name: 'Replay why is iron red' })).toBeVisible();
  await expect.element(page.screen.getByText(/^1 run, [\d.]+ k?B\./u)).toBeVisible();
});

test('with keeping switched off nothing is kept, until the person asks', async () => {
  const page = await renderPage({ preferences: { keepRuns: false } });
  await rankOnce(page, 'secret');
  await open(page);
  await expect.element(page.screen.getByText('No runs are kept.')).toBeVisible();
  await page.screen.getByRole('button', { name: 'Keep the run shown here' }).click();
  await expect.poll(() => names(page)).toEqual(['secret']);
});

test('a kept run is renamed, reopened as a replay, and deleted', async () => {
  const page = await withRuns(['first', 'second']);
  const row = page.screen.getByRole('listitem').filter({ hasText: 'first' });
  await row.getByRole('button', { name: 'Rename' }).click();
  await page.screen.getByLabelText('Name', { exact: true }).fill('the red one');
  await page.screen.getByRole('button', { name: 'Save the name' }).click();
  await page.screen.getByRole('button', { name: 'Replay the red one' }).click();
  await expect.element(page.screen.getByText('A replay from the past runs: “the red one”.')).toBeVisible();
  expect(page.store.getState().run?.request.query.text).toBe('first');
  await page.screen.getByRole('listitem').filter({ hasText: 'the red one' }).getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => names(page)).toEqual(['second']);
});

test('a reopened run brings its own query and list, so that Rank runs it again; what was typed can be brought back', async () => {
  const page = await withRuns(['first', 'second']);
  page.store.dispatch({ type: 'query-edit', text: 'typed since' });
  page.store.dispatch({ type: 'passages-edit', text: 'one\n\ntwo' });
  await page.screen.getByRole('button', { name: 'Replay first' }).click();
  await expect.poll(() => page.store.getState().input.query).toBe('first');
  expect(page.store.getState().input.passages).toBe('alpha\n\nbeta\n\ngamma');
  expect(page.screen.container.textContent).not.toContain('The input has changed since this run.');
  const { runId } = page.store.getState().run ?? {};
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.poll(() => page.store.getState().run?.runId).not.toBe(runId);
  await expect.poll(() => page.store.getState().run?.request.query.text).toBe('first');
  await expect.poll(() => page.store.getState().run?.outcome?.type).toBe('complete');
  page.store.dispatch({ type: 'input-undo' });
  expect(page.store.getState().input).toMatchObject({ query: 'typed since', passages: 'one\n\ntwo' });
});

test('a reopened run whose list is one of those in the input is chosen there, and its judgements stay', async () => {
  const page = await renderPage();
  const lists = ['1', '2'].map((qid) => ({
    query: { text: `query ${qid}`, qid },
    candidates: ['a', 'b'].map((name) => ({ docid: `${name}${qid}`, doc: { title: 'T', text: `text ${name}${qid}` } })),
  }));
  const text = JSON.stringify(lists);
  page.store.dispatch({ type: 'input-fill', query: null, passages: text, origin: null });
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.poll(() => names(page)).toEqual(['query 1']);
  page.store.dispatch({ type: 'request-choose', index: 1, query: 'query 2' });
  await open(page);
  await page.screen.getByRole('button', { name: 'Replay query 1' }).click();
  await expect.poll(() => page.store.getState().input).toMatchObject({ passages: text, requestIndex: 0, query: 'query 1' });
  // Elsewhere the same list comes as a file, with its names and titles.
  page.store.dispatch({ type: 'input-clear' });
  await page.screen.getByRole('button', { name: 'Replay query 1' }).click();
  await expect.poll(() => page.store.getState().input.files.map(({ name }) => name)).toEqual(['query 1']);
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.poll(() => page.store.getState().opened).toBeNull();
  const { candidates = [] } = page.store.getState().run?.request ?? {};
  expect(candidates.map(({ docId, title }) => [docId, title])).toEqual([
    ['a1', 'T'],
    ['b1', 'T'],
  ]);
});

test('all are deleted only after a second word, and can be brought back', async () => {
  const page = await withRuns(['first', 'second']);
  await page.screen.getByRole('button', { name: 'Delete all', exact: true }).click();
  expect(names(page)).toHaveLength(2);
  await page.screen.getByRole('button', { name: 'Yes, delete all' }).click();
  await expect.poll(() => names(page)).toEqual([]);
  await page.screen.getByRole('button', { name: 'Bring back' }).click();
  await expect.poll(() => names(page).toSorted()).toEqual(['first', 'second']);
});

test('a deleted run is brought back as it was, under its name and with its log', async () => {
  const page = await withRuns(['first', 'second']);
  const before = page.store.getState().history.runs;
  await page.screen.getByRole('listitem').filter({ hasText: 'first' }).getByRole('button', { name: 'Delete' }).click();
  await expect.element(page.screen.getByText('Deleted: “first”.')).toBeVisible();
  await page.screen.getByRole('listitem').filter({ hasText: 'second' }).getByRole('button', { name: 'Delete' }).click();
  await expect.element(page.screen.getByText('Deleted: 2 runs.')).toBeVisible();
  await page.screen.getByRole('button', { name: 'Bring back' }).click();
  await expect.poll(() => page.store.getState().history.runs).toEqual(before);
  await page.screen.getByRole('button', { name: 'Replay first' }).click();
  await expect.poll(() => page.store.getState().run?.request.query.text).toBe('first');
  expect(page.screen.getByRole('button', { name: 'Bring back' }).query()).toBeNull();
});

test('renaming is done by keyboard alone: what is typed goes into the name, Escape leaves it, and the focus comes back', async () => {
  const page = await withRuns(['first']);
  const rename = page.screen.getByRole('button', { name: 'Rename' });
  const { runId } = page.store.getState().run ?? {};
  (rename.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  expect(document.activeElement).toBe(page.screen.getByLabelText('Name', { exact: true }).element());
  await userEvent.keyboard('rrr');
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).toBe(rename.element());
  expect(names(page)).toEqual(['first']);
  await userEvent.keyboard('{Enter}');
  await userEvent.keyboard('ruby{Enter}');
  await expect.poll(() => names(page)).toEqual(['ruby']);
  expect(document.activeElement).toBe(rename.element());
  // None of the letters was taken for the key that ranks.
  expect(page.store.getState()).toMatchObject({ phase: { type: 'done' }, run: { runId } });
});

test('two runs stand side by side: ranks in both, agreement, what differs', async () => {
  let turn = 0;
  const page = await withRuns(['first', 'second'], {
    async *run({ request, settings, model }) {
      turn += 1;
      const ranking = request.candidates.map(({ docId }) => docId);
      const windows = [{ start: 0, end: ranking.length }];
      yield { type: 'run-start', schema: 1, request, settings, model, windows };
      yield { type: 'run-end', outcome: { type: 'complete' }, ranking: turn === 1 ? ranking : ranking.toReversed() };
      await Promise.resolve();
    },
  });
  await page.screen.getByRole('checkbox', { name: 'Compare first' }).click();
  await page.screen.getByRole('checkbox', { name: 'Compare second' }).click();
  await page.screen.getByRole('button', { name: 'Compare the two chosen' }).click();
  await expect.element(page.screen.getByRole('heading', { name: 'Two runs side by side' })).toBeVisible();
  await expect.element(page.screen.getByText('The queries differ.')).toBeVisible();
  await expect
    .element(page.screen.getByText('-1.000', { exact: true }).or(page.screen.getByText('−1.000', { exact: true })))
    .toBeVisible();
  const cells = [...page.screen.container.querySelectorAll('.compared tbody')][0]?.querySelectorAll('tr') ?? [];
  expect([...cells].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent?.charAt(0)))).toEqual([
    ['1', '3'],
    ['2', '2'],
    ['3', '1'],
  ]);
  await page.screen.getByRole('button', { name: 'Close the comparison' }).click();
  expect(page.store.getState().history.compared).toBeNull();
});
