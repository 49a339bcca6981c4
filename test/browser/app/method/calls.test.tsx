import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import type { RenderResult } from 'vitest-browser-react';
import type { RunView } from '../../../../src/core/log/view.ts';
import { Charts } from '../../../../src/app/features/charts/charts.tsx';
import { RunRanking } from '../../../../src/app/features/ranking/run-ranking.tsx';
import { TraceView } from '../../../../src/app/features/trace/trace-view.tsx';
import { methodFor, methodLog, viewOfLog } from '../../../support/method-log.ts';

const single = { type: 'single' } as const;
const likely = { settings: { answerMode: 'first-token' as const } };

async function traceOf(run: RunView): Promise<RenderResult> {
  const screen = await render(<TraceView run={run} />);
  for (const fold of screen.container.querySelectorAll<HTMLDetailsElement>('details.window-trace')) fold.open = true;
  return screen;
}

const heads = ({ container }: RenderResult): readonly string[] =>
  [...container.querySelectorAll('.window-trace > summary')].map(({ textContent }) => textContent ?? '');

test('a call’s head says what it asked and of which places', async () => {
  const pairwise = methodFor('instruct-direct', { strategy: { type: 'pairwise', sort: 'all', top: 10 } });
  const screen = await traceOf(viewOfLog(await methodLog({ count: 3, method: pairwise, ...likely })));
  expect(heads(screen)[0]).toMatch(/^Call 6 of 6comparison of 2 passages \(places \d and \d\)/u);
  await screen.unmount();
  const samples = methodFor('rank-k', { strategy: single });
  const method = { ...samples, scaling: { ...samples.scaling, samples: 3 } };
  const fused = await traceOf(viewOfLog(await methodLog({ count: 4, method, ...likely })));
  expect(heads(fused)[1]).toContain('order of 4 passages (places 1–4), sample 2 of 3');
  await fused.unmount();
  const plain = await traceOf(viewOfLog(await methodLog({ count: 20, method: methodFor('rank-k'), ...likely })));
  expect(heads(plain)[0]).toMatch(/^One window/u);
});

test('the likelihoods of a call’s labels are shown as shares, a yes as p(yes)', async () => {
  const believe = (): readonly number[] => [Math.log(0.2), Math.log(0.1), Math.log(0.1)];
  const screen = await traceOf(
    viewOfLog(await methodLog({ count: 3, method: methodFor('first', { strategy: single }), believe, ...likely })),
  );
  const strip = screen.getByRole('group', { name: 'How likely each passage was to be named first' });
  await expect.element(strip).toHaveTextContent('[1]0.500[2]0.250[3]0.250');
  await expect.element(strip).toHaveTextContent('together they are 40% of what the model would have written');
  await expect.element(screen.getByText('No answer was written: the likelihoods decide.')).toBeVisible();
  await screen.unmount();
  const word = (): readonly number[] => [Math.log(0.3), Math.log(0.1)];
  const pointwise = await traceOf(viewOfLog(await methodLog({ count: 2, method: methodFor('qwen3-reranker'), believe: word })));
  await expect.element(pointwise.getByText('p(yes) 0.750').first()).toBeVisible();
});

test('what was cut from a thought stands as cut, and where “Wait” was put is marked', async () => {
  const base = methodFor('rank-k', { strategy: single });
  const says = (call: number): readonly string[] =>
    [
      ['<think>', 'First [2] says it best.', '</think>'],
      [' But [1] explains it too. Also', ' [3] is', ' not', ' about', ' the', ' sky', ' at', ' all', ' so', ' I', ' go', ' on'],
      ['\n\n', '[1] > [2] > [3]'],
    ][call] ?? [];
  const method = { ...base, scaling: { ...base.scaling, waits: 1 } };
  const run = viewOfLog(await methodLog({ count: 3, method, says, settings: { thoughtTokens: 10 } }));
  expect(run.outcome).toEqual({ type: 'complete' });
  const screen = await traceOf(run);
  const marks = [...screen.container.querySelectorAll('.thought-mark')].map(({ textContent }) => textContent);
  expect(marks).toEqual(['“Wait” was put here', 'Cut here: the answer was given without what follows.']);
  const cut = [...screen.container.querySelectorAll('.thought-cut')].map(({ textContent }) => textContent).join('');
  expect(cut).toContain('[3]');
  expect(cut).not.toContain('[1]');
  const thought = [...screen.container.querySelectorAll('.step-text')].map((step) => step.textContent).join(' ');
  expect(thought).toContain('First [2] says it best.');
});

