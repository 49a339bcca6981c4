import type { StoredModel } from '../../src/engines/models/stored.ts';

/** A stored model's record: a hybrid model of four thousand million weights, never used. */
export const STORED_MODEL: StoredModel = {
  schema: 1,
  id: 'Qwen3-4B-q4f32_1-MLC',
  title: 'Qwen3 4B',
  name: 'Qwen3-4B',
  source: { type: 'hub', url: 'https://hub.example/mlc/Qwen3-4B-q4f32_1-MLC' },
  family: 'qwen3',
  preset: 'instruct-think',
  quantization: 'q4f32_1',
  contextTokens: 4096,
  licence: 'Apache-2.0',
  libraries: [{ name: 'Qwen3-4B-q4f32_1-webgpu.wasm', needs: [] }],
  files: [{ name: 'params_shard_0.bin', bytes: 2_300_000_000, sha256: '0'.repeat(64), checkedBy: 'hub' }],
  manifestSha256: '1'.repeat(64),
  bytes: 2_300_000_000,
  added: '2026-01-01T00:00:00.000Z',
  lastUsed: null,
  whole: true,
};
