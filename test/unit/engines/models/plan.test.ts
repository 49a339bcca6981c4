import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planInstall } from '../../../../src/engines/models/plan.ts';
import type { InstallSource, KnownModel, PlanTools } from '../../../../src/engines/models/plan.ts';
import { readAddress } from '../../../../src/engines/models/listing.ts';
import { filesOf, startHub } from '../../../support/hub-server.ts';
import type { Hub, HubFiles } from '../../../support/hub-server.ts';
import { installWorld } from '../../../support/install-world.ts';
import { sha256 } from '../../../support/memory-store.ts';
import { toyLibrary, toyModel, withOwnManifest } from '../../../support/toy-model.ts';

const SHARDS = [2_000_000, 5000];
const TOY = toyModel({ shards: SHARDS });
const WEIGHTS = toyModel({ shards: SHARDS, library: null });
const EMBEDDED = filesOf('public/models/test-tiny');
const LIBRARY = toyLibrary(3);

let hub: Hub;
beforeAll(async () => {
  hub = await startHub({
    models: {
      'mlc-ai/Qwen3-0.6B-q4f16_1-MLC': WEIGHTS,
      'someone/toy': TOY,
      'someone/embedded': EMBEDDED,
      'someone/older': toyModel({ shards: SHARDS, list: 'ndarray-cache.json', md5: true }),
      'someone/weights': { 'model.safetensors': new Uint8Array(9), 'config.json': new Uint8Array(9) },
      'someone/rwkv': toyModel({ shards: SHARDS, architecture: 'rwkv6' }),
    },
    plain: { 'libs/qwen3.wasm': LIBRARY, 'libs/page.wasm': new TextEncoder().encode('<!doctype html>') },
    pageSize: 4,
  });
});
afterAll(() => hub.close());

const tools = (more: Partial<PlanTools> = {}): PlanTools => ({ ...installWorld(), ...more });
const plan = (source: InstallSource, more?: Partial<PlanTools>) => planInstall(source, tools(more));
const at = (path: string, known?: KnownModel): InstallSource => ({
  type: 'address',
  url: `${hub.origin}/${path}`,
  ...(known === undefined ? {} : { known }),
});
const picked = (files: HubFiles, folder = 'picked/'): InstallSource => ({
  type: 'folder',
  name: 'picked',
  files: Object.entries(files).map(([name, bytes]) => ({ path: folder + name, file: new Blob([Uint8Array.from(bytes)]) })),
});
const without = (files: HubFiles, name: string): HubFiles =>
  Object.fromEntries(Object.entries(files).filter(([one]) => one !== name));
const edited = (files: HubFiles, name: string, change: (value: never) => unknown): HubFiles => ({
  ...files,
  [name]: new TextEncoder().encode(JSON.stringify(change(JSON.parse(new TextDecoder().decode(files[name])) as never))),
});

