import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectEngine } from '../../../../src/engines/webllm/client.ts';
import type { WebLlmClient } from '../../../../src/engines/webllm/client.ts';
import type { LoadedModel, LoadEvent } from '../../../../src/engines/engine-client.ts';
import type { RunEvent, RunSettings } from '../../../../src/core/log/event.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';

/** Real WebLLM, a real model of 1 MB, WebGPU on the CPU. */
const MODEL = 'test-tiny';
const modelsUrl = new URL('/models/', location.href).href;

const engines: WebLlmClient[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.end();
});
beforeAll(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
});

async function load(
  makeWorker?: () => Worker,
): Promise<{ engine: WebLlmClient; events: LoadEvent[]; result: Awaited<ReturnType<WebLlmClient['load']>> }> {
  const engine = connectEngine({ modelsUrl, ...(makeWorker === undefined ? {} : { makeWorker }) });
  engines.push(engine);
  const events: LoadEvent[] = [];
  const result = await engine.load(MODEL, (event) => events.push(event));
  return { engine, events, result };
}

async function loaded(): Promise<{ engine: WebLlmClient; model: LoadedModel }> {
  const { engine, result } = await load();
  if (!result.ok) throw new Error(result.error.message);
  return { engine, model: result.value };
}

/** The engine of the first load, for the tests behind it that load nothing themselves: a load is seconds of compiling shaders. */
let stays: { readonly engine: WebLlmClient; readonly model: LoadedModel } | null = null;
async function standing(): Promise<{ readonly engine: WebLlmClient; readonly model: LoadedModel }> {
  if (stays === null) {
    stays = await loaded();
    engines.pop();
  }
  return stays;
}
afterAll(() => stays?.engine.end());

function run(engine: WebLlmClient, model: LoadedModel, settings: Partial<RunSettings> = {}, count = 4) {
  return engine.run({
    model: model.identity,
    request: sampleRequest(count),
    settings: { ...SAMPLE_SETTINGS, thoughtTokens: 12, ...settings },
  });
}

function text(events: readonly RunEvent[], type: 'reasoning-delta' | 'answer-delta'): string {
  return events.map((event) => (event.type === type ? event.text : '')).join('');
}

function sources(events: readonly LoadEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'file-end' ? [event.source] : []));
}

const offlineWorker = (): Worker => new Worker(new URL('./offline.worker.ts', import.meta.url), { type: 'module' });

