import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { FAMILIES } from '../../../../src/core/preset/families.ts';
import { install } from '../../../../src/engines/models/install.ts';
import { planInstall } from '../../../../src/engines/models/plan.ts';
import type { FolderFile } from '../../../../src/engines/models/plan.ts';
import { openShelf, storedModelUrl } from '../../../../src/engines/models/stored.ts';
import type { StoredModel } from '../../../../src/engines/models/stored.ts';
import { browserWorld } from '../../../../src/engines/models/world.ts';
import { connectEngine } from '../../../../src/engines/webllm/client.ts';
import { createWebLlmModel } from '../../../../src/engines/webllm/model.ts';
import type { WebLlmModel } from '../../../../src/engines/webllm/model.ts';
import torch from '../../../fixtures/models/torch.json' with { type: 'json' };
import { collectEvents } from '../../../support/collect-events.ts';
import { leftToDeep } from '../../../support/profile.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';

/**
 * Tiny random models in the shapes of ReasonRank-7B (Qwen2: biases, a head of its own), Qwen3 (q/k norms, tied) and Llama 3.2 (stretched RoPE), as
 * `python -m models.convert` writes them. The folder is picked, installed and loaded by the app's own code, with WebGPU on the CPU; torch.json holds what
 * torch writes on the same weights. `python -m models.tests.shape_models test/fixtures/models` makes all of it.
 */
const modelsUrl = new URL('/models/', location.href).href;
const world = browserWorld(modelsUrl);
/** Logits of these shapes were within 0.0022 of torch's; nearer than this, torch's two best tokens would be a tie. */
const LEAST_GAP = 0.005;
const shapes = { 'random-qwen2': 'qwen2', 'random-qwen3': 'qwen3', 'random-llama': 'llama' };

beforeAll(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
});

/** What a picker gives of the folder, by the names in its manifest. */
async function pickedFolder(id: string): Promise<readonly FolderFile[]> {
  // Not by fetch: the test server gives its own page for a file without an ending.
  const read = async (name: string): Promise<FolderFile> => {
    const text = await commands.readFile(`test/fixtures/models/${id}/${name}`, 'base64');
    return { path: `${id}/${name}`, file: new Blob([Uint8Array.from(atob(text), (one) => one.codePointAt(0) ?? 0)]) };
  };
  const manifest = await read('manifest.json');
  const { files } = JSON.parse(await manifest.file.text()) as { readonly files: readonly { readonly name: string }[] };
  return [manifest, ...(await Promise.all(files.map(({ name }) => read(name))))];
}

// Generous: the CPU is the GPU, and it may have other work.
describe.each(Object.entries(shapes))('%s', { timeout: 240_000 }, (id, architecture) => {
  const golden = torch.find(({ model }) => model === id);
  if (golden === undefined) throw new Error(`torch.json has no ${id}`);
  let record: StoredModel;
  let model: WebLlmModel;

  beforeAll(async () => {
    const files = await pickedFolder(id);
    const plan = await planInstall({ type: 'folder', name: id, files }, world);
    if (!plan.ok) throw new Error(`${plan.error.code}: ${plan.error.message}`);
    expect(plan.value).toMatchObject({ id, architecture, libraries: [{ name: 'software.wasm' }] });
    const stored = await install(plan.value, world);
    if (!stored.ok) throw new Error(`${stored.error.code}: ${stored.error.message}`);
    record = stored.value;
    const read = async (name: string): Promise<unknown> => {
      const found = files.find(({ path }) => path === `${id}/${name}`);
      return JSON.parse((await found?.file.text()) ?? '') as unknown;
    };
    const family = FAMILIES.find((one) => one.id === record.family);
    if (family === undefined) throw new Error(`no family ${record.family}`);
    model = await createWebLlmModel({
      identity: { id, manifestSha256: '', library: 'software.wasm', template: record.preset, engine: '', adapter: '' },
      modelUrl: storedModelUrl(modelsUrl, id),
      files: { chatConfig: await read('mlc-chat-config.json'), tokenizer: await read('tokenizer.json'), missing: new Map() },
      family,
      contextTokens: record.contextTokens,
      onProgress: () => {},
    });
  }, 240_000);

  afterAll(() => model?.end());

  test('is stored whole, byte for byte what the golden file was made of', () => {
    expect(record.whole).toBe(true);
    const hashes = Object.fromEntries(record.files.map(({ name, sha256 }) => [name, sha256]));
    expect(hashes).toMatchObject(golden.weights);
    // Not one token again and again.
    expect(new Set(golden.prompts.flatMap(({ tokens }) => tokens)).size).toBeGreaterThan(5);
    expect(record.guard?.tokens).toEqual(golden.prompts.find(({ text }) => text === record.guard?.prompt)?.tokens);
  });

  test.each(golden.prompts)('writes torch’s tokens after $promptTokens tokens: $name', async (prompt) => {
    // With a tie in it, a golden file tells nothing of a library.
    expect(Math.min(...prompt.gaps)).toBeGreaterThan(LEAST_GAP);
    const { promptTokens, tokens, cut } = await model.timed({
      prompt: prompt.text,
      maxTokens: prompt.tokens.length,
      budgetMs: 200_000,
    });
    expect({ promptTokens, tokens, cut }).toEqual({ promptTokens: prompt.promptTokens, tokens: prompt.tokens, cut: false });
  });

  // In `npm test` stored.test.ts ranks with the hybrid one.
  test(
    'ranks a list in the app’s own worker, by its own prompt, and notes when',
    leftToDeep(architecture !== 'qwen2'),
    async () => {
      await model.end();
      const engine = connectEngine({ modelsUrl });
      try {
        const loaded = await engine.load(id);
        if (!loaded.ok) throw new Error(`${loaded.error.code}: ${loaded.error.message}`);
        expect(loaded.value).toMatchObject({ identity: { id, template: record.preset, library: 'software.wasm' } });
        const request = sampleRequest(3);
        const settings = { ...SAMPLE_SETTINGS, ...loaded.value.defaults, thoughtTokens: 8, temperature: 0 };
        const log = await collectEvents(engine.run({ model: loaded.value.identity, request, settings }));
        const end = log.at(-1);
        if (end?.type !== 'run-end') throw new Error('no end');
        expect(end.outcome).toEqual({ type: 'complete' });
        expect([...end.ranking].sort()).toEqual(['d1', 'd2', 'd3']);
        expect((await openShelf(world).get(id))?.lastUsed).not.toBeNull();
      } finally {
        engine.end();
      }
    },
  );
});
