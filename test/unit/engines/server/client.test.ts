import { afterEach, describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import type { EngineClient, EngineRun, LoadedModel } from '../../../../src/engines/engine-client.ts';
import { connectServerEngine } from '../../../../src/engines/server/client.ts';
import type { ServerEngineOptions } from '../../../../src/engines/server/client.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { startFaultProxy } from '../../../support/fault-proxy.ts';
import { sampleRequest } from '../../../support/sample-request.ts';
import { startScriptedServer } from '../../../support/scripted-server.ts';
import type { ScriptedServer, ScriptedServerOptions, ServedRequest } from '../../../support/scripted-server.ts';
import { QUICK } from '../../../support/server-run.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const ANSWER = '\n<answer>[3] > [1] > [2]</answer>';

/** Thinks, then answers; asked to go on from within, it goes on from there. */
function script(prompt: string): string {
  const turn = prompt.slice(prompt.lastIndexOf('<assistant>') + '<assistant>'.length);
  const whole = `<think> [3] says more than the others do, I think. </think>${ANSWER}`;
  if (whole.startsWith(turn)) return whole.slice(turn.length);
  const after = turn.indexOf('</think>');
  const begun = after === -1 ? '' : turn.slice(after + '</think>'.length);
  return ANSWER.startsWith(begun) ? ANSWER.slice(begun.length) : '';
}

async function serve(options: Partial<ScriptedServerOptions> = {}): Promise<ScriptedServer> {
  const server = await startScriptedServer({ kind: 'llama.cpp', script, models: ['Qwen3-0.6B-Q8_0.gguf'], ...options });
  closing.push(() => server.close());
  return server;
}

function client(address: string, options: Partial<ServerEngineOptions> = {}): EngineClient {
  const engine = connectServerEngine({ address, key: () => null, patience: QUICK, ...options });
  closing.push(async () => engine.end());
  return engine;
}

async function loaded(address: string, options: Partial<ServerEngineOptions> = {}): Promise<[EngineClient, LoadedModel]> {
  const engine = client(address, options);
  const result = await engine.load('');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return [engine, result.value];
}

const runOf = (model: LoadedModel, runId = 'r1', signal = new AbortController().signal): EngineRun => ({
  runId,
  model: model.identity,
  request: sampleRequest(3),
  settings: model.defaults,
  signal,
});

const orderOf = (events: readonly RunEvent[]): unknown => {
  const end = events.at(-1);
  return end?.type === 'run-end' ? end.ranking : null;
};
const outcomeOf = (events: readonly RunEvent[]): unknown => {
  const end = events.at(-1);
  return end?.type === 'run-end' ? end.outcome : null;
};

/** The first request for text that the server was given. */
const writing = (requests: readonly ServedRequest[]) => requests.find(({ body }) => body['stream'] === true);

/** Numbered without gaps, one beginning, one end, times that never go back: what every engine's log promises. */
function expectWhole(events: readonly RunEvent[], runId = 'r1'): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => place));
  expect(new Set(events.map((event) => event.runId))).toEqual(new Set([runId]));
  expect(events.filter(({ type }) => type === 'run-start')).toHaveLength(1);
  expect(events.filter(({ type }) => type === 'run-end')).toHaveLength(1);
  expect(events[0]?.type).toBe('run-start');
  expect(events.at(-1)?.type).toBe('run-end');
  const times = events.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
}

