import { expect, test } from 'vitest';
import { initialState, reduceApp } from '../../../../src/app/page/reduce.ts';
import type { AppAction, AppState } from '../../../../src/app/page/state.ts';

const after = (...actions: readonly AppAction[]): AppState => actions.reduce(reduceApp, initialState);

const sample: AppAction = {
  type: 'input-fill',
  query: 'why',
  passages: 'one\n\ntwo',
  origin: { type: 'sample', credit: 'a sample', startFrom: 'given' },
};
const other: AppAction = { ...sample, origin: { type: 'sample', credit: 'another' } };

test('a sample that says so starts from the order as given, another one where lists start', () => {
  expect(initialState.startFrom).toBe('instant');
  expect(after(sample).startFrom).toBe('given');
  expect(after(sample, other).startFrom).toBe('instant');
});

test('another text in its place starts where lists do; another query leaves the start as it is', () => {
  expect(after(sample, { type: 'query-edit', text: 'how' }).startFrom).toBe('given');
  expect(after(sample, { type: 'passages-edit', text: 'three\n\nfour' }).startFrom).toBe('instant');
});

test('what the person chose counts more', () => {
  const chosen: AppAction = { type: 'start-from-choose', startFrom: 'bm25' };
  expect(after(sample, chosen).startFrom).toBe('bm25');
  expect(after(other, chosen, { type: 'query-edit', text: 'how' }).startFrom).toBe('bm25');
  expect(after(sample, chosen, { type: 'passages-edit', text: 'three' }).startFrom).toBe('bm25');
});
