import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfBits, halfValue } from '../../../../src/engines/wasm/half.ts';
import { transcode } from '../../../../src/engines/wasm/transcode.ts';
import { readGguf } from '../../../support/read-gguf.ts';
import { mlcModel, mlcTensors, randomMlcModel } from '../../../support/mlc-model.ts';
import golden from '../../../fixtures/gguf/test-tiny.json' with { type: 'json' };
import catalog from '../../../../src/engines/webllm/model-catalog.json' with { type: 'json' };
import transcoded from '../../../../src/engines/wasm/transcoded.json' with { type: 'json' };

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a model of ours, written anew for llama.cpp', () => {
  const model = mlcModel('test-tiny');
  const written = transcode(model);
  const file = readGguf(written.bytes);

  it('is made of the weights that the golden list was made of', () => {
    for (const [name, hash] of Object.entries(golden.weights))
      expect(sha256(readFileSync(`public/models/test-tiny/${name}`)), name).toBe(hash);
  });

  it('has the tensors of the pipeline’s own writer, byte for byte and in its order', () => {
    const found = file.tensors.map(({ name, shape, kind, bytes }) => ({ name, shape, kind, sha256: sha256(bytes) }));
    expect(found).toEqual(golden.tensors);
  });

  it('says which vocabulary, shape and words it has', () => {
    expect(file.metadata).toMatchObject({
      'general.architecture': 'llama',
      'llama.block_count': 2,
      'llama.attention.head_count': 4,
      'llama.attention.head_count_kv': 2,
      'llama.vocab_size': 768,
      'tokenizer.ggml.model': 'gpt2',
      'tokenizer.ggml.pre': 'smollm',
      'tokenizer.ggml.eos_token_id': 2,
      'tokenizer.ggml.add_bos_token': false,
    });
    expect(file.metadata['tokenizer.ggml.tokens']).toHaveLength(768);
  });

  it('has no scale that float16 does not hold', () => {
    expect(written.inexactScales).toBe(0);
    expect(written.scales).toBeGreaterThan(20_000);
  });

  it('is the same bytes every time', () => {
    expect(sha256(transcode(model).bytes)).toBe(sha256(written.bytes));
  });
});

describe('any model of these kinds', () => {
  it('computes with the same numbers, whatever its digits, where float16 holds the scales', () => {
    fc.assert(
      fc.property(randomMlcModel(), ({ model, exact }) => {
        const before = mlcTensors(model);
        const { bytes, inexactScales } = transcode(model);
        const after = new Map(readGguf(bytes).tensors.map((tensor) => [tensor.name, tensor.values()]));
        expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted());
        if (exact) expect(inexactScales).toBe(0);
        for (const [name, { values, mostError }] of before) {
          const found = after.get(name) ?? [];
          expect(found).toHaveLength(values.length);
          const worst = values.reduce((most, value, at) => Math.max(most, Math.abs(value - (found[at] ?? NaN))), 0);
          expect(worst, name).toBeLessThanOrEqual(exact ? 0 : mostError);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('has its scales rounded to the nearest float16', () => {
    fc.assert(
      fc.property(fc.double({ min: -70_000, max: 70_000, noNaN: true }), (drawn) => {
        const value = Math.fround(drawn);
        const half = halfValue(halfBits(value));
        if (Math.abs(value) >= 65_520) {
          expect(Math.abs(half)).toBe(Infinity);
          return;
        }
        const step = Math.max(2 ** -24, 2 ** (Math.floor(Math.log2(Math.abs(value) || 1)) - 10));
        expect(Math.abs(half - value)).toBeLessThanOrEqual(step / 2);
        expect(halfValue(halfBits(half))).toBe(half);
      }),
    );
    for (let bits = 0; bits < 0x7c_00; bits += 1) expect(halfBits(halfValue(bits))).toBe(bits);
  });

  it.each([
    [
      'another architecture',
      { config: { model_type: 'gemma2', model_config: {}, context_window_size: 8 } },
      'unknown-architecture',
    ],
    ['a shard that is too short', { shards: new Map([['params_shard_0.bin', new Uint8Array(1000)]]) }, 'model-incomplete'],
    ['no shard at all', { shards: new Map() }, 'model-incomplete'],
  ])('is refused by name where it has %s', (_what, change, code) => {
    expect(() => transcode({ ...mlcModel('test-tiny'), ...change })).toThrow(
      expect.objectContaining({ info: expect.objectContaining({ code }) }),
    );
  });

  it('is refused where its words are cut in a way that llama.cpp has no name for', () => {
    const model = mlcModel('test-tiny');
    const tokenizer = { ...(model.tokenizer as object), pre_tokenizer: { type: 'Whitespace' } };
    expect(() => transcode({ ...model, tokenizer })).toThrow(/tokenizer/);
  });
});

describe('the list of what the models of the catalog become', () => {
  it.each(transcoded.models)(
    '$id is there as it is made today (else: node scripts/transcoded.mjs)',
    ({ id, ...listed }) => {
      const { bytes, scales, inexactScales } = transcode(mlcModel(id));
      const manifestSha256 = sha256(readFileSync(`public/models/${id}/manifest.json`));
      expect(listed).toEqual({ manifestSha256, bytes: bytes.length, sha256: sha256(bytes), scales, inexactScales });
    },
    180_000,
  );

  it('holds every model of the catalog', () => {
    expect(transcoded.models.map(({ id }) => id)).toEqual(catalog.models.map(({ id }) => id));
  });
});