describe('before and at the load', () => {
  test('nothing is sent before a model is asked for, and no GPU is claimed', async () => {
    const { address, requests } = await serve();
    const engine = client(address);
    expect(await engine.probe()).toEqual({ ok: true, value: null });
    expect(requests).toEqual([]);
    const result = await engine.load('');
    expect(requests.length).toBeGreaterThan(0);
    expect(result.ok && 'adapter' in result.value).toBe(false);
    expect(result.ok && 'choice' in result.value).toBe(false);
  });

  test('it tells what the server is, how it will be asked and why, in settings that fit its context', async () => {
    const { address } = await serve({ models: ['Qwen3-0.6B-Q8_0.gguf'], contextTokens: 4096 });
    const [, model] = await loaded(address);
    expect(model).toMatchObject({
      identity: { id: 'Qwen3-0.6B-Q8_0.gguf', adapter: address, tokens: 'estimated' },
      contextTokens: 4096,
      server: { origin: address, kind: 'llama.cpp', version: 'b1-test', holdsAnswers: true, likelihoods: true, parallel: 2 },
      defaults: { answerMode: 'constrained' },
      asked: { reason: 'thinks', family: 'qwen3', contextTokens: 4096 },
    });
    expect(model.asked?.fit?.tokens).toBeLessThanOrEqual(4096);
  });

  test('a server that only chats is asked for free answers, and lets nobody skip its thought', async () => {
    const { address } = await serve({ kind: 'other' });
    const [engine, model] = await loaded(address);
    expect(model).toMatchObject({ server: { holdsAnswers: false, likelihoods: false }, defaults: { answerMode: 'free' } });
    const stream = engine.run(runOf(model));
    expect(stream.skip).toBeUndefined();
    expect(orderOf(await collectEvents(stream))).toEqual(['d3', 'd1', 'd2']);
  });

  test('no key, the wrong one, then the right one: the key is read at the load and stands in nothing that is told', async () => {
    const { address } = await serve({ key: 'secret-7' });
    let typed: string | null = null;
    const load = () => client(address, { key: () => typed }).load('');
    expect(await load()).toMatchObject({ ok: false, error: { code: 'unauthorised' } });
    typed = 'secret-8';
    expect(await load()).toMatchObject({ ok: false, error: { code: 'unauthorised' } });
    typed = 'secret-7';
    const result = await load();
    expect(result.ok).toBe(true);
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  test('several models: the message names them, and the one that is named is loaded', async () => {
    const { address } = await serve({ models: ['org/a', 'org/b'] });
    expect(await client(address).load('')).toMatchObject({
      ok: false,
      error: { code: 'model-not-served', details: { served: 'org/a, org/b' } },
    });
    expect(await client(address).load('org/b')).toMatchObject({ ok: true, value: { identity: { id: 'org/b' } } });
  });

  test('a client loads once', async () => {
    const { address } = await serve();
    const [engine] = await loaded(address);
    expect(await engine.load('')).toMatchObject({ ok: false, error: { code: 'engine-failed', retry: false } });
  });

  test('ended while it asks: the connection is closed and the load answers', async () => {
    const { address } = await serve();
    const proxy = await startFaultProxy(address);
    closing.push(() => proxy.close());
    proxy.arm(/models/, [{ type: 'stall', at: 0 }]);
    const engine = client(proxy.address);
    const loading = engine.load('');
    engine.end();
    expect(await loading).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
    expect(engine.alive).toBe(false);
  });
});

describe('a run', () => {
  test('is a whole log, with the server’s own order and its origin as adapter', async () => {
    const { address } = await serve();
    const [engine, model] = await loaded(address);
    const events = await collectEvents(engine.run(runOf(model)));
    expectWhole(events);
    expect(outcomeOf(events)).toEqual({ type: 'complete' });
    expect(orderOf(events)).toEqual(['d3', 'd1', 'd2']);
    expect(events[0]).toMatchObject({ model: { adapter: address } });
  });

  test('has its passages counted by the server once, however many runs show them', async () => {
    const { address, requests } = await serve();
    const [engine, model] = await loaded(address);
    await collectEvents(engine.run(runOf(model)));
    const texts = sampleRequest(3).candidates.map(({ text }) => text);
    const counted = () => requests.filter(({ path, body }) => path === '/tokenize' && texts.includes(String(body['content'])));
    expect(counted()).toHaveLength(3);
    await collectEvents(engine.run(runOf(model, 'r2')));
    expect(counted()).toHaveLength(3);
  });

  test('texts that come close together are told as one, as a worker tells them', async () => {
    const { address } = await serve({ pieceSize: 1 });
    const [engine, model] = await loaded(address);
    const events = await collectEvents(engine.run(runOf(model)));
    const deltas = events.filter((event) => event.type === 'reasoning-delta');
    const letters = deltas.reduce((sum, event) => sum + (event.type === 'reasoning-delta' ? event.text.length : 0), 0);
    expect(letters).toBeGreaterThan(30);
    expect(deltas.length).toBeLessThan(letters / 2);
  });

  test('two go on side by side', async () => {
    const { address, requests } = await serve({ pieceMs: 20 });
    const [engine, model] = await loaded(address);
    const runs = ['r1', 'r2'].map((runId) => collectEvents(engine.run(runOf(model, runId))));
    const [one, other] = await Promise.all(runs);
    expectWhole(one ?? [], 'r1');
    expectWhole(other ?? [], 'r2');
    const asked = requests.filter(({ body }) => body['stream'] === true);
    expect(asked.length).toBeGreaterThanOrEqual(2);
  });

  test('cancelled in the middle: it ends as cancelled and the connection is closed', async () => {
    const { address, requests } = await serve({ pieceMs: 20 });
    const [engine, model] = await loaded(address);
    const controller = new AbortController();
    const events: RunEvent[] = [];
    for await (const event of engine.run(runOf(model, 'r1', controller.signal))) {
      events.push(event);
      if (event.type === 'reasoning-delta') controller.abort();
    }
    expectWhole(events);
    expect(outcomeOf(events)).toEqual({ type: 'cancelled' });
    await expect.poll(() => writing(requests)?.closedAt ?? null, { timeout: 5000 }).not.toBeNull();
  });

  test('left early: the server is not kept writing', async () => {
    const { address, requests } = await serve({ pieceMs: 20 });
    const [engine, model] = await loaded(address);
    for await (const event of engine.run(runOf(model))) if (event.type === 'reasoning-delta') break;
    await expect.poll(() => writing(requests)?.closedAt ?? null, { timeout: 5000 }).not.toBeNull();
    expect(orderOf(await collectEvents(engine.run(runOf(model, 'r2'))))).toEqual(['d3', 'd1', 'd2']);
  });

  test('the open thought is closed when asked, and the log says so', async () => {
    const { address } = await serve({
      pieceMs: 20,
      script: (prompt) => script(prompt).replace('I think.', 'I think. '.repeat(60)),
    });
    const [engine, model] = await loaded(address);
    const stream = engine.run({ ...runOf(model), settings: { ...model.defaults, thoughtTokens: 500 } });
    expect(stream.skip?.()).toBe(false);
    const events: RunEvent[] = [];
    for await (const event of stream) {
      events.push(event);
      if (event.type === 'reasoning-delta' && events.filter(({ type }) => type === 'reasoning-delta').length === 1) {
        expect(stream.skip?.()).toBe(true);
      }
    }
    expectWhole(events);
    expect(events.find((event) => event.type === 'window-end')).toMatchObject({ thought: 'skipped' });
    expect(stream.skip?.()).toBe(false);
  });

  test('the server dies in the middle: the run fails by a code, and what was settled is kept', async () => {
    const { address } = await serve();
    const proxy = await startFaultProxy(address);
    closing.push(() => proxy.close());
    const [engine, model] = await loaded(proxy.address);
    proxy.arm(
      /completion/,
      Array.from({ length: 20 }, () => ({ type: 'refuse' as const })),
    );
    const events = await collectEvents(engine.run(runOf(model)));
    expectWhole(events);
    expect(outcomeOf(events)).toMatchObject({ type: 'failed', error: { code: 'server-unreachable' } });
    expect(orderOf(events)).toEqual(['d1', 'd2', 'd3']);
    expect(engine.alive).toBe(true);
  });

  test('the client is ended in the middle: the log ends at once as lost, or as cancelled where that was asked before', async () => {
    for (const cancelled of [false, true]) {
      const { address } = await serve({ pieceMs: 20 });
      const [engine, model] = await loaded(address);
      const controller = new AbortController();
      const events: RunEvent[] = [];
      for await (const event of engine.run(runOf(model, 'r1', controller.signal))) {
        events.push(event);
        if (event.type !== 'reasoning-delta') continue;
        if (cancelled) controller.abort();
        engine.end();
      }
      expectWhole(events);
      expect(outcomeOf(events)).toMatchObject(
        cancelled ? { type: 'cancelled' } : { type: 'failed', error: { code: 'worker-lost' } },
      );
    }
  });

  test('an ended client answers every call', async () => {
    const { address } = await serve();
    const [engine, model] = await loaded(address);
    engine.end();
    const lost = { ok: false, error: { code: 'worker-lost' } };
    const events = await collectEvents(engine.run(runOf(model)));
    expectWhole(events);
    expect(outcomeOf(events)).toMatchObject({ type: 'failed', error: { code: 'worker-lost' } });
    expect(await engine.forecast({ request: sampleRequest(3), settings: model.defaults })).toMatchObject(lost);
    expect(await engine.likelihoods({ requests: [] })).toMatchObject(lost);
  });
});

describe('beside runs', () => {
  test('a forecast costs the server nothing', async () => {
    const { address, requests } = await serve();
    const [engine, model] = await loaded(address);
    const before = requests.length;
    const forecast = await engine.forecast({ request: sampleRequest(12), settings: model.defaults });
    expect(forecast).toMatchObject({ ok: true, value: { calls: [2, 2] } });
    expect(requests).toHaveLength(before);
  });

  test('likelihoods come in the order of the questions; a server that has none says so', async () => {
    const believe = (_prompt: string, next: string): number => (next === 'y' ? -0.5 : next === 'n' ? -2 : -9);
    const { address } = await serve({ believe });
    const [engine] = await loaded(address);
    const ask = (content: string) => ({ messages: [{ role: 'user' as const, content }], continuations: ['y', 'n'] });
    const places: number[] = [];
    const answered = await engine.likelihoods({
      requests: [ask('one'), ask('two'), ask('three')],
      onAnswer: (_, place) => places.push(place),
    });
    expect(answered).toMatchObject({ ok: true, value: { cancelled: false } });
    expect(answered.ok && answered.value.answers.map(({ logProbs }) => logProbs)).toEqual(Array(3).fill([-0.5, -2]));
    expect(places).toEqual([0, 1, 2]);

    const [chat] = await loaded((await serve({ kind: 'other' })).address);
    expect(await chat.likelihoods({ requests: [ask('one')] })).toMatchObject({ ok: false, error: { retry: false } });
  });

  test('likelihoods that are cancelled keep what came', async () => {
    const { address } = await serve({ kind: 'llama.cpp', believe: () => -1 });
    const [engine] = await loaded(address);
    const controller = new AbortController();
    const requests = Array.from({ length: 12 }, (_, place) => ({
      messages: [{ role: 'user' as const, content: `question ${place}` }],
      continuations: ['y', 'n'],
    }));
    const answered = await engine.likelihoods({
      requests,
      signal: controller.signal,
      onAnswer: (_, place) => place === 2 && controller.abort(),
    });
    expect(answered).toMatchObject({ ok: true, value: { cancelled: true } });
    const kept = answered.ok ? answered.value.answers.length : 0;
    expect(kept).toBeGreaterThanOrEqual(3);
    expect(kept).toBeLessThan(12);
  });
});
