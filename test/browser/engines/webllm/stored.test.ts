import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RunEvent, RunSettings } from '../../../../src/core/log/event.ts';
import { preset as builtIn } from '../../../../src/core/preset/built-in.ts';
import { presetFor } from '../../../../src/core/preset/choose.ts';
import { family } from '../../../../src/core/preset/families.ts';
import type { FamilyId } from '../../../../src/core/preset/families.ts';
import { methodOf } from '../../../../src/core/run/method.ts';
import type { OutputGuide } from '../../../../src/core/run/text-model.ts';
import { sha256Hex } from '../../../../src/engines/download.ts';
import type { LocalModel } from '../../../../src/engines/engine-client.ts';
import { openShelf, storedModelUrl } from '../../../../src/engines/models/stored.ts';
import type { StoredModel } from '../../../../src/engines/models/stored.ts';
import { connectEngine } from '../../../../src/engines/webllm/client.ts';
import type { WebLlmClient } from '../../../../src/engines/webllm/client.ts';
import { webllmCachePlace } from '../../../../src/engines/webllm/fetch-model.ts';
import { createWebLlmModel } from '../../../../src/engines/webllm/model.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { leftToDeep } from '../../../support/profile.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { shelve } from '../../../support/shelve.ts';

/** Real WebLLM, a real model of 1 MB put on the shelf under names of its own, WebGPU on the CPU, and a worker that has no network. */
const modelsUrl = new URL('/models/', location.href).href;
const tiny = new URL('/models/test-tiny/', location.href).href;
const NAMES = ['mlc-chat-config.json', 'tokenizer.json', 'tensor-cache.json', 'params_shard_0.bin', 'software.wasm', 'gpu.wasm'];
const NEEDS = { 'software.wasm': ['subgroups'], 'gpu.wasm': [] };
const openCache = (name: string): Promise<Cache> => caches.open(name);
const shelf = openShelf({ modelsUrl, openCache });

const engines: WebLlmClient[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.end();
});

const files = new Map<string, Uint8Array<ArrayBuffer>>();
beforeAll(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  for (const name of NAMES) files.set(name, new Uint8Array(await (await fetch(tiny + name)).arrayBuffer()));
});

const put = (id: string, record: Partial<StoredModel>, more: Partial<Parameters<typeof shelve>[0]> = {}): Promise<StoredModel> =>
  shelve({ modelsUrl, openCache, sha256: (bytes) => sha256Hex(bytes), id, files, needs: NEEDS, record, ...more });

const offlineWorker = (): Worker => new Worker(new URL('./offline.worker.ts', import.meta.url), { type: 'module' });

async function load(id: string, makeWorker?: () => Worker) {
  const engine = connectEngine({ modelsUrl, ...(makeWorker === undefined ? {} : { makeWorker }) });
  engines.push(engine);
  return { engine, result: await engine.load(id) };
}

async function loaded(id: string): Promise<{ engine: WebLlmClient; model: LocalModel }> {
  const { engine, result } = await load(id, offlineWorker);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return { engine, model: result.value };
}

const textOf = (log: readonly RunEvent[], type: 'reasoning-delta' | 'answer-delta'): string =>
  log.map((event) => (event.type === type ? event.text : '')).join('');

function rank({ engine, model }: { engine: WebLlmClient; model: LocalModel }, settings: Partial<RunSettings> = {}) {
  return collectEvents(
    engine.run({
      model: model.identity,
      request: sampleRequest(4),
      settings: { ...SAMPLE_SETTINGS, thoughtTokens: 12, ...settings },
    }),
  );
}

/** The tiny model's tokenizer and conversation with Mistral's way of thinking: tags that are special tokens, and a turn that begins before them. */
function withBracketTags(): Map<string, Uint8Array<ArrayBuffer>> {
  const read = (name: string): Record<string, unknown> =>
    JSON.parse(new TextDecoder().decode(files.get(name))) as Record<string, unknown>;
  const write = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));
  const tokenizer = read('tokenizer.json') as {
    model: { vocab: Record<string, number>; merges: unknown[] };
    added_tokens: object[];
  };
  // The two newest tokens of the vocabulary make room.
  const [open, close] = [766, 767];
  const vocab = Object.fromEntries(Object.entries(tokenizer.model.vocab).filter(([, id]) => id < open));
  const [sample] = tokenizer.added_tokens;
  const changed = {
    ...tokenizer,
    model: {
      ...tokenizer.model,
      vocab: { ...vocab, '[THINK]': open, '[/THINK]': close },
      merges: tokenizer.model.merges.slice(0, -2),
    },
    added_tokens: [
      ...tokenizer.added_tokens,
      { ...sample, id: open, content: '[THINK]' },
      { ...sample, id: close, content: '[/THINK]' },
    ],
  };
  const config = read('mlc-chat-config.json');
  const conversation = { ...(config['conv_template'] as object), role_empty_sep: '\n' };
  return new Map([
    ...files,
    ['tokenizer.json', write(changed)],
    ['mlc-chat-config.json', write({ ...config, conv_template: conversation })],
  ]);
}

