import { describe, expect, test } from 'vitest';
import { EngineError } from '../../../../src/engines/webllm/describe-error.ts';
import { webLlmLoader } from '../../../../src/engines/webllm/load.ts';
import type { AdapterSummary, LibraryChoice, LoadEvent } from '../../../../src/engines/engine-client.ts';
import type { ModelStore } from '../../../../src/engines/webllm/fetch-model.ts';
import { createMemoryStore, sha256 } from '../../../support/memory-store.ts';
import type { MemoryStore } from '../../../support/memory-store.ts';
import { createScriptedModel } from '../../../support/scripted-model.ts';
import { scriptedLibrary } from '../../../support/scripted-library.ts';
import type { LibraryScript } from '../../../support/scripted-library.ts';

const modelsUrl = 'http://localhost:4173/models/';
const ADAPTER: AdapterSummary = {
  vendor: 'acme',
  architecture: 'gen-7',
  device: '',
  description: '',
  software: false,
  shaderF16: true,
  subgroups: true,
  maxBufferBytes: 1,
  maxStorageBuffersPerShaderStage: 10,
};
const FILES: Record<string, string> = {
  'mlc-chat-config.json': '{}',
  'tokenizer.json': '{}',
  'params_shard_0.bin': 'weights',
  'gpu.wasm': 'one',
  'gpu-subgroups.wasm': 'two',
  'gpu-f16.wasm': 'three',
  'software.wasm': 'four',
};
const GUARD = { prompt: 'the prompt', tokens: [1, 2, 3, 4] };
const PLAIN: LibraryScript = { prefillMs: 2, decodeMs: 12 };
const FAST: LibraryScript = { prefillMs: 1, decodeMs: 6 };
const SLOW: LibraryScript = { prefillMs: 4, decodeMs: 20 };

/** Scripts by library; a library without one is slow. */
type Scripts = Readonly<Record<string, LibraryScript | Error>>;

interface Visit {
  readonly scripts?: Scripts;
  readonly files?: Record<string, string>;
  readonly guard?: unknown;
  readonly adapter?: Partial<AdapterSummary>;
  readonly library?: string;
  /** In the manifest, but not on the server. */
  readonly lacking?: string;
  /** The browser gives no storage for the choice. */
  readonly refuse?: boolean;
  /** Of an earlier visit. */
  readonly memory?: MemoryStore;
}

/** One load with a worker of its own. */
async function visit(input: Visit = {}) {
  const { scripts = {}, files = FILES, adapter = {}, library, lacking, refuse = false, memory } = input;
  const guard = 'guard' in input ? input.guard : GUARD;
  const manifest = JSON.stringify({
    schema: 1,
    id: 'm',
    files: Object.entries(files).map(([name, content]) => ({ name, bytes: content.length, sha256: sha256(content) })),
    guard,
  });
  const served = Object.fromEntries(
    Object.entries({ ...files, 'manifest.json': manifest })
      .filter(([name]) => name !== lacking)
      .map(([name, content]) => [name, () => new Response(content)]),
  );
  const own = createMemoryStore(`${modelsUrl}m/`, served);
  for (const [name, entries] of memory?.caches ?? []) own.caches.set(name, entries);
  const openCache: ModelStore['openCache'] = (name) =>
    refuse && !name.startsWith('webllm/')
      ? Promise.reject(new DOMException('denied', 'SecurityError'))
      : own.store.openCache(name);
  /** start NAME, end NAME, in order. */
  const steps: string[] = [];
  const events: LoadEvent[] = [];
  const load = webLlmLoader({
    catalog: [{ id: 'm', title: 'M', template: 'glassrank-1', manifestSha256: sha256(manifest), bytes: 0 }],
    store: { ...own.store, openCache },
    async startModel({ identity }) {
      steps.push(`start ${identity.library}`);
      const script = scripts[identity.library] ?? SLOW;
      if (script instanceof Error) throw script;
      return {
        ...createScriptedModel({ script: () => ({ pieces: [] }) }),
        identity,
        ...scriptedLibrary(script),
        end: async () => void steps.push(`end ${identity.library}`),
      };
    },
  });
  const result = await load({
    modelId: 'm',
    options: { modelsUrl, ...(library === undefined ? {} : { library }) },
    adapter: { ...ADAPTER, ...adapter },
    onEvent: (event) => events.push(event),
  }).catch((error: unknown) => ({ ok: false as const, thrown: error }));
  const choice: LibraryChoice | null = result.ok ? result.value.about.choice : null;
  return { result, choice, steps, events, memory: own, fetched: own.fetched };
}

