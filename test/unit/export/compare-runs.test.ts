import { expect, test } from 'vitest';
import { compareRuns } from '../../../src/export/compare-runs.ts';
import { firstDifference } from '../../../src/export/first-difference.ts';
import type { RunEvent } from '../../../src/protocol/run-event.ts';
import type { DocId } from '../../../src/rank/doc-id.ts';
import type { RunView } from '../../../src/state/run-view.ts';
import { readStream } from '../state/read-stream.ts';
import { viewOf } from './hostile-run.ts';

const same = (one: readonly DocId[], other: readonly DocId[]): number => (one.join() === other.join() ? 1 : 0);
const compare = (a: RunView, b: RunView): ReturnType<typeof compareRuns> => compareRuns({ a, b, tau: same, rbo: same });
const kettle = readStream('recorded-kettle');

test('a run compared with itself differs in nothing', () => {
  const view = viewOf(kettle);
  const found = compare(view, view);
  expect(found).toMatchObject({ sameQuery: true, samePassages: true, tau: 1, rbo: 1, trace: null, settings: [] });
  expect(found.rows.every(({ rankA, rankB }) => rankA === rankB && rankA !== null)).toBe(true);
  expect(found.figures.a).toEqual({
    outcome: 'complete',
    passages: 4,
    windows: 1,
    mendedWindows: 0,
    promptTokens: 121,
    completionTokens: 71,
    seconds: viewOf(kettle).lastAt / 1000,
  });
});

test('another list: every passage of either stands once, with no rank where it is missing', () => {
  const [a, b] = [viewOf(kettle), viewOf(readStream('recorded-bees'))];
  const { rows, sameQuery, samePassages } = compare(a, b);
  expect(sameQuery).toBe(false);
  expect(samePassages).toBe(false);
  expect(rows.map(({ docId }) => docId).toSorted()).toEqual([...new Set([...a.committed, ...b.committed])].toSorted());
  for (const row of rows) {
    expect(row.rankA).toBe(a.committed.indexOf(row.docId) + 1 || null);
    expect(row.rankB).toBe(b.committed.indexOf(row.docId) + 1 || null);
  }
});

test('the measures of agreement see the passages that both runs have', () => {
  const [a, b] = [viewOf(kettle), viewOf(readStream('recorded-bees'))];
  const seen: (readonly DocId[])[] = [];
  compareRuns({ a, b, tau: (one, other) => seen.push(one, other), rbo: same });
  expect(seen[0]?.toSorted()).toEqual(seen[1]?.toSorted());
  expect(seen[0]).toEqual(a.committed.filter((docId) => b.committed.includes(docId)));
});

test('settings and model facts that differ are named with both values', () => {
  const other = kettle.map((event): RunEvent =>
    event.type === 'run-start'
      ? { ...event, settings: { ...event.settings, thoughtTokens: 0 }, model: { ...event.model, library: 'other.wasm' } }
      : event,
  );
  const { settings } = compare(viewOf(kettle), viewOf(other));
  expect(settings.map(({ name, b }) => [name, b])).toEqual([
    ['thoughtTokens', 0],
    ['model.library', 'other.wasm'],
  ]);
});

test('the first difference of the thoughts is found at its letter', () => {
  const view = viewOf(kettle);
  const window = view.windows[0];
  if (window === undefined) throw new Error('no window');
  const altered = {
    ...view,
    windows: [{ ...window, reasoning: `${window.reasoning.slice(0, 10)}#${window.reasoning.slice(11)}` }],
  };
  expect(firstDifference(view, altered)).toMatchObject({
    window: 0,
    part: 'reasoning',
    at: 10,
    before: window.reasoning.slice(0, 10),
  });
  expect(firstDifference(view, { ...view, windows: [] })).toMatchObject({ window: 0, at: 0, b: '' });
});

test('a difference inside a surrogate pair is told with the pair whole', () => {
  const view = viewOf(kettle);
  const window = view.windows[0];
  if (window === undefined) throw new Error('no window');
  const withText = (reasoning: string): RunView => ({ ...view, windows: [{ ...window, reasoning }] });
  expect(firstDifference(withText('a😀b'), withText('a😁b'))).toMatchObject({ at: 1, a: '😀b', b: '😁b' });
});
