import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectEngine } from '../../../../src/engines/webllm/client.ts';
import type { WebLlmClient } from '../../../../src/engines/webllm/client.ts';
import type { LoadEvent } from '../../../../src/engines/engine-client.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { LEFT_TO_DEEP } from '../../../support/profile.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';

/** Real WebLLM, two libraries of a real model of 1 MB, WebGPU on the CPU. */
const MODEL = 'test-tiny';
const modelsUrl = new URL('/models/', location.href).href;

const engines: WebLlmClient[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.end();
});
beforeAll(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
});

const rightWorker = (): Worker =>
  new Worker(new URL('./two-libraries.worker.ts', import.meta.url), { type: 'module', name: 'right' });
const wrongWorker = (): Worker =>
  new Worker(new URL('./two-libraries.worker.ts', import.meta.url), { type: 'module', name: 'wrong' });

async function load(makeWorker: () => Worker, library?: string) {
  const engine = connectEngine({ makeWorker, modelsUrl, library });
  engines.push(engine);
  const events: LoadEvent[] = [];
  const result = await engine.load(MODEL, (event) => events.push(event));
  return { engine, events, result };
}

const kept = async (): Promise<number> => (await (await caches.open('glassrank/library-choice')).keys()).length;

// Generous: the CPU is the GPU, and it may have other work.
describe('the choice between libraries with real WebLLM', { timeout: 240_000 }, () => {
  test('a load that is cancelled while it measures leaves no choice', async () => {
    const engine = connectEngine({ makeWorker: rightWorker, modelsUrl });
    engines.push(engine);
    const result = engine.load(MODEL, (event) => {
      if (event.type === 'calibrate-progress' && event.step === 'measure') engine.end();
    });
    expect(await result).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
    expect(await kept()).toBe(0);
  });

  test('the first load times both libraries, and both write what torch writes; the fastest runs', async () => {
    const { engine, events, result } = await load(rightWorker);
    if (!result.ok) throw new Error(result.error.message);
    const { choice, identity } = result.value;
    expect(choice.reason).toBe('measured');
    expect(choice.measured.map(({ library, verdict }) => [library, verdict])).toEqual([
      ['gpu.wasm', 'right'],
      ['software.wasm', 'right'],
    ]);
    for (const one of choice.measured) {
      expect(one.prefillTokensPerSecond).toBeGreaterThan(0);
      expect(one.decodeTokensPerSecond).toBeGreaterThan(0);
    }
    expect(identity.library).toBe(choice.library);
    expect(events.filter(({ type }) => type === 'calibrate-progress')).toHaveLength(4);
    expect(await kept()).toBe(1);
    // Measuring leaves nothing behind in the engine that runs.
    const run = engine.run({
      model: identity,
      request: sampleRequest(4),
      settings: { ...SAMPLE_SETTINGS, thoughtTokens: 8 },
    });
    const log = await collectEvents(run);
    const windowEnd = log.find((event) => event.type === 'window-end');
    expect(log.find((event) => event.type === 'window-start')?.promptTokens).toBe(windowEnd?.usage.promptTokens);
    expect(log.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
  });

  test('the second load remembers, measures nothing and takes only the chosen library', async () => {
    const { events, result } = await load(rightWorker);
    expect(result).toMatchObject({ ok: true, value: { choice: { reason: 'measured-earlier', measured: [{}, {}] } } });
    if (!result.ok) return;
    expect(events.filter(({ type }) => type.startsWith('calibrate'))).toEqual([]);
    expect(
      events.flatMap((event) => (event.type === 'file-end' && event.file.endsWith('.wasm') ? [event.file, event.source] : [])),
    ).toEqual([result.value.identity.library, 'cache']);
  });

  // How a choice is made of what was found is shown with scripted libraries (test/unit/engines/webllm/load.test.ts): each real load is many seconds.
  test(
    'a library that is asked for overrides what was measured, also where the next one is asked for',
    LEFT_TO_DEEP,
    async () => {
      for (const library of ['software', 'gpu']) {
        const { result } = await load(rightWorker, library);
        expect(result).toMatchObject({
          ok: true,
          value: { identity: { library: `${library}.wasm` }, choice: { reason: 'asked', measured: [] } },
        });
      }
    },
  );

  test('libraries that write something else than expected are not used, and the error names them', LEFT_TO_DEEP, async () => {
    const { result } = await load(wrongWorker);
    expect(result).toMatchObject({
      ok: false,
      error: {
        code: 'engine-failed',
        message: expect.stringMatching(/gpu\.wasm .*token 2 of 4 is 63, expected is 64.*software\.wasm .*token 2 of 4/),
      },
    });
  });
});