const verdicts = (choice: LibraryChoice | null) => choice?.measured.map((one) => [one.library, one.verdict]);
const kept = (memory: MemoryStore): number => memory.caches.get('glassrank/library-choice')?.size ?? 0;

describe('the choice of a library', () => {
  test('the only one that fits is used without measuring', async () => {
    const { choice, steps, fetched, memory } = await visit({ adapter: { subgroups: false } });
    expect(choice).toEqual({ library: 'gpu.wasm', reason: 'only', measured: [] });
    expect(steps).toEqual(['start gpu.wasm']);
    expect(fetched.filter((name) => name.endsWith('.wasm'))).toEqual(['gpu.wasm']);
    expect(kept(memory)).toBe(0);
  });

  test('of several the fastest stays; one at a time is in memory; weights are fetched once', async () => {
    const { result, choice, steps, events, fetched } = await visit({ scripts: { 'gpu-f16.wasm': FAST, 'gpu.wasm': PLAIN } });
    expect(choice).toMatchObject({ library: 'gpu-f16.wasm', reason: 'measured' });
    expect(verdicts(choice)).toEqual([
      ['gpu.wasm', 'right'],
      ['gpu-subgroups.wasm', 'right'],
      ['gpu-f16.wasm', 'right'],
    ]);
    expect(result).toMatchObject({ ok: true, value: { model: { identity: { library: 'gpu-f16.wasm' } } } });
    expect(steps).toEqual([
      'start gpu.wasm',
      'end gpu.wasm',
      'start gpu-subgroups.wasm',
      'end gpu-subgroups.wasm',
      'start gpu-f16.wasm',
    ]);
    expect(fetched).not.toContain('software.wasm');
    expect(fetched.filter((name) => name.endsWith('.bin'))).toHaveLength(1);
    expect(
      events.flatMap((event) => (event.type === 'calibrate-progress' ? [[event.library, event.index, event.step]] : [])),
    ).toEqual(
      ['gpu.wasm', 'gpu-subgroups.wasm', 'gpu-f16.wasm'].flatMap((library, index) => [
        [library, index, 'start'],
        [library, index, 'measure'],
      ]),
    );
    expect(events.at(-1)).toEqual({ type: 'calibrate-end', choice });
  });

  test('a fastest one that was not measured last is loaded again', async () => {
    const { choice, steps } = await visit({ scripts: { 'gpu.wasm': FAST } });
    expect(choice).toMatchObject({ library: 'gpu.wasm', reason: 'measured' });
    expect(steps.slice(-3)).toEqual(['start gpu-f16.wasm', 'end gpu-f16.wasm', 'start gpu.wasm']);
  });

  test('a fast one that writes wrong tokens is not used, and named', async () => {
    const { choice, steps } = await visit({
      scripts: { 'gpu-f16.wasm': { ...FAST, write: () => 7 }, 'gpu-subgroups.wasm': PLAIN },
    });
    expect(choice?.library).toBe('gpu-subgroups.wasm');
    expect(choice?.measured.at(-1)).toMatchObject({
      library: 'gpu-f16.wasm',
      verdict: 'wrong',
      note: expect.stringContaining('7'),
    });
    expect(steps.slice(-2)).toEqual(['end gpu-f16.wasm', 'start gpu-subgroups.wasm']);
  });

  test('one that does not start and one that breaks while it runs are not used, and named', async () => {
    const { choice, steps, memory } = await visit({
      scripts: {
        'gpu-subgroups.wasm': new Error('cannot compile'),
        'gpu-f16.wasm': { ...FAST, fails: new Error('NaN logits') },
      },
    });
    expect(choice).toMatchObject({ library: 'gpu.wasm', reason: 'measured' });
    expect(choice?.measured.slice(1)).toMatchObject([
      { library: 'gpu-subgroups.wasm', verdict: 'failed', note: 'cannot compile' },
      { library: 'gpu-f16.wasm', verdict: 'failed', note: 'NaN logits' },
    ]);
    expect(steps.slice(-3)).toEqual(['start gpu-f16.wasm', 'end gpu-f16.wasm', 'start gpu.wasm']);
    // A library that does not work here will not work tomorrow.
    expect(kept(memory)).toBe(1);
  });

  test('one whose file the server lacks is named, the others are measured, and the next load tries again', async () => {
    const { choice, steps, memory } = await visit({ lacking: 'gpu-f16.wasm' });
    expect(choice).toMatchObject({ library: 'gpu.wasm', reason: 'measured' });
    expect(choice?.measured.at(-1)).toMatchObject({ verdict: 'failed', note: expect.stringContaining('not on the server') });
    expect(steps).not.toContain('start gpu-f16.wasm');
    expect(kept(memory)).toBe(0);
  });

  test('a GPU that is lost under one candidate costs that candidate; what may pass is not remembered', async () => {
    const lost = new EngineError({ code: 'gpu-lost', message: 'the GPU device was lost', retry: true });
    const { choice, memory } = await visit({ scripts: { 'gpu-subgroups.wasm': lost } });
    expect(verdicts(choice)?.[1]).toEqual(['gpu-subgroups.wasm', 'failed']);
    expect(choice?.reason).toBe('measured');
    expect(kept(memory)).toBe(0);
  });

  test('when all fail nothing is left in memory or storage, and the error names each', async () => {
    const { result, steps, memory } = await visit({
      scripts: {
        'gpu.wasm': { ...FAST, write: () => 0 },
        'gpu-subgroups.wasm': new Error('no'),
        'gpu-f16.wasm': { ...FAST, fails: new Error('bad') },
      },
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'engine-failed', retry: true } });
    if (!result.ok && 'error' in result)
      expect(result.error.message).toMatch(/gpu\.wasm .*wrong.*gpu-subgroups\.wasm: no; gpu-f16\.wasm: bad\. .* load again\.$/);
    expect(steps.filter((step) => step.startsWith('end'))).toEqual(['end gpu.wasm', 'end gpu-f16.wasm']);
    expect(kept(memory)).toBe(0);
  });

  test('when all fail by one cause, it is the cause that is told', async () => {
    const full = new EngineError({ code: 'out-of-memory', message: 'the GPU ran out of memory', retry: true });
    const scripts = { 'gpu.wasm': full, 'gpu-subgroups.wasm': full, 'gpu-f16.wasm': full };
    expect((await visit({ scripts })).result).toMatchObject({ ok: false, error: { code: 'out-of-memory' } });
  });

  test('without expected tokens the fastest is used and called unchecked', async () => {
    const { choice } = await visit({ guard: undefined, scripts: { 'gpu-subgroups.wasm': FAST } });
    expect(choice).toMatchObject({ library: 'gpu-subgroups.wasm', reason: 'measured' });
    expect(new Set(choice?.measured.map(({ verdict }) => verdict))).toEqual(new Set(['unchecked']));
  });
});

