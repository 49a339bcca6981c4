import { expect, test } from 'vitest';
import { compareRuns, firstDifference } from '../../../../src/core/log/compare.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import type { DocId } from '../../../../src/core/request.ts';
import type { RunView } from '../../../../src/core/log/view.ts';
import { readStream } from '../read/read-stream.ts';
import { viewOf } from '../export/hostile-run.ts';

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

test('passages of two lists that are only called alike are not the same: each stands once for its own run', () => {
  const [a, b] = [viewOf(kettle), viewOf(readStream('recorded-bees'))];
  // Pasted passages are p1, p2, … in both.
  expect(b.committed.toSorted()).toEqual(a.committed.toSorted());
  const { rows, sameQuery, samePassages } = compare(a, b);
  expect({ sameQuery, samePassages }).toEqual({ sameQuery: false, samePassages: false });
  expect(rows.map(({ docId, rankA, rankB }) => [docId, rankA, rankB])).toEqual([
    ...a.committed.map((docId, place) => [docId, place + 1, null]),
    ...b.committed.map((docId, place) => [docId, null, place + 1]),
  ]);
  expect(new Set(rows.map(({ text }) => text)).size).toBe(rows.length);
});

test('the measures of agreement see the passages that both runs have, and no others', () => {
  const a = viewOf(kettle);
  const kept = a.request.candidates.slice(1);
  const gone = a.request.candidates[0]?.docId;
  const b = {
    ...a,
    request: { ...a.request, candidates: kept },
    committed: a.committed.filter((docId) => docId !== gone).toReversed(),
  };
  const seen: (readonly DocId[])[] = [];
  compareRuns({ a, b, tau: (one, other) => seen.push(one, other), rbo: same });
  expect(seen).toEqual([a.committed.filter((docId) => docId !== gone), b.committed]);
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
