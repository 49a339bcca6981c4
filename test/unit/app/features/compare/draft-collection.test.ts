import { expect, test } from 'vitest';
import { collectionText, draftCollection } from '../../../../../src/app/features/compare/draft.ts';
import { sampleRequest } from '../../../../support/sample-request.ts';
import type { RankRequest } from '../../../../../src/core/request.ts';

const requests: readonly RankRequest[] = ['q1', 'q2', 'q3', 'q4'].map((id) => ({
  ...sampleRequest(3),
  query: { id, text: `text of ${id}` },
}));
const grades = new Map([['d1', 1]]);
const qrels = new Map(['q1', 'q2', 'q4', 'q9'].map((qid) => [qid, grades] as const));
const reading = { request: requests[1] ?? null, requests, qrels };
const ids = (found: readonly RankRequest[]): readonly string[] => found.map(({ query }) => query.id);

test('of a judged collection only judged queries run, and judged ones without candidates stay to count as 0', () => {
  const found = draftCollection({ scope: 'collection', queries: null }, reading);
  expect(ids(found.requests)).toEqual(['q1', 'q2', 'q4']);
  expect(found.qrels).toBe(qrels);
});

test('queries left out on purpose are not missing: only the judgements of those that run are kept', () => {
  const found = draftCollection({ scope: 'collection', queries: 2 }, reading);
  expect(ids(found.requests)).toEqual(['q1', 'q2']);
  expect([...(found.qrels?.keys() ?? [])]).toEqual(['q1', 'q2']);
  expect(ids(found.read)).toEqual(['q1', 'q2', 'q3', 'q4']);
});

test('one list runs alone, with its own judgements or none', () => {
  const found = draftCollection({ scope: 'list', queries: null }, reading);
  expect(ids(found.requests)).toEqual(['q2']);
  expect([...(found.qrels?.keys() ?? [])]).toEqual(['q2']);
  const unjudged = draftCollection({ scope: 'list', queries: null }, { ...reading, request: requests[2] ?? null });
  expect(unjudged.qrels).toBe(null);
});

test('without judgements everything runs', () => {
  expect(ids(draftCollection({ scope: 'collection', queries: null }, { ...reading, qrels: null }).requests)).toHaveLength(4);
});

test('what was read is told apart by a text, an order or a grade that differs', () => {
  const texts = [
    collectionText(requests, qrels),
    collectionText(requests.toReversed(), qrels),
    collectionText(requests.slice(1), qrels),
    collectionText(requests, null),
    collectionText(requests, new Map([['q1', new Map([['d1', 2]])]])),
  ];
  expect(new Set(texts).size).toBe(texts.length);
});