async function planned(source: InstallSource, more?: Partial<PlanTools>) {
  const result = await plan(source, more);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function refused(source: InstallSource, more?: Partial<PlanTools>) {
  const result = await plan(source, more);
  return result.ok ? { code: 'planned', message: '', details: {} } : result.error;
}

describe('an address is read as readers paste it', () => {
  test.each([
    ['https://huggingface.co/mlc-ai/Qwen3-4B-q4f16_1-MLC', 'mlc-ai/Qwen3-4B-q4f16_1-MLC', 'main', true],
    ['  huggingface.co/mlc-ai/Qwen3-4B-q4f16_1-MLC/ ', 'mlc-ai/Qwen3-4B-q4f16_1-MLC', 'main', true],
    ['https://huggingface.co/mlc-ai/X/tree/v2', 'mlc-ai/X', 'v2', true],
    ['https://huggingface.co/mlc-ai/X/resolve/main/', 'mlc-ai/X', 'main', true],
    ['https://huggingface.co/mlc-ai/X/blob/main/mlc-chat-config.json', 'mlc-ai/X', 'main', true],
    ['https://huggingface.co/mlc-ai/X?library=mlc#top', 'mlc-ai/X', 'main', true],
    ['https://mirror.example/hf/mlc-ai/X/resolve/main/', 'mlc-ai/X', 'main', true],
    ['http://localhost:8080/models/toy/', 'models/toy', 'main', false],
  ])('%s: %s at %s', (url, repository, revision, sure) => {
    expect(readAddress(url)?.hub).toMatchObject({ repository, revision, sure });
  });

  test.each([
    ['https://example.org/a/b/c/toy', 'https://example.org/a/b/c/toy/'],
    ['https://example.org/toy/mlc-chat-config.json', 'https://example.org/toy/'],
    ['https://example.org', 'https://example.org/'],
  ])('%s is a folder', (url, folder) => {
    expect(readAddress(url)).toEqual({ folder, hub: null });
  });

  test.each([
    '',
    'toy',
    'http://example.org/a/b',
    'ftp://example.org/a',
    'https://me:secret@example.org/a',
    'javascript:alert(1)',
  ])('%j is none that a model can come from', async (url) => {
    expect(readAddress(url)).toBeNull();
    expect(await refused({ type: 'address', url })).toMatchObject({ code: 'bad-address', retry: false });
  });
});

describe('a hub', () => {
  const known: KnownModel = {
    id: 'Qwen3-0.6B-q4f16_1-MLC',
    libraries: [{ url: '', needs: ['shader-f16'] }],
    contextTokens: 4096,
  };
  const library = () => [{ url: `${hub.origin}/libs/qwen3.wasm`, needs: ['shader-f16'] }];

  test('tells which files there are, their sizes and hashes, page by page; the library of a catalogue lies elsewhere', async () => {
    const found = await planned(at('mlc-ai/Qwen3-0.6B-q4f16_1-MLC', { ...known, libraries: library() }));
    expect(found).toMatchObject({
      id: 'Qwen3-0.6B-q4f16_1-MLC',
      title: 'Qwen3-0.6B',
      name: 'Qwen3-0.6B-q4f16_1-MLC',
      source: { type: 'hub', url: `${hub.origin}/mlc-ai/Qwen3-0.6B-q4f16_1-MLC` },
      architecture: 'qwen3',
      family: 'qwen3',
      preset: 'instruct-think',
      quantization: 'q4f16_1',
      contextTokens: 4096,
      licence: 'apache-2.0',
      libraries: [{ name: 'qwen3.wasm', needs: ['shader-f16'] }],
    });
    const shard = WEIGHTS['params_shard_0.bin'] ?? new Uint8Array();
    expect(found.files.find(({ name }) => name === 'params_shard_0.bin')).toMatchObject({
      bytes: 2_000_000,
      sha256: sha256(shard),
      toldBy: 'hub',
    });
    // Small ones are told by git's own hash.
    expect(found.files.find(({ name }) => name === 'params_shard_1.bin')).toMatchObject({ sha256: null, toldBy: 'hub' });
    expect(found.files.find(({ name }) => name === 'params_shard_1.bin')?.gitSha1).toMatch(/^[\da-f]{40}$/);
    expect(found.files.map(({ name }) => name)).toEqual([
      'mlc-chat-config.json',
      'tensor-cache.json',
      'tokenizer.json',
      'qwen3.wasm',
      'params_shard_0.bin',
      'params_shard_1.bin',
    ]);
    expect(JSON.stringify(found)).toContain('/resolve/c0ffee5');
  });

  test('a pasted address gets what the catalogue knows of it', async () => {
    const asked: string[] = [];
    const found = await planned(at('mlc-ai/Qwen3-0.6B-q4f16_1-MLC/tree/main'), {
      known: (url) => {
        asked.push(url);
        return { ...known, libraries: library(), licence: 'Apache-2.0' };
      },
    });
    expect(asked).toEqual([`${hub.origin}/mlc-ai/Qwen3-0.6B-q4f16_1-MLC`]);
    expect(found).toMatchObject({ licence: 'Apache-2.0', libraries: [{ name: 'qwen3.wasm' }] });
  });

  test('weights without a library are refused', async () => {
    expect(await refused(at('mlc-ai/Qwen3-0.6B-q4f16_1-MLC'))).toMatchObject({ code: 'no-library' });
  });

  test.each([
    ['libs/missing.wasm', 'model-incomplete'],
    ['libs/page.wasm', 'model-incomplete'],
  ])('a library that is none (%s) is seen before any weights are fetched', async (path, code) => {
    hub.requests.length = 0;
    const libraries = [{ url: `${hub.origin}/${path}`, needs: [] }];
    expect(await refused(at('mlc-ai/Qwen3-0.6B-q4f16_1-MLC', { libraries }))).toMatchObject({ code });
    expect(hub.requests.some(({ file }) => file.startsWith('params_shard'))).toBe(false);
  });

  test('an older conversion is taken: its list of weights is stored under the name that WebLLM asks for', async () => {
    const found = await planned(at('someone/older'));
    const list = found.files.find(({ name }) => name === 'tensor-cache.json');
    expect(list?.origin).toMatchObject({ url: expect.stringMatching(/ndarray-cache\.json$/) as unknown });
    expect(found.files.find(({ name }) => name === 'params_shard_0.bin')?.md5).toMatch(/^[\da-f]{32}$/);
  });

  test('a folder of ours on a hub tells template and guard; a name of a model that is part of the app is not taken', async () => {
    const found = await planned(at('someone/embedded'));
    expect(found).toMatchObject({
      id: 'test-tiny-own',
      family: 'glassrank',
      preset: 'glassrank-1',
      contextTokens: 4096,
      licence: 'Apache-2.0',
      guard: { prompt: expect.any(String) as unknown },
    });
    expect(found.libraries).toEqual([
      { name: 'gpu-f16.wasm', needs: ['subgroups', 'shader-f16'] },
      { name: 'gpu-subgroups.wasm', needs: ['subgroups'] },
      { name: 'gpu.wasm', needs: [] },
      { name: 'software.wasm', needs: [] },
    ]);
    expect(found.files.every(({ toldBy }) => toldBy === 'manifest')).toBe(true);
  });

  test.each([
    ['someone/weights', 'not-a-model', /no mlc-chat-config\.json/],
    ['someone/nothing/tree/main', 'not-a-model', /no model someone\/nothing/],
    ['someone/nothing', 'not-a-model', /no mlc-chat-config\.json at/],
    ['someone/rwkv', 'unknown-architecture', /rwkv6.*known are.*qwen3/],
  ])('%s is refused: %s', async (path, code, words) => {
    const error = await refused(at(path));
    expect(error).toMatchObject({ code, retry: false });
    expect(error.message).toMatch(words);
  });

  test.each([
    [{ type: 'page', typed: true }, 'web-page-instead'],
    [{ type: 'page', typed: false }, 'web-page-instead'],
    [{ type: 'status', status: 403 }, 'source-private'],
    [{ type: 'status', status: 500 }, 'download-failed'],
    [{ type: 'flip', at: 40 }, 'hash-differs'],
  ] as const)('a fault that stays (%o) is told by its code: %s', async (fault, code) => {
    hub.arm(/store\/someone\/toy\/tokenizer\.json/, fault, 99);
    const error = await refused(at('someone/toy'));
    hub.disarm();
    expect(error).toMatchObject({ code, details: { file: 'tokenizer.json' } });
  });

  test('a fault that passes is got over', async () => {
    hub.arm(/store\/someone\/toy\/tokenizer\.json/, { type: 'status', status: 503, retryAfter: '1' }, 2);
    hub.arm(/api\/someone\/toy\/tree/, { type: 'status', status: 429 }, 2);
    hub.arm(/store\/someone\/toy\/mlc-chat-config\.json/, { type: 'flip', at: 3 }, 1);
    expect(await planned(at('someone/toy'))).toMatchObject({ architecture: 'qwen3' });
    hub.disarm();
  });
});

describe('a plain folder on a server', () => {
  test('is read by what its own files name; small files are pinned as they were read', async () => {
    const found = await planned(at('plain/someone/toy/', { libraries: [{ url: `${hub.origin}/libs/qwen3.wasm`, needs: [] }] }));
    expect(found.source).toEqual({ type: 'address', url: `${hub.origin}/plain/someone/toy/` });
    const tokenizer = TOY['tokenizer.json'] ?? new Uint8Array();
    expect(found.files.find(({ name }) => name === 'tokenizer.json')).toMatchObject({
      sha256: sha256(tokenizer),
      bytes: tokenizer.byteLength,
      toldBy: null,
    });
    expect(found.files.find(({ name }) => name === 'params_shard_0.bin')).toMatchObject({ bytes: 2_000_000, sha256: null });
  });

  test('with our manifest tells every hash', async () => {
    const found = await planned(at('plain/someone/embedded/manifest.json'));
    expect(found.files.every(({ sha256: told, toldBy }) => told !== null && toldBy === 'manifest')).toBe(true);
    expect(found.bytes).toBe(found.files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0));
  });

  test('an address at which nothing is, is no model', async () => {
    expect(await refused(at('plain/someone/nowhere/deeper/'))).toMatchObject({ code: 'not-a-model' });
  });
});

