import { describe, expect, it } from 'vitest';
import {
  catalogue,
  contextFor,
  contextsOf,
  knownAt,
  memoryAt,
  readCatalogue,
  unsuited,
  windowsAt,
} from '../../../../src/engines/models/catalogue.ts';
import type { CatalogueVariant } from '../../../../src/engines/models/catalogue.ts';
import { factsOf } from '../../../../src/engines/models/facts.ts';
import { PREBUILT } from '../../../../src/engines/models/prebuilt.ts';
import { prebuiltModels } from '../../../../scripts/prebuilt-models.mjs';

const model = (name: string): ReturnType<typeof catalogue>[number] => {
  const found = catalogue().find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is not offered`);
  return found;
};
const record = (id: string): (typeof PREBUILT)[number] => {
  const found = PREBUILT.find(({ model_id }) => model_id === id);
  if (found === undefined) throw new Error(`WebLLM has no ${id}`);
  return found;
};
const everyVariant: readonly (readonly [string, CatalogueVariant])[] = catalogue().flatMap(({ name, variants }) =>
  variants.map((variant) => [name, variant] as const),
);

describe('the models that are offered', () => {
  it.each([
    'Qwen3-0.6B',
    'Qwen3-1.7B',
    'Qwen3-4B',
    'Qwen3-8B',
    'Qwen3.5-0.8B',
    'Qwen3.5-2B',
    'Qwen3.5-4B',
    'Qwen3.5-9B',
    'DeepSeek-R1-Distill-Qwen-7B',
    'DeepSeek-R1-Distill-Llama-8B',
    'SmolLM2-360M-Instruct',
    'SmolLM2-1.7B-Instruct',
    'Llama-3.2-1B-Instruct',
    'Llama-3.2-3B-Instruct',
    'Ministral-3-3B-Reasoning-2512',
  ])('%s is among them, for GPUs with and without 16-bit code', (name) => {
    expect(model(name).variants.map(({ quantization }) => quantization)).toEqual(['q4f16_1', 'q4f32_1']);
  });

  it('each has a row of its own, the smallest first, and its licence, size and shape are known', () => {
    const names = catalogue().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const sizes = catalogue().map(({ parameters }) => parameters ?? 0);
    expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
    expect(names.filter((name) => factsOf(name) === null)).toEqual([]);
  });

  it('what cannot rank a list is left out, and every record of the list that is left out has a reason', () => {
    const reasons = (id: string): ReturnType<typeof unsuited> => unsuited(record(id));
    expect(reasons('snowflake-arctic-embed-m-q0f32-MLC-b32')).toBe('embedding');
    expect(reasons('Phi-3.5-vision-instruct-q4f16_1-MLC')).toBe('vision');
    expect(reasons('Qwen2.5-Coder-7B-Instruct-q4f16_1-MLC')).toBe('code');
    expect(reasons('Qwen2.5-Math-1.5B-Instruct-q4f16_1-MLC')).toBe('mathematics');
    expect(reasons('Ministral-3-3B-Base-2512-q4f16_1-MLC')).toBe('base');
    expect(reasons('Qwen3-0.6B-q0f16-MLC')).toBe('quantization');
    expect(reasons('Llama-3.1-8B-Instruct-q4f16_1-MLC-1k')).toBe('quantization');
    expect(reasons('Llama-2-7b-chat-hf-q4f16_1-MLC')).toBe('superseded');
    const offered = new Set(everyVariant.map(([, { id }]) => id));
    expect(PREBUILT.filter((one) => (unsuited(one) === null) !== offered.has(one.model_id))).toEqual([]);
  });

  it('a model that this version of the app knows nothing of is offered with what the list says', () => {
    const unknown = {
      model: 'https://example.org/New-5B-Instruct-q4f16_1-MLC',
      model_id: 'New-5B-Instruct-q4f16_1-MLC',
      model_lib: 'https://example.org/New-5B-q4f16_1-webgpu.wasm',
      vram_required_MB: 4000,
      overrides: { context_window_size: 4096 },
    };
    const [read] = readCatalogue([unknown]);
    expect(read).toMatchObject({ name: 'New-5B-Instruct', licence: null, parameters: null, published: null });
    expect(read?.variants[0]).toMatchObject({ memoryBytes: 4e9, downloadBytes: null, features: ['shader-f16'] });
    expect(readCatalogue([{ ...unknown, overrides: { context_window_size: 2048 } }])).toEqual([]);
  });

  it('the built page carries the very list that the installed package holds', async () => {
    const { load } = prebuiltModels();
    if (typeof load !== 'function') throw new TypeError('the plugin has no load function');
    const text: unknown = await load.call({} as never, `${process.cwd()}/src/engines/models/prebuilt.ts`);
    const built: unknown = JSON.parse(String(text).replace('export const PREBUILT = ', '').replace(/;$/, ''));
    expect(built).toEqual(JSON.parse(JSON.stringify(PREBUILT)));
    expect(await load.call({} as never, `${process.cwd()}/src/engines/models/catalogue.ts`)).toBe(null);
  });
});

describe('what a model needs', () => {
  it('is 16-bit code for every q4f16 one, though WebLLM’s own records of Qwen3 do not say so', () => {
    expect(record('Qwen3-4B-q4f16_1-MLC').required_features).toBe(undefined);
    for (const [, { quantization, features }] of everyVariant)
      expect(features.includes('shader-f16')).toBe(quantization === 'q4f16_1');
  });

  it('in memory, is what WebLLM states for its context, and no less than weights and cache', () => {
    for (const [name, variant] of everyVariant) {
      const facts = factsOf(name);
      const stated = (record(variant.id).vram_required_MB ?? 0) * 1e6;
      expect(variant.memoryBytes).toBeGreaterThanOrEqual(stated);
      // A wrong row of the table would show: the shapes alone give WebLLM's figures to within 5 % from below, and 1.8 GB of working memory from above.
      const perWeight = variant.quantization === 'q4f16_1' ? 0.5625 : 0.625;
      const own = (facts?.parameters ?? 0) * perWeight + (variant.bytesPerToken ?? 0) * variant.contextTokens;
      expect(own / stated, name).toBeLessThan(1.06);
      expect(stated - own, name).toBeLessThan(1.8e9);
    }
  });

  it.each([
    ['Llama-3.1-8B-Instruct-q4f16_1-MLC', 'Llama-3.1-8B-Instruct'],
    ['Llama-3.1-8B-Instruct-q4f32_1-MLC', 'Llama-3.1-8B-Instruct'],
    ['Phi-3.5-mini-instruct-q4f16_1-MLC', 'Phi-3.5-mini-instruct'],
    ['Phi-3.5-mini-instruct-q4f32_1-MLC', 'Phi-3.5-mini-instruct'],
    ['gemma-2-2b-it-q4f16_1-MLC', 'gemma-2-2b-it'],
  ])('grows with the context as between WebLLM’s own two records of %s', (id, name) => {
    const stated = ((record(id).vram_required_MB ?? 0) - (record(`${id}-1k`).vram_required_MB ?? 0)) * 1e6;
    const variant = model(name).variants.find((one) => one.id === id);
    if (variant === undefined) throw new Error(id);
    const reckoned = (memoryAt(variant, 4096) ?? 0) - (memoryAt(variant, 1024) ?? 0);
    expect(Math.abs(reckoned / stated - 1)).toBeLessThan(0.05);
  });

  it('as its largest buffer, is the token embedding, as where WebLLM states it', () => {
    const { shape } = factsOf('gemma-4-E2B-it') ?? {};
    expect(((shape?.vocabulary ?? 0) * (shape?.hidden ?? 0)) / 2).toBe(
      record('gemma-4-E2B-it-q4f16_1-MLC').buffer_size_required_bytes,
    );
    expect(model('Qwen3-8B').variants[0]?.largestBufferBytes).toBe((151_936 * 4096) / 2);
  });

  it('to be fetched, is less than in memory, and about what the hub shows', () => {
    for (const [name, { downloadBytes, memoryBytes }] of everyVariant) expect(downloadBytes, name).toBeLessThan(memoryBytes);
    // The folder of Llama-3.2-1B-Instruct-q4f16_1-MLC on the hub: about 0.71 GB with its library.
    expect((model('Llama-3.2-1B-Instruct').variants[0]?.downloadBytes ?? 0) / 1e9).toBeCloseTo(0.71, 1);
  });

  it('another context’s memory is not guessed where the shape is not known', () => {
    const unknown = model('gemma-4-E2B-it');
    expect(unknown.variants.map((variant) => [memoryAt(variant, 4096), memoryAt(variant, 8192)])).toEqual(
      unknown.variants.map(({ memoryBytes }) => [memoryBytes, null]),
    );
    expect(contextsOf(unknown)).toEqual([4096]);
    expect(contextsOf(model('SmolLM2-360M-Instruct'))).toEqual([4096, 8192]);
    expect(contextsOf(model('Qwen3-4B'))).toEqual([4096, 8192, 16_384]);
  });
});

describe('the context that a model is loaded with', () => {
  it('is the wanted one, or the longest below it that the model has', () => {
    const small = model('SmolLM2-360M-Instruct');
    expect([2048, 4096, 6000, 8192, 16_384].map((wanted) => contextFor(small, wanted))).toEqual([4096, 4096, 4096, 8192, 8192]);
    expect(contextFor(model('gemma-4-E2B-it'), 16_384)).toBe(4096);
    const { repository } = small.variants[0] ?? {};
    expect(knownAt(catalogue(), repository ?? '', 16_384)?.contextTokens).toBe(8192);
  });
});

describe('how a model is asked', () => {
  it('is by the preset of its family, with thoughts where it thinks', () => {
    expect(model('Qwen3-4B')).toMatchObject({
      presetReason: 'thinks',
      family: { id: 'qwen3' },
      preset: { id: 'instruct-think' },
    });
    expect(model('Llama-3.2-3B-Instruct')).toMatchObject({ presetReason: 'direct', family: { thought: null } });
    expect(model('Ministral-3-3B-Reasoning-2512').family.thought?.open).toBe('[THINK]');
  });

  it('fits each model’s smallest context: ten passages a window, and a thought where it thinks', () => {
    for (const one of catalogue()) {
      const fit = windowsAt(one, Math.min(...contextsOf(one)));
      expect(fit, one.name).toMatchObject({ windowSize: 10, cut: [] });
      expect((fit?.thoughtTokens ?? 0) > 0).toBe(one.presetReason === 'thinks');
    }
  });
});

describe('what an installation is told', () => {
  it.each([
    'https://huggingface.co/mlc-ai/Qwen3-4B-q4f16_1-MLC',
    'https://huggingface.co/mlc-ai/Qwen3-4B-q4f16_1-MLC/',
    ' https://huggingface.co/mlc-ai/qwen3-4b-q4f16_1-mlc/tree/main?x=1 ',
    'huggingface.co/mlc-ai/Qwen3-4B-q4f16_1-MLC/resolve/main/',
  ])('is the same for %s as for the row of the list', (url) => {
    expect(knownAt(catalogue(), url, 8192)).toEqual({
      id: 'Qwen3-4B-q4f16_1-MLC',
      title: 'Qwen3-4B',
      name: 'Qwen3-4B',
      libraries: [{ url: record('Qwen3-4B-q4f16_1-MLC').model_lib, needs: ['shader-f16'] }],
      contextTokens: 8192,
      licence: 'Apache-2.0',
    });
  });

  it('is nothing for an address that is not of the list', () => {
    expect(knownAt(catalogue(), 'https://huggingface.co/mlc-ai/Qwen3-4B-q4f16_1-MLC-other')).toBe(null);
    expect(knownAt(catalogue(), 'https://example.org/mlc-ai/Qwen3-4B-q4f16_1-MLC')).toBe(null);
    expect(knownAt(catalogue(), '')).toBe(null);
  });
});