describe('what was measured on an earlier visit', () => {
  const scripts = { 'gpu-f16.wasm': FAST };

  test('is used without measuring, and only its library is loaded', async () => {
    const first = await visit({ scripts });
    const { choice, steps, events, fetched } = await visit({ memory: first.memory });
    expect(choice).toEqual({ ...first.choice, reason: 'measured-earlier' });
    expect(steps).toEqual(['start gpu-f16.wasm']);
    expect(fetched).toEqual([]);
    expect(events.some(({ type }) => type.startsWith('calibrate'))).toBe(false);
    expect(events.flatMap((event) => (event.type === 'file-start' ? [event.file] : []))).not.toContain('gpu.wasm');
  });

  test.each([
    ['a library changed', { files: { ...FILES, 'gpu.wasm': 'new' } }],
    ['a library came', { files: { ...FILES, 'gpu-f16.wasm': 'newer' } }],
    ['what is expected changed', { guard: { ...GUARD, tokens: [1, 2] } }],
    ['the adapter is another', { adapter: { architecture: 'gen-8' } }],
    ['the adapter lost a feature', { adapter: { shaderF16: false } }],
  ] satisfies (readonly [string, Visit])[])('does not count when %s', async (_, changed) => {
    const { memory } = await visit({ scripts });
    expect((await visit({ ...changed, memory })).choice).toMatchObject({ reason: 'measured' });
  });

  test('of two adapters is remembered for each', async () => {
    const one = await visit({ scripts });
    const two = await visit({ adapter: { vendor: 'other' }, scripts: { 'gpu.wasm': FAST }, memory: one.memory });
    expect((await visit({ memory: two.memory })).choice).toMatchObject({ library: 'gpu-f16.wasm', reason: 'measured-earlier' });
    expect((await visit({ adapter: { vendor: 'other' }, memory: two.memory })).choice?.library).toBe('gpu.wasm');
  });

  test('keeps the files of the libraries that were not chosen', async () => {
    const { memory } = await visit({ scripts });
    expect([...(memory.caches.get('webllm/wasm')?.keys() ?? [])]).toHaveLength(3);
    await visit({ memory });
    expect([...(memory.caches.get('webllm/wasm')?.keys() ?? [])]).toHaveLength(3);
  });

  test.each(['', '{', 'null', '7', '{}', '{"subject":1}', '{"library":"gpu.wasm"}'])(
    'is ignored when it is damaged (%j)',
    async (text) => {
      const { memory } = await visit({ scripts });
      const entries = memory.caches.get('glassrank/library-choice');
      for (const key of entries?.keys() ?? []) entries?.set(key, new TextEncoder().encode(text));
      expect((await visit({ scripts, memory })).choice).toMatchObject({ library: 'gpu-f16.wasm', reason: 'measured' });
      expect((await visit({ memory })).choice?.reason).toBe('measured-earlier');
    },
  );

  test('is ignored when its end is cut off anywhere', async () => {
    const { memory } = await visit({ scripts });
    const entries = memory.caches.get('glassrank/library-choice') ?? new Map<string, Uint8Array<ArrayBuffer>>();
    for (const [key, whole] of entries) {
      for (let length = 0; length < whole.length; length += 37) {
        entries.set(key, whole.slice(0, length));
        expect((await visit({ memory })).choice?.reason).toBe('measured');
      }
    }
  });

  test('is forgotten when its library does not start any more', async () => {
    const { memory } = await visit({ scripts });
    const broken = await visit({ scripts: { 'gpu-f16.wasm': new Error('driver update') }, memory });
    expect(broken.result).toMatchObject({ ok: false, thrown: { message: 'driver update' } });
    expect((await visit({ memory })).choice).toMatchObject({ reason: 'measured' });
  });

  test('cannot be kept where storage refuses: that is no error, it is measured again', async () => {
    const first = await visit({ scripts, refuse: true });
    expect(first.choice).toMatchObject({ library: 'gpu-f16.wasm', reason: 'measured' });
    expect((await visit({ scripts, refuse: true, memory: first.memory })).choice?.reason).toBe('measured');
  });
});