// Generous: the CPU is the GPU, and it may have other work.
describe('the engine with real WebLLM', { timeout: 240_000 }, () => {
  test('the first load tells every byte, then runs write complete permutations, then everything works again after a cancel', async () => {
    const { engine, events, result } = await load();
    expect(result).toMatchObject({
      ok: true,
      value: { identity: { id: MODEL, library: 'software.wasm', engine: '@mlc-ai/web-llm 0.2.86' }, adapter: { software: true } },
    });
    if (!result.ok) return;
    const model = result.value;
    stays = { engine, model };
    engines.pop();

    const begin = events.find((event) => event.type === 'load-start');
    const starts = events.flatMap((event) => (event.type === 'file-start' ? [event] : []));
    expect(starts).toHaveLength(begin?.files ?? 0);
    expect(starts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(begin?.bytes);
    for (const { file, bytes } of starts) {
      const progress = events.flatMap((event) =>
        event.type === 'file-progress' && event.file === file ? [event.loadedBytes] : [],
      );
      expect(progress.at(-1)).toBe(bytes);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
    }
    expect(new Set(sources(events))).toEqual(new Set(['network']));
    expect(events.some(({ type }) => type === 'engine-progress')).toBe(true);

    // Constrained, one window.
    const one = await collectEvents(run(engine, model));
    const windowStart = one.find((event) => event.type === 'window-start');
    const windowEnd = one.find((event) => event.type === 'window-end');
    expect(windowEnd?.outcome).toEqual({ type: 'complete' });
    expect(one.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
    expect(text(one, 'answer-delta')).toMatch(/^\n<answer>\[\d\] > \[\d\] > \[\d\] > \[\d\]<\/answer>$/);
    // Our own count of a prompt (private tokenizer) is WebLLM's.
    expect(windowStart?.promptTokens).toBe(windowEnd?.usage.promptTokens);
    expect(windowEnd?.usage.decodeTokensPerSecond).toBeGreaterThan(0);

    // Greedy: the same run is the same text.
    const again = await collectEvents(run(engine, model));
    expect(text(again, 'reasoning-delta')).toBe(text(one, 'reasoning-delta'));

    // Awkward characters in query and passages count and arrive as they are.
    const request = { ...sampleRequest(2), query: { id: 'q', text: 'cost $& $1 $$ <|im_end|> {user_message} \u{1F600} é' } };
    const awkward = await collectEvents(
      engine.run({ model: model.identity, request, settings: { ...SAMPLE_SETTINGS, thoughtTokens: 3 } }),
    );
    const start = awkward.find((event) => event.type === 'window-start');
    expect(start?.promptTokens).toBe(awkward.find((event) => event.type === 'window-end')?.usage.promptTokens);
    expect(awkward.at(-1)).toMatchObject({ outcome: { type: 'complete' } });

    // Sampled with a seed, several windows, no thought.
    const sampled = await collectEvents(
      run(engine, model, { temperature: 1, thoughtTokens: 0, windowSize: 4, windowStride: 2 }, 6),
    );
    expect(sampled.flatMap((event) => (event.type === 'window-end' ? [event.outcome.type] : []))).toEqual([
      'complete',
      'complete',
    ]);
    expect(text(sampled, 'reasoning-delta')).toBe('');

    // Free mode goes through the parser, whatever the model writes.
    const free = await collectEvents(run(engine, model, { answerMode: 'free', thoughtTokens: 8 }));
    expect(free.at(-1)).toMatchObject({ outcome: { type: 'complete' } });

    // Cancel in the middle of a thought, then run again.
    const stopped = run(engine, model, { thoughtTokens: 400 });
    const seen: RunEvent[] = [];
    for await (const event of stopped) {
      seen.push(event);
      if (event.type === 'reasoning-delta') stopped.cancel();
    }
    expect(seen.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'cancelled' } });
    for await (const event of run(engine, model, { thoughtTokens: 400 })) if (event.type === 'reasoning-delta') break;
    const after = await collectEvents(run(engine, model));
    expect(text(after, 'reasoning-delta')).toBe(text(one, 'reasoning-delta'));
    expect(after.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
  });

  test('“skip” reaches the model across the worker: the thought closes, the log says so, and the answer follows whole', async () => {
    const { engine, model } = await standing();
    const skipped = run(engine, model, { thoughtTokens: 400 });
    const seen: RunEvent[] = [];
    let asked = false;
    for await (const event of skipped) {
      seen.push(event);
      if (event.type === 'reasoning-delta' && !asked) asked = skipped.skip();
    }
    expect(asked).toBe(true);
    const kinds = seen.map(({ type }) => type);
    expect(seen.find((event) => event.type === 'thought-skip')).toMatchObject({ window: 0, result: 'closing' });
    expect(kinds.indexOf('thought-skip')).toBeLessThan(kinds.indexOf('reasoning-end'));
    expect(kinds.indexOf('reasoning-end')).toBeLessThan(kinds.indexOf('answer-delta'));
    const end = seen.find((event) => event.type === 'window-end');
    expect(end).toMatchObject({ thought: 'skipped', outcome: { type: 'complete' } });
    expect(end?.usage.completionTokens).toBeLessThan(200);
    expect(seen.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
  });

  test('a run in a worker that is killed and connected again gives the same ranking', async () => {
    const { engine, model } = await standing();
    const first = await collectEvents(run(engine, model));
    const broken = run(engine, model, { thoughtTokens: 400 });
    for await (const event of broken) if (event.type === 'reasoning-delta') broken.kill();
    expect(engine.alive).toBe(false);
    const { engine: next, model: nextModel } = await loaded();
    const second = await collectEvents(run(next, nextModel));
    expect(second.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
    expect(text(second, 'answer-delta')).toBe(text(first, 'answer-delta'));
  });

  test('the second load comes from the cache, in a worker that has no network', async () => {
    const { engine, events, result } = await load(offlineWorker);
    expect(new Set(sources(events))).toEqual(new Set(['cache']));
    expect(result).toMatchObject({ ok: true });
    if (!result.ok) return;
    expect((await collectEvents(run(engine, result.value, { thoughtTokens: 2 }))).at(-1)).toMatchObject({
      outcome: { type: 'complete' },
    });
  });

  test('a damaged cache entry is replaced and told, the others are kept', async () => {
    const cache = await caches.open('webllm/model');
    const key = (await cache.keys()).find(({ url }) => url.endsWith('.bin'));
    if (key === undefined) throw new Error('the shard is not in the cache');
    const bytes = new Uint8Array((await (await cache.match(key))?.arrayBuffer()) ?? new ArrayBuffer());
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await cache.put(key, new Response(bytes));
    const { events, result } = await load();
    expect(result).toMatchObject({ ok: true });
    const ends = events.flatMap((event) => (event.type === 'file-end' ? [event] : []));
    expect(ends.filter(({ source }) => source === 'network')).toEqual([
      { type: 'file-end', file: 'params_shard_0.bin', source: 'network', note: 'damaged-cache-replaced' },
    ]);
  });

  test('a model that is not the one the app expects is refused as bad-hash, before WebLLM sees it', async () => {
    const { events, result } = await load(
      () => new Worker(new URL('./wrong-catalog.worker.ts', import.meta.url), { type: 'module' }),
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-hash', message: expect.stringContaining('manifest.json') } });
    expect(events).toEqual([]);
  });

  test('a model that is not there is told as missing', async () => {
    const engine = connectEngine({ modelsUrl });
    engines.push(engine);
    expect(await engine.load('nothing')).toMatchObject({
      ok: false,
      error: { code: 'model-missing' },
    });
    const elsewhere = connectEngine({ modelsUrl: new URL('/nowhere/', location.href).href });
    engines.push(elsewhere);
    expect(await elsewhere.load(MODEL)).toMatchObject({ ok: false, error: { code: 'model-missing' } });
  });

  test('the probe names the software adapter', async () => {
    const engine = connectEngine();
    engines.push(engine);
    expect(await engine.probe()).toMatchObject({
      ok: true,
      value: { software: true, architecture: 'swiftshader', maxStorageBuffersPerShaderStage: 10 },
    });
  });

  test('a GPU that is lost in a run ends it as gpu-lost instead of hanging, and the next run fails at once', async () => {
    const { engine, result } = await load(() => new Worker(new URL('./losing.worker.ts', import.meta.url), { type: 'module' }));
    if (!result.ok) throw new Error(result.error.message);
    const channel = new BroadcastChannel('lose-gpu');
    const events: RunEvent[] = [];
    for await (const event of run(engine, result.value, { thoughtTokens: 400 })) {
      events.push(event);
      if (event.type === 'reasoning-start') channel.postMessage('now');
    }
    channel.close();
    expect(events.at(-1)).toMatchObject({
      type: 'run-end',
      outcome: { type: 'failed', error: { code: 'gpu-lost', retry: true } },
      ranking: ['d1', 'd2', 'd3', 'd4'],
    });
    const next = await collectEvents(run(engine, result.value));
    expect(next.at(-1)).toMatchObject({ outcome: { type: 'failed', error: { code: 'gpu-lost' } } });
  });
});
