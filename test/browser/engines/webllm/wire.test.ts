import * as Comlink from 'comlink';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { connectEngine } from '../../../../src/engines/webllm/client.ts';
import type { RunStart, WebLlmClient } from '../../../../src/engines/webllm/client.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { SCRIPTED_IDENTITY } from '../../../support/scripted-model.ts';
import type { ScriptedApi } from './scripted.worker.ts';

const engines: WebLlmClient[] = [];
const workers = new WeakMap<WebLlmClient, Worker>();
afterEach(() => {
  for (const engine of engines.splice(0)) engine.end();
});

function connect(options: { pingMs?: number; silentPings?: number } = {}): WebLlmClient {
  const makeWorker = (): Worker => {
    const worker = new Worker(new URL('./scripted.worker.ts', import.meta.url), { type: 'module' });
    workers.set(engine, worker);
    return worker;
  };
  const engine = connectEngine({ makeWorker, ...options });
  engines.push(engine);
  return engine;
}

async function connectLoaded(options: { pingMs?: number; silentPings?: number } = {}): Promise<WebLlmClient> {
  const engine = connect(options);
  expect(await engine.load('scripted')).toMatchObject({ ok: true });
  return engine;
}

function run(engine: WebLlmClient, query = 'plain', more: Partial<RunStart> = {}) {
  const request = { ...sampleRequest(8), query: { id: 'q', text: query } };
  return engine.run({
    model: SCRIPTED_IDENTITY,
    request,
    settings: { ...SAMPLE_SETTINGS, windowSize: 4, windowStride: 4 },
    ...more,
  });
}

function checkLog(events: readonly RunEvent[], runId: string): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index));
  expect(new Set(events.map((event) => event.runId))).toEqual(new Set([runId]));
  expect(events.filter(({ type }) => type === 'run-start')).toHaveLength(1);
  expect(events[0]?.type).toBe('run-start');
  expect(events.filter(({ type }) => type === 'run-end')).toHaveLength(1);
  expect(events.at(-1)?.type).toBe('run-end');
  for (const [index, { at }] of events.entries()) expect(at).toBeGreaterThanOrEqual(events[index - 1]?.at ?? 0);
}

async function openStreams(engine: WebLlmClient): Promise<number> {
  const worker = workers.get(engine);
  if (worker === undefined) throw new Error('no worker was started');
  return Comlink.wrap<ScriptedApi>(worker).openStreams();
}