test('fused samples tell their agreement and the spread of every passage', async () => {
  const base = methodFor('rank-k', { strategy: single, parser: 'glassrank' });
  const method = { ...base, scaling: { ...base.scaling, samples: 2 } };
  const says = (): readonly string[] => ['<think>', 'All alike.', '</think>', '[1] > [2] > [3]'];
  const screen = await traceOf(viewOfLog(await methodLog({ count: 3, method, says, settings: { answerMode: 'free' } })));
  const table = screen.getByRole('group', { name: '2 samples became one order by Borda count.' });
  await expect.element(table).toHaveTextContent(/They agree at Kendall’s τ -?\d\.\d\d on average/u);
  expect(table.element().querySelectorAll('tbody tr')).toHaveLength(3);
});

test('a finished call’s output is read side by side by every system, with what each did silently', async () => {
  const method = methodFor('rank-k', { strategy: single });
  const says = (): readonly string[] => ['<think>', 'In 2019 [3] said it.', '</think>', 'In short: [2], [2] and [9]'];
  const screen = await traceOf(viewOfLog(await methodLog({ count: 3, method, says, settings: { answerMode: 'free' } })));
  await screen.getByText('What other systems would read in this answer').click();
  const table = screen.getByRole('region', { name: 'What other systems would read in this answer' });
  await expect.element(table.getByRole('rowheader', { name: 'Rank-K (used)' })).toBeVisible();
  await expect.element(table.getByRole('rowheader', { name: 'Glassrank' })).toBeVisible();
  await expect.element(table.getByText('took the digits of the whole output')).toBeVisible();
});

test('a run says its method and whether it kept to its forecast; where it did not, the figures stand open', async () => {
  const run = viewOfLog(await methodLog({ count: 4, method: methodFor('qwen3-reranker') }));
  const screen = await traceOf(run);
  await expect.element(screen.getByText(/^Prompt: “Qwen3-Reranker”\. Strategy: One by one\./u)).toBeVisible();
  await expect.element(screen.getByText('The run kept within its forecast.')).toBeVisible();
  await screen.unmount();
  const beyond = await traceOf({ ...run, cost: { calls: 9, promptTokens: 1e6, completionTokens: 0 } });
  await expect.element(beyond.getByText('The run was outside its forecast.')).toBeVisible();
  await expect.element(beyond.getByText('more than predicted').first()).toBeVisible();
});

test('ties stay ties: the list and the chart’s table mark shared ranks', async () => {
  const believe = (): readonly number[] => [-3, -1, -1, -5];
  const run = viewOfLog(await methodLog({ count: 4, method: methodFor('first', { strategy: single }), believe, ...likely }));
  const screen = await render(
    <>
      <RunRanking run={run} />
      <Charts run={run} />
    </>,
  );
  const ranks = [...screen.container.querySelectorAll('.row-rank')].map(({ textContent }) => textContent);
  expect(ranks).toEqual(['=1', '=1', '3', '4']);
  await expect.element(screen.getByRole('article', { name: 'Place 1, tied' }).first()).toBeVisible();
  screen.container.querySelector('.charts-frame')?.scrollIntoView();
  await expect.poll(() => screen.container.querySelector('.chart-table')).not.toBeNull();
  const fold = screen.container.querySelector<HTMLDetailsElement>('.chart-table');
  if (fold === null) throw new Error('no table');
  fold.open = true;
  await expect
    .poll(() => [...fold.querySelectorAll('tbody tr')].map((row) => row.querySelectorAll('td')[1]?.textContent?.slice(0, 2)))
    .toEqual(['=1', '=1', '3 ', '4 ']);
});
