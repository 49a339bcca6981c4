import startModule from '@wllama/wllama/src/single-thread/wllama.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunEventBody } from '../../../../src/core/log/event.ts';
import { template } from '../../../../src/core/preset/built-in.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { startWith } from '../../../../src/core/run/start.ts';
import { install } from '../../../../src/engines/models/install.ts';
import { planGguf } from '../../../../src/engines/models/plan-gguf.ts';
import { openShelf } from '../../../../src/engines/models/stored.ts';
import type { StoredModel } from '../../../../src/engines/models/stored.ts';
import { heldFile, readGgufHead } from '../../../../src/engines/wasm/gguf-head.ts';
import { outlineGguf } from '../../../../src/engines/wasm/gguf-outline.ts';
import { encodePieces } from '../../../../src/engines/wasm/gguf-vocabulary.ts';
import { startLlama } from '../../../../src/engines/wasm/llama.ts';
import { cpuLoader } from '../../../../src/engines/wasm/load.ts';
import { probeProcessor } from '../../../../src/engines/wasm/processor.ts';
import { describeError } from '../../../../src/engines/webllm/describe-error.ts';
import { sha256Hex } from '../../../../src/engines/download.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { llamaWasm } from '../../../support/cpu-model.ts';
import { piecesGguf, tinyGguf } from '../../../support/gguf-files.ts';
import { installWorld, mapCaches, MODELS_URL } from '../../../support/install-world.ts';
import type { MapCaches } from '../../../support/install-world.ts';
import lists from '../../../e2e/lists.json' with { type: 'json' };

/** A real engine computes here, with a model of 1 MB. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS });
afterAll(() => vi.resetConfig());

/** A file as a reader gives it, on the shelf. */
async function shelved(bytes: Uint8Array<ArrayBuffer>, name = 'Tiny-Q4_0.gguf') {
  const caches = mapCaches();
  const file = new Blob([bytes]);
  const outline = await outlineGguf(await readGgufHead(file), name);
  const stored = await install(planGguf({ name, file }, outline), installWorld({ caches }));
  if (!stored.ok) throw new Error(stored.error.message);
  return { caches, stored: stored.value, outline };
}

async function load(caches: MapCaches, modelId: string) {
  const store = {
    fetch: () => Promise.reject(new Error('nothing is fetched')),
    openCache: caches.open,
    sha256: (bytes: Uint8Array<ArrayBuffer>) => sha256Hex(bytes),
    freeBytes: async () => undefined,
  };
  const loader = cpuLoader({
    catalog: [],
    store,
    startLlama: (model) => startLlama({ ...model, start: startModule, wasm: llamaWasm() }),
  });
  const adapter = probeProcessor({ crossOriginIsolated: false, hardwareConcurrency: 2 });
  const asked = { modelId, options: { modelsUrl: MODELS_URL }, adapter, onEvent: () => {} };
  return loader(asked).catch((error: unknown) => ({ ok: false as const, error: describeError(error) }));
}

const list = lists[0] as (typeof lists)[number];
const request: RankRequest = {
  query: { id: 'q', text: list.query },
  candidates: list.passages.map((text, place) => ({ docId: docId(`d${place + 1}`), text, score: -place })),
};

async function rankWith(caches: MapCaches, stored: StoredModel) {
  const loaded = await load(caches, stored.id);
  if (!loaded.ok) throw new Error(loaded.error.message);
  const { model, asked } = loaded.value;
  if (asked === undefined) throw new Error('no prompt was chosen');
  const { settings } = startWith(asked, model);
  const run = rerank({
    request,
    settings: { ...settings, temperature: 0 },
    model,
    template: template(asked.preset.id),
    cancel: { aborted: false },
    describeError,
  });
  const events: readonly RunEventBody[] = await collectEvents(run);
  return { model, events, end: events.at(-1) };
}

describe('a GGUF file that a reader gave', () => {
  let shelf: Awaited<ReturnType<typeof shelved>>;
  beforeAll(async () => {
    shelf = await shelved(tinyGguf());
  });

  it('is stored as one file with a record that later visits list, hashed', async () => {
    expect(shelf.stored).toMatchObject({
      id: 'Tiny-Q4_0',
      title: 'Tiny Instruct',
      quantization: 'Q4_0',
      preset: 'instruct-direct',
      libraries: [],
      whole: true,
      files: [{ name: 'Tiny-Q4_0.gguf', checkedBy: 'first-use' }],
    });
    expect(await openShelf({ modelsUrl: MODELS_URL, openCache: shelf.caches.open }).list()).toEqual([shelf.stored]);
  });

  it('ranks a list with the general prompt, held to a whole order, and reads no passage ahead, as it was not taught to', async () => {
    const { end, model, events } = await rankWith(shelf.caches, shelf.stored);
    expect(end).toMatchObject({ type: 'run-end', outcome: { type: 'complete' } });
    expect(end?.type === 'run-end' && [...end.ranking].toSorted()).toEqual(request.candidates.map(({ docId: id }) => id));
    expect(model.identity).toMatchObject({ id: 'Tiny-Q4_0', library: 'llama.cpp', template: 'instruct-direct' });
    expect(model.contextTokens).toBe(shelf.outline.contextTokens);
    expect(events.some(({ type }) => type === 'passage-read')).toBe(false);
  });

  it('is refused where one bit of it is another than was stored, and that is noted', async () => {
    const { caches, stored } = await shelved(tinyGguf());
    caches.damage(/Tiny-Q4_0\.gguf$/, 600_000);
    expect(await load(caches, stored.id)).toMatchObject({
      ok: false,
      error: { code: 'stored-damaged', details: { file: 'Tiny-Q4_0.gguf' } },
    });
    expect(await openShelf({ modelsUrl: MODELS_URL, openCache: caches.open }).get(stored.id)).toMatchObject({ whole: false });
  });
});

describe('a vocabulary of SentencePiece’s kind', () => {
  it('is cut behind other text as it would be within it, and ranks', async () => {
    const bytes = piecesGguf();
    const { caches, stored, outline } = await shelved(bytes, 'Pieces.gguf');
    const llama = await startLlama({ start: startModule, wasm: llamaWasm(), gguf: bytes, contextTokens: 512 });
    const encode = encodePieces(llama.encode, outline.tokenizer);
    for (const text of ['[2] > [1]', ' the other', 'the', '東京', '', 'a\nb', '<|im_end|>']) {
      expect(llama.decode(encode(text))).toBe(text);
      expect(encode('x').concat(encode(text)).length).toBeGreaterThanOrEqual(encode(`x${text}`).length);
    }
    const { end } = await rankWith(caches, stored);
    expect(end).toMatchObject({ type: 'run-end', outcome: { type: 'complete' } });
  });
});

it('gives a file’s head and its bytes the same outline', async () => {
  const bytes = tinyGguf();
  const held = await outlineGguf(await readGgufHead(heldFile(bytes)), 'x.gguf');
  expect(await outlineGguf(await readGgufHead(new Blob([bytes])), 'x.gguf')).toEqual(held);
});
