import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EvaluationEngine } from '../../src/cli/bridge.ts';
import { pageEngine } from '../../src/cli/browser.ts';
import { evaluationConfigurations } from '../../src/cli/configurations.ts';
import type { ConfigurationEntry } from '../../src/cli/configurations.ts';
import type { RunEvent } from '../../src/core/log/event.ts';
import { parseLogFile, toLogFile } from '../../src/core/log/file.ts';
import { docId } from '../../src/core/request.ts';
import type { RankRequest } from '../../src/core/request.ts';
import type { LoadedModel } from '../../src/engines/engine-client.ts';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';

const COUNT = 20;
const NAMES = Array.from({ length: COUNT }, (_, place) => `p${place}`);
const THINGS = 'rust iron sea moon tide pot air salt snow road lamp wool clay corn bee goat pine well rope bell'.split(' ');
const REQUEST: RankRequest = {
  query: { id: 'q', text: 'what is old' },
  candidates: NAMES.map((name, place) => ({ docId: docId(name), text: `The ${THINGS[place]} is old.`, score: COUNT - place })),
};

let app: BuiltApp;
let visitor: Visitor;
let engine: EvaluationEngine;
let model: LoadedModel;
beforeAll(async () => {
  app = await openBuiltApp();
  visitor = await app.visitor();
  await visitor.page.goto(`${app.url}evaluate.html`);
  engine = pageEngine(visitor.page);
  const loaded = await engine.load('test-tiny');
  if (!loaded.ok) throw new Error(loaded.error.message);
  model = loaded.value;
});
afterAll(() => app.close());

/** The settings of one configuration, found sound by the engine. */
async function configure(entry: ConfigurationEntry) {
  const made = evaluationConfigurations(entry, model);
  if (!made.ok) throw new Error(made.error);
  const [configuration] = made.value;
  if (configuration === undefined) throw new Error('no configuration was made');
  const forecast = await engine.forecast(REQUEST, configuration.settings);
  if (!forecast.ok) throw new Error(forecast.error.message);
  return configuration.settings;
}

async function runOnce(settings: ConfigurationEntry['settings'] & {}): Promise<readonly RunEvent[]> {
  const events = await engine.run(REQUEST, await configure({ name: 'one', settings }));
  const parsed = parseLogFile(JSON.stringify(toLogFile({ log: events, appVersion: '0', exportedAt: '' })));
  if (!parsed.ok || parsed.value.problems.length > 0) throw new Error(`the page cannot open this log: ${JSON.stringify(parsed)}`);
  return parsed.value.file.events;
}

const strategy = (type: string, numbers: object = {}, more: object = {}) => ({
  method: { strategy: { type, ...numbers }, ...more },
});
const METHODS: readonly (readonly [name: string, settings: ConfigurationEntry['settings'] & {}])[] = [
  ['one call with a thought', { ...strategy('single'), thoughtTokens: 16 }],
  ['sliding windows', strategy('sliding', { size: 10, stride: 10 })],
  ['top-down partition', strategy('top-down', { size: 10, cutoff: 5 })],
  ['a certified top', strategy('certified-top', { size: 10, top: 3 })],
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
    await expect(configure(wrong)).rejects.toThrow('needs relevance');
    await expect(configure({ settings: strategy('setwise', { size: 3 }) })).rejects.toThrow('has no size');
    expect(visitor.errors).toEqual([]);
    expect(visitor.foreign).toEqual([]);
  });
});