// Generous: the CPU is the GPU, and it may have other work.
describe('a stored model in the real worker, without a network', { timeout: 240_000 }, () => {
  test('ranks a list as the same weights do where they came with the app, in the context of its record', async () => {
    await put('shelved', { family: 'glassrank', preset: 'glassrank-1', contextTokens: 1024, title: 'Shelved' });
    const { engine, model } = await loaded('shelved');
    expect(model).toMatchObject({
      identity: { id: 'shelved', library: 'software.wasm', template: 'glassrank-1' },
      contextTokens: 1024,
      choice: { reason: 'only', unchecked: true },
      asked: { preset: 'glassrank-1', reason: 'trained', family: 'glassrank' },
    });
    const log = await rank({ engine, model });
    expect(log.find((event) => event.type === 'window-start')).toMatchObject({
      family: { id: 'glassrank', open: '<think>', close: '</think>', opensThought: true },
      budget: { contextTokens: 1024 },
    });
    expect(log.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'complete' } });
    expect((await shelf.get('shelved'))?.lastUsed).not.toBeNull();

    // One that does not fit 1024 tokens is cut to them, not sent.
    const long = sampleRequest(10);
    const request = { ...long, candidates: long.candidates.map((one) => ({ ...one, text: one.text.repeat(40) })) };
    const cut = await collectEvents(
      engine.run({ model: model.identity, request, settings: { ...SAMPLE_SETTINGS, thoughtTokens: 12, passageWords: 400 } }),
    );
    const start = cut.find((event) => event.type === 'window-start');
    expect(start?.promptTokens).toBeLessThan(1024);
    expect(start?.passages.every((passage) => passage.cut)).toBe(true);
    expect(cut.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
    engine.end();

    const embedded = await load('test-tiny');
    if (!embedded.result.ok) throw new Error(embedded.result.error.message);
    const same = await rank({ engine: embedded.engine, model: embedded.result.value });
    expect(textOf(log, 'reasoning-delta')).toBe(textOf(same, 'reasoning-delta'));
    expect(textOf(log, 'answer-delta')).toBe(textOf(same, 'answer-delta'));
    expect(textOf(log, 'reasoning-delta')).not.toBe('');
  });

  test('with a general prompt runs by the defaults that were chosen for it', async () => {
    await put('general', { family: 'qwen2.5', preset: 'instruct-direct', contextTokens: 2048 });
    const { engine, model } = await loaded('general');
    expect(model.asked).toMatchObject({ preset: 'instruct-direct', reason: 'direct', fit: { cut: expect.any(Array) } });
    const log = await rank({ engine, model }, model.defaults);
    // Its conversation opens a thought, which is closed at once: the prompt has none.
    expect(log.find((event) => event.type === 'window-start')).toMatchObject({ written: '</think>' });
    expect(textOf(log, 'reasoning-delta')).toBe('');
    expect(textOf(log, 'answer-delta')).toMatch(/^<answer>(\[\d\] > ){3}\[\d\]<\/answer>$/);
    expect(log.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
  });

  test('that thinks between [THINK] and [/THINK], which are special tokens, thinks and answers in every way', async () => {
    const record = { family: 'mistral-reasoning', preset: 'instruct-think', contextTokens: 2048 } as const;
    await put('bracket', record, { files: withBracketTags() });
    const { engine, model } = await loaded('bracket');
    for (const answerMode of ['locked', 'constrained'] as const) {
      const log = await rank({ engine, model }, { ...model.defaults, answerMode, thoughtTokens: 12, temperature: 0 });
      expect(log.find((event) => event.type === 'window-start')).toMatchObject({
        family: { id: 'mistral-reasoning', open: '[THINK]', close: '[/THINK]', opensThought: false },
      });
      expect(textOf(log, 'reasoning-delta')).not.toMatch(/THINK/);
      expect(log.find((event) => event.type === 'window-end')).toMatchObject({
        outcome: { type: 'complete' },
        thought: expect.stringMatching(/^(?:forced|closed)$/),
      });
    }
  });

  test('a special token that is a thought’s tag is read and written as text', async () => {
    const changed = withBracketTags();
    const { id } = await put('in-page', { family: 'mistral-reasoning' }, { files: changed });
    const read = (name: string): unknown => JSON.parse(new TextDecoder().decode(changed.get(name)));
    const model = await createWebLlmModel({
      identity: { id, manifestSha256: '', library: 'software.wasm', template: 'instruct-think', engine: '', adapter: '' },
      modelUrl: storedModelUrl(modelsUrl, id),
      files: { chatConfig: read('mlc-chat-config.json'), tokenizer: read('tokenizer.json'), missing: new Map() },
      family: family('mistral-reasoning'),
      contextTokens: 512,
      onProgress: () => {},
    });
    try {
      expect(model.countTokens('[THINK]')).toBe(1);
      let written = '';
      const only: OutputGuide = {
        allowed: () => (text) => text === '[THINK]',
        bias: () => null,
        get complete() {
          return written !== '';
        },
        forced: false,
        skipped: false,
        skip: () => false,
        push: (text) => (written += text),
      };
      const messages = [{ role: 'user' as const, content: 'x' }];
      const asked = { messages, maxTokens: 4, temperature: 0, seed: 0, cancel: { aborted: false } };
      for (const before of ['', 'so ']) {
        written = '';
        let text = '';
        for await (const chunk of model.stream({ ...asked, guide: only, ...(before === '' ? {} : { written: before }) }))
          if (chunk.type === 'text') text += chunk.text;
        expect(text).toBe('[THINK]');
      }
    } finally {
      await model.end();
    }
  });

  const ranksAsTorch = async (folder: string, name: string, kind: FamilyId): Promise<void> => {
    const url = new URL(`/test/fixtures/models/${folder}/`, location.href).href;
    const manifest = (await (await fetch(`${url}manifest.json`)).json()) as {
      readonly guard: unknown;
      readonly files: readonly { readonly name: string }[];
    };
    const own = new Map<string, Uint8Array<ArrayBuffer>>();
    // Papers are no part of a load.
    for (const file of manifest.files.filter(({ name: one }) => /\.(?:json|bin|wasm)$/.test(one)))
      own.set(file.name, new Uint8Array(await (await fetch(url + file.name)).arrayBuffer()));
    const { preset } = presetFor({ name });
    const record = { family: kind, name, preset: preset.id, contextTokens: 1536 } as const;
    await put(folder, record, { files: own, needs: { 'software.wasm': ['subgroups'] }, guard: manifest.guard });
    const { engine, model } = await loaded(folder);
    expect(model).toMatchObject({
      contextTokens: 1536,
      choice: { reason: 'measured', measured: [{ library: 'software.wasm', verdict: 'right' }] },
      asked: { preset: preset.id, family: kind },
    });
    const log = await rank({ engine, model }, { ...model.defaults, thoughtTokens: Math.min(model.defaults.thoughtTokens, 24) });
    expect(log.find((event) => event.type === 'window-start')).toMatchObject({ family: { id: kind, opensThought: false } });
    expect(log.find((event) => event.type === 'window-end')?.outcome).toEqual({ type: 'complete' });
    expect(log.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
    // Asked directly, a hybrid model gets the empty thought that its own template would write; others get nothing.
    const direct = await rank({ engine, model }, { method: methodOf(builtIn('instruct-direct')) });
    expect(direct.find((event) => event.type === 'window-start')?.written).toBe(
      kind === 'qwen3' ? '<think>\n\n</think>\n\n' : undefined,
    );
    expect(textOf(direct, 'reasoning-delta')).toBe('');
    expect(direct.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
  };

  // All three write what torch writes in other-shapes.test.ts too: of a stored one `npm test` sees the hybrid, whose prompts differ most.
  for (const [folder, name, kind] of [
    ['random-qwen2', 'ReasonRank-7B', 'qwen2.5'],
    ['random-qwen3', 'Qwen3-0.6B', 'qwen3'],
    ['random-llama', 'Llama-3.2-1B-Instruct', 'llama-3'],
  ] as const)
    test(
      `${folder}, random weights in the shape of ${name}, writes what torch writes, and ranks a list`,
      leftToDeep(kind !== 'qwen3'),
      () => ranksAsTorch(folder, name, kind),
    );

  test('whose weights have one bit flipped is not run: the file is named', async () => {
    await put('spoilt', { family: 'glassrank', preset: 'glassrank-1', title: 'Spoilt' });
    const { cache, key } = webllmCachePlace(storedModelUrl(modelsUrl, 'spoilt'), 'params_shard_0.bin');
    const store = await openCache(cache);
    const bytes = new Uint8Array((await (await store.match(key))?.arrayBuffer()) ?? new ArrayBuffer(0));
    bytes[12_345] = (bytes[12_345] ?? 0) ^ 1;
    await store.put(key, new Response(bytes));
    const { result } = await load('spoilt', offlineWorker);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'stored-damaged', details: { model: 'spoilt', file: 'params_shard_0.bin' } },
    });
    // Also where there is a network: it is the other page that repairs.
    expect((await load('spoilt')).result).toMatchObject({ ok: false, error: { code: 'stored-damaged' } });
  });
});