describe('a folder on this computer', () => {
  test('is found wherever in what was picked it lies', async () => {
    const found = await planned(picked(withOwnManifest(TOY), 'Downloads/models/toy/'));
    expect(found).toMatchObject({
      source: { type: 'folder', name: 'toy' },
      preset: 'rankgpt',
      licence: 'MIT',
      id: 'toy-q4f16_1',
    });
    expect(found.files.every(({ toldBy }) => toldBy === 'manifest')).toBe(true);
  });

  test('without a manifest is taken too, named by the folder', async () => {
    expect(await planned(picked(TOY, 'Qwen3-1.7B/'))).toMatchObject({
      name: 'Qwen3-1.7B',
      family: 'qwen3',
      source: { name: 'Qwen3-1.7B' },
    });
  });

  test.each<[string, HubFiles, string, RegExp]>([
    ['holds weights as published', { 'model-00001.safetensors': new Uint8Array(1) }, 'not-a-model', /compile it first/],
    ['holds nothing of a model', { 'holiday.jpg': new Uint8Array(1) }, 'not-a-model', /no mlc-chat-config\.json/],
    ['lacks a file of weights', without(TOY, 'params_shard_1.bin'), 'model-incomplete', /^params_shard_1\.bin is not in/],
    ['lacks the tokenizer', without(TOY, 'tokenizer.json'), 'model-incomplete', /^tokenizer\.json is not in/],
    ['lacks the list of weights', without(TOY, 'tensor-cache.json'), 'model-incomplete', /ndarray-cache\.json is not in/],
    ['lacks the library', without(TOY, 'toy-webgpu.wasm'), 'no-library', /has no \.wasm/],
    [
      'has weights of another length',
      { ...TOY, 'params_shard_0.bin': new Uint8Array(7) },
      'model-incomplete',
      /params_shard_0\.bin has 7 bytes, and tensor-cache\.json says 2000000/,
    ],
    [
      'has a text as its library',
      { ...TOY, 'toy-webgpu.wasm': new TextEncoder().encode('version https://git-lfs') },
      'model-incomplete',
      /toy-webgpu\.wasm is no WebAssembly/,
    ],
    [
      'has a tokenizer with too many tokens',
      toyModel({ shards: SHARDS, tokens: 65 }),
      'wrong-tokenizer',
      /65 tokens, and the weights 64 rows/,
    ],
    [
      'has a tokenizer with far too few tokens',
      toyModel({ shards: SHARDS, vocabulary: 30_000, tokens: 20_000 }),
      'wrong-tokenizer',
      /only 20000 tokens/,
    ],
    [
      'has no tokenizer that can be read',
      { ...TOY, 'tokenizer.json': new TextEncoder().encode('{}') },
      'wrong-tokenizer',
      /no vocabulary/,
    ],
    ['is of an unknown architecture', toyModel({ shards: SHARDS, architecture: 'bert' }), 'unknown-architecture', /"bert"/],
    [
      'has a configuration of another kind',
      edited(TOY, 'mlc-chat-config.json', () => ({ architectures: ['Qwen3'] })),
      'not-a-model',
      /no model_type/,
    ],
    [
      'has a configuration that is cut short',
      { ...TOY, 'mlc-chat-config.json': new TextEncoder().encode('{"model_type":') },
      'not-a-model',
      /not the configuration/,
    ],
    [
      'lacks a tensor',
      edited(TOY, 'tensor-cache.json', (cache: { records: { records: { name: string }[] }[] }) => ({
        records: cache.records.map((shard) => ({
          ...shard,
          records: shard.records.filter(({ name }) => name !== 'model.layers.1.mlp.down_proj.q_weight'),
        })),
      })),
      'model-incomplete',
      /lacks the tensor model\.layers\.1\.mlp\.down_proj\.q_weight/,
    ],
    [
      'has another model’s embedding',
      edited(TOY, 'mlc-chat-config.json', (config: object) => ({ ...config, vocab_size: 63 })),
      'model-incomplete',
      /embedding has 64 rows/,
    ],
    [
      'names files outside of it',
      edited(TOY, 'tensor-cache.json', (cache: { records: object[] }) => ({
        records: [{ ...cache.records[0], dataPath: '../secret.bin' }],
      })),
      'not-a-model',
      /"\.\.\/secret\.bin"/,
    ],
    [
      'has a manifest that names files outside of it',
      withOwnManifest(TOY, { files: [{ name: '../x', bytes: 1, sha256: '' }] }),
      'not-a-model',
      /manifest\.json names "\.\.\/x"/,
    ],
    [
      'differs from its manifest',
      { ...withOwnManifest(TOY), 'tokenizer.json': TOY['README.md'] ?? new Uint8Array() },
      'hash-differs',
      /tokenizer\.json is not what/,
    ],
  ])('that %s is refused', async (_what, files, code, words) => {
    const error = await refused(picked(files));
    expect(error.message).toMatch(words);
    expect(error.code).toBe(code);
  });
});