describe('the wire between page and worker', () => {
  test('a run arrives in order, with one start and one end', async () => {
    const one = run(await connectLoaded());
    const events = await collectEvents(one);
    checkLog(events, one.runId);
    expect(events.at(-1)).toMatchObject({
      outcome: { type: 'complete' },
      ranking: ['d4', 'd3', 'd2', 'd1', 'd8', 'd7', 'd6', 'd5'],
    });
  });

  test('deltas are joined on the way, nothing of the text is lost', async () => {
    const events = await collectEvents(run(await connectLoaded()));
    const deltas = events.filter((event) => event.type === 'reasoning-delta' && event.window === 0);
    expect(deltas.length).toBeLessThan(20);
    expect(deltas.map((event) => ('text' in event ? event.text : '')).join('')).toBe(
      Array.from({ length: 20 }, (_, index) => ` word${index}`).join(''),
    );
  });

  test('loading tells its events, then its result', async () => {
    const engine = connect();
    const told: string[] = [];
    const result = await engine.load('scripted', ({ type }) => told.push(type));
    expect(told).toEqual(['load-start', 'engine-start']);
    expect(result).toMatchObject({ ok: true, value: { identity: SCRIPTED_IDENTITY, defaults: { windowSize: 10 } } });
    expect(await engine.load('scripted')).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('another worker') },
    });
  });

  test('a load that throws in the worker is a described failure', async () => {
    expect(await connect().load('throw')).toMatchObject({
      ok: false,
      error: { code: 'engine-failed', message: 'scripted failure' },
    });
  });

  test('a load ends when the worker dies', async () => {
    const engine = connect();
    const told: string[] = [];
    const load = engine.load('hang', ({ type }) => told.push(type));
    setTimeout(() => engine.end(), 100);
    expect(await load).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
    expect(told).toEqual([]);
    expect(await engine.probe()).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
  });

  test('cancel ends the run as cancelled, and the worker has stopped its model', async () => {
    const engine = await connectLoaded();
    const one = run(engine, 'slow');
    const events: RunEvent[] = [];
    for await (const event of one) {
      events.push(event);
      if (event.type === 'reasoning-delta') one.cancel();
    }
    checkLog(events, one.runId);
    expect(events.at(-1)).toMatchObject({ outcome: { type: 'cancelled' } });
    expect(await openStreams(engine)).toBe(0);
    expect(engine.alive).toBe(true);
  });

  test('an aborted signal is a cancel, even one that was aborted before', async () => {
    const engine = await connectLoaded();
    const early = await collectEvents(run(engine, 'slow', { signal: AbortSignal.abort() }));
    expect(early.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'cancelled' } });
    const stop = new AbortController();
    const one = run(engine, 'slow', { signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    expect((await collectEvents(one)).at(-1)).toMatchObject({ outcome: { type: 'cancelled' } });
  });

  test('leaving the loop stops the model in the worker, and the next run works', async () => {
    const engine = await connectLoaded();
    for await (const event of run(engine, 'slow')) if (event.type === 'reasoning-delta') break;
    const next = await collectEvents(run(engine));
    expect(next.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
    expect(await openStreams(engine)).toBe(0);
  });

  test('runs wait for each other, and a waiting one can be cancelled', async () => {
    const engine = await connectLoaded();
    const first = run(engine);
    const second = run(engine);
    second.cancel();
    const [one, two] = await Promise.all([collectEvents(first), collectEvents(second)]);
    expect(one.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
    expect(two.at(-1)).toMatchObject({ outcome: { type: 'cancelled' } });
    expect(two.some(({ type }) => type === 'window-start')).toBe(false);
  });

  test('a model that throws ends the run as failed', async () => {
    const one = run(await connectLoaded(), 'throw');
    const events = await collectEvents(one);
    checkLog(events, one.runId);
    expect(events.at(-1)).toMatchObject({
      outcome: { type: 'failed', error: { code: 'engine-failed', message: 'scripted failure' } },
    });
  });

  test('a run without a model fails with a start and an end', async () => {
    const one = run(connect());
    const events = await collectEvents(one);
    checkLog(events, one.runId);
    expect(events.at(-1)).toMatchObject({ outcome: { type: 'failed', error: { message: 'no model is loaded' } } });
  });

  test('a worker that is killed ends the run as worker-lost, with what was ranked', async () => {
    const engine = await connectLoaded();
    const one = run(engine, 'slow');
    const events: RunEvent[] = [];
    for await (const event of one) {
      events.push(event);
      if (event.type === 'reasoning-start' && event.window === 1) engine.end();
    }
    checkLog(events, one.runId);
    expect(events.at(-1)).toMatchObject({
      outcome: { type: 'failed', error: { code: 'worker-lost' } },
      ranking: ['d1', 'd2', 'd3', 'd4', 'd8', 'd7', 'd6', 'd5'],
    });
    expect((await collectEvents(run(engine))).map(({ type }) => type)).toEqual(['run-start', 'run-end']);
  });

  test('a worker that breaks ends the run as worker-lost, with its message', async () => {
    const events = await collectEvents(run(await connectLoaded(), 'die'));
    expect(events.at(-1)).toMatchObject({
      outcome: { type: 'failed', error: { code: 'worker-lost', message: expect.stringContaining('the worker broke') } },
    });
  });

  test('a worker that never answers is given up by its missing heartbeat', async () => {
    // Longer than a worker takes to start on a busy machine: its first pings wait for its script.
    const engine = await connectLoaded({ pingMs: 300, silentPings: 10 });
    const events = await collectEvents(run(engine, 'block'));
    expect(events.at(-1)).toMatchObject({
      outcome: { type: 'failed', error: { code: 'worker-lost', message: expect.stringContaining('did not answer') } },
    });
  });

  test('a cancel that the model cannot hear becomes a kill after the grace time, and the run ends as cancelled', async () => {
    const engine = await connectLoaded();
    const one = run(engine, 'hang', { graceMs: 200 });
    setTimeout(() => one.cancel(), 50);
    const events = await collectEvents(one);
    checkLog(events, one.runId);
    expect(events.at(-1)).toMatchObject({ outcome: { type: 'cancelled' } });
    expect(engine.alive).toBe(false);
  });

  test('a run that ended in its grace time does not lose its worker', async () => {
    const engine = await connectLoaded();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const one = run(engine, 'slow', { graceMs: 300 });
      for await (const event of one) if (event.type === 'reasoning-delta') one.cancel();
      vi.advanceTimersByTime(400);
      expect(engine.alive).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a worker whose script is missing is told as lost', async () => {
    const engine = connectEngine({ makeWorker: () => new Worker('/no-such-worker.js', { type: 'module' }) });
    expect(await engine.probe()).toMatchObject({
      ok: false,
      error: { code: 'worker-lost', message: 'the engine worker could not be started' },
    });
  });
});
