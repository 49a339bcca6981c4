import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/log/event.ts';
import { parseLogFile } from '../../src/core/log/file.ts';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';

const COUNT = 20;
const NAMES = Array.from({ length: COUNT }, (_, place) => `p${place}`);
const THINGS = 'rust iron sea moon tide pot air salt snow road lamp wool clay corn bee goat pine well rope bell'.split(' ');
const FILES = {
  queries: '{"_id": "q", "text": "what is old"}\n',
  qrels: 'q 0 p3 1\n',
  run: NAMES.map((name, place) => `q Q0 ${name} ${place + 1} ${COUNT - place} made\n`).join(''),
};

let app: BuiltApp;
let visitor: Visitor;
beforeAll(async () => {
  app = await openBuiltApp();
  visitor = await app.visitor();
  await visitor.page.goto(`${app.url}evaluate.html`);
  await ask('load', 'test-tiny');
  await ask('open', FILES, null);
  await ask(
    'addDocuments',
    NAMES.map((docid, place) => ({ docid, title: '', text: `The ${THINGS[place]} is old.` })),
  );
});
afterAll(() => app.close());

type Called = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

/** One of the functions that `npm run evaluate` drives the page by. */
async function ask<T>(name: string, ...given: readonly unknown[]): Promise<T> {
  const { page }: { page: Page } = visitor;
  const answer: unknown = await page.evaluate(
    ([called, values]) => (globalThis as unknown as { glassrankEvaluation: Called }).glassrankEvaluation[called]?.(...values),
    [name, given] as const,
  );
  return answer as T;
}

async function runOnce(settings: object): Promise<readonly RunEvent[]> {
  const [configuration] = await ask<readonly { readonly id: string }[]>('configure', { name: 'one', settings });
  const collection = { name: 'made', sha256: '' };
  const plan = { name: 'one', createdAt: '', configurations: [configuration], depth: COUNT, collection, seed: 0 };
  await ask('plan', plan);
  const key = await ask<object>('next');
  const { log } = await ask<{ readonly log: string }>('run', key, { appVersion: '0', exportedAt: '' });
  const parsed = parseLogFile(log);
  if (!parsed.ok || parsed.value.problems.length > 0) throw new Error(`the page cannot open this log: ${JSON.stringify(parsed)}`);
  return parsed.value.file.events;
}

const strategy = (type: string, numbers: object = {}, more: object = {}) => ({
  method: { strategy: { type, ...numbers }, ...more },
});
const METHODS: readonly (readonly [name: string, settings: object])[] = [
  ['one call with a thought', { ...strategy('single'), thoughtTokens: 16 }],
  ['sliding windows', strategy('sliding', { size: 10, stride: 10 })],
  ['top-down partition', strategy('top-down', { size: 10, cutoff: 5 })],
  ['setwise heapsort', strategy('setwise', { sort: 'heap', children: 9, top: 1 })],
  ['setwise bubblesort', strategy('setwise', { sort: 'bubble', children: 9, top: 1 })],
  ['pairwise heapsort', { ...strategy('pairwise', { sort: 'heap', top: 1 }), answerMode: 'first-token' }],
  ['a tournament', strategy('tournament', { group: 10, tournaments: 1 })],
  ['pointwise by the likelihoods of yes and no', strategy('pointwise', {}, { preset: 'qwen3-reranker' })],
  ['groupwise scores', strategy('groupwise', { size: 10, rounds: 1 }, { preset: 'grouprank' })],
  ['FIRST', { ...strategy('sliding', { size: 10, stride: 5 }, { preset: 'first' }), answerMode: 'first-token' }],
];

describe('every strategy in the built app, with a model on software WebGPU', () => {
  it.each(METHODS)(
    '%s ranks 20 passages: complete, a permutation, its cost as told and within the forecast',
    async (_, settings) => {
      const events = await runOnce({ thoughtTokens: 0, ...settings });
      const start = events[0];
      const end = events.at(-1);
      if (start?.type !== 'run-start' || end?.type !== 'run-end') throw new Error('the log is not whole');
      expect(end.outcome).toEqual({ type: 'complete' });
      expect(end.ranking.toSorted()).toEqual(NAMES.toSorted());

      const calls = events.filter((event) => event.type === 'window-end');
      // What is held to its form cannot break.
      expect(new Set(calls.map(({ outcome }) => outcome.type))).toEqual(new Set(['complete']));
      const { cost } = end;
      expect(cost).toEqual({
        calls: calls.length,
        promptTokens: calls.reduce((sum, { usage }) => sum + usage.promptTokens, 0),
        completionTokens: calls.reduce((sum, { usage }) => sum + usage.completionTokens, 0),
      });
      const { forecast } = start;
      const bounds = [forecast?.calls, forecast?.promptTokens, forecast?.outputTokens];
      for (const [place, found] of [cost?.calls, cost?.promptTokens, cost?.completionTokens].entries()) {
        expect(found).toBeGreaterThanOrEqual(bounds[place]?.[0] ?? Infinity);
        expect(found).toBeLessThanOrEqual(bounds[place]?.[1] ?? -Infinity);
      }
    },
  );

  it('refuses before any run what a strategy and a prompt cannot do together, and says why', async () => {
    const wrong = { name: 'x', settings: strategy('pointwise', {}, { preset: 'rankgpt' }) };
    await expect(ask('configure', wrong)).rejects.toThrow('needs relevance');
    await expect(ask('configure', { settings: strategy('setwise', { size: 3 }) })).rejects.toThrow('has no size');
    expect(visitor.errors).toEqual([]);
    expect(visitor.foreign).toEqual([]);
  });
});
