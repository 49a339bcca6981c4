import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import '../../../src/app/design/styles.ts';
import { selectAgreement, selectJudged } from '../../../src/core/read/figures.ts';
import { RunFigures } from '../../../src/app/features/ranking/run-figures.tsx';
import { readStream, viewAfter } from './read-stream.ts';

const done = viewAfter('two-windows-repaired');
const tentative = viewAfter('two-windows-repaired', (event) => event.type === 'order-update');
const qid = done.request.query.id;
const qrels = new Map([
  [
    qid,
    new Map([
      ['ledger', 2],
      ['canal-01', 1],
      ['not-in-the-list', 1],
    ]),
  ],
]);

const rows = (root: Element): readonly (readonly string[])[] =>
  [...root.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim()));

test('with judgements the run shows nDCG, MRR and recall before and now', async () => {
  const judged = selectJudged({ run: done, qrels });
  const screen = await render(<RunFigures run={done} qrels={qrels} />);
  const heads = [...screen.container.querySelectorAll('thead th')].map((head) => head.textContent);
  expect(heads).toEqual(['Order', 'nDCG@10', 'MRR@10', 'Recall@10']);
  const [before, now] = rows(screen.container);
  expect(before?.[1]).toBe(judged?.before.ndcg.toFixed(3));
  expect(now?.[1]).toMatch(new RegExp(`^${judged?.now.ndcg.toFixed(3).replace('.', '\\.')}`, 'u'));
  expect(now?.[2]).toContain(judged?.now.reciprocalRank.toFixed(3));
  expect(now?.[3]).toContain(judged?.now.recall.toFixed(3));
});

test('the measures can be followed window by window', async () => {
  const judged = selectJudged({ run: done, qrels });
  const screen = await render(<RunFigures run={done} qrels={qrels} />);
  await screen.getByRole('button', { name: 'Window by window' }).click();
  await expect.poll(() => rows(screen.container).length).toBe(4);
  const shown = rows(screen.container).slice(1, 3);
  expect(shown.map(([name]) => name)).toEqual(['After window 1', 'After window 2']);
  expect(shown.map((row) => Number.parseFloat(row[1] ?? ''))).toEqual(
    judged?.windows.map(({ measures }) => Number(measures.ndcg.toFixed(3))),
  );
});

test('a figure of an order that is not decided yet says tentative', async () => {
  const screen = await render(<RunFigures run={tentative} qrels={qrels} />);
  expect(rows(screen.container).at(-1)?.[0]).toBe('Nowtentative');
  await screen.rerender(<RunFigures run={done} qrels={qrels} />);
  expect(rows(screen.container).at(-1)?.[0]).toBe('Now');
});

test('says how much of the judgements the list can reach', async () => {
  const screen = await render(<RunFigures run={done} qrels={qrels} />);
  await expect
    .element(screen.getByText('The list holds 2 of 3 relevant documents; 10 of its passages', { exact: false }))
    .toBeVisible();
});

test('a query without judgements is unknown, not 0', async () => {
  const screen = await render(<RunFigures run={done} qrels={new Map([['another', new Map([['ledger', 1]])]])} />);
  await expect.element(screen.getByText(`The judgements do not have the query “${qid}”`, { exact: false })).toBeVisible();
  expect(screen.container.querySelector('table')).toBeNull();
});

test('without judgements one quiet line tells the agreement with the first stage, and explains itself', async () => {
  const { now } = selectAgreement(done);
  const screen = await render(<RunFigures run={done} qrels={null} />);
  const line = screen.getByText(`Kendall’s tau ${now.tau?.toFixed(2).replace('-', '-')}, RBO ${now.rbo?.toFixed(2)}`, {
    exact: false,
  });
  await expect.element(line).toBeVisible();
  await line.click();
  await expect.element(screen.getByText('not how good it is', { exact: false })).toBeVisible();
});

test('a run over so few passages that nothing can be compared says nothing', async () => {
  const [first] = readStream('one-window-complete');
  if (first?.type !== 'run-start') throw new Error('the log has no run-start');
  const one = done.request.candidates.slice(0, 1);
  const run = { ...done, request: { ...done.request, candidates: one }, ranking: one.map(({ docId }) => docId) };
  const screen = await render(<RunFigures run={run} qrels={null} />);
  expect(screen.container.textContent).toBe('');
});

test('judgements that know none of the passages are told beside the measures', async () => {
  const foreign = new Map([[qid, new Map([['of-another-collection', 3]])]]);
  const screen = await render(<RunFigures run={done} qrels={foreign} />);
  await expect.element(screen.getByText('None of the judged passages is among the candidates', { exact: false })).toBeVisible();
  await screen.rerender(<RunFigures run={done} qrels={qrels} />);
  expect(screen.container.textContent).not.toContain('None of the judged passages');
});