describe('a library asked for', () => {
  test('is used without measuring and without being remembered', async () => {
    const { choice, steps, memory } = await visit({ library: 'software' });
    expect(choice).toEqual({ library: 'software.wasm', reason: 'asked', measured: [] });
    expect(steps).toEqual(['start software.wasm']);
    expect(kept(memory)).toBe(0);
  });

  test('overrides what was measured, and leaves it', async () => {
    const { memory } = await visit({ scripts: { 'gpu-f16.wasm': FAST } });
    expect((await visit({ library: 'gpu', memory })).choice).toMatchObject({ library: 'gpu.wasm', reason: 'asked' });
    expect((await visit({ memory })).choice).toMatchObject({ library: 'gpu-f16.wasm', reason: 'measured-earlier' });
  });

  test.each(['nonsense', 'software-old', 'gpu.wasm', '../gpu'])(
    'that is not there (%s) is an error that names what is',
    async (library) => {
      const { result, fetched } = await visit({ library });
      expect(result).toMatchObject({
        ok: false,
        error: {
          code: 'model-missing',
          retry: false,
          message: expect.stringMatching(/there are gpu, gpu-subgroups, gpu-f16, software\. .*\?library=/),
        },
      });
      expect(fetched).toEqual(['manifest.json']);
    },
  );

  test('a model without a library that fits is told before anything is downloaded', async () => {
    const { 'gpu.wasm': _, ...rest } = FILES;
    const { result, fetched } = await visit({ files: rest, adapter: { subgroups: false } });
    expect(result).toMatchObject({ ok: false, error: { code: 'model-missing', message: expect.stringContaining('gpu.wasm') } });
    expect(fetched).toEqual(['manifest.json']);
  });
});
