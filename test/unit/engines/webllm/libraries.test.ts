import { expect, test } from 'vitest';
import { libraryCandidates } from '../../../../src/engines/webllm/libraries.ts';
import type { AdapterSummary } from '../../../../src/engines/engine-client.ts';

const ALL = ['gpu-f16.wasm', 'gpu-subgroups.wasm', 'gpu.wasm', 'software.wasm'];
const adapter = (more: Partial<AdapterSummary>): AdapterSummary => ({
  vendor: '',
  architecture: '',
  device: '',
  description: '',
  software: false,
  shaderF16: false,
  subgroups: false,
  maxBufferBytes: 1,
  maxStorageBuffersPerShaderStage: 10,
  ...more,
});

test.each([
  ['a GPU without features', {}, ['gpu.wasm']],
  ['a GPU with subgroups', { subgroups: true }, ['gpu.wasm', 'gpu-subgroups.wasm']],
  ['a GPU with both', { subgroups: true, shaderF16: true }, ['gpu.wasm', 'gpu-subgroups.wasm', 'gpu-f16.wasm']],
  ['a GPU with half precision alone', { shaderF16: true }, ['gpu.wasm']],
  ['a software adapter with subgroups', { software: true, subgroups: true, shaderF16: true }, ['software.wasm']],
  ['a software adapter without', { software: true }, ['gpu.wasm']],
])('%s gets what it can run, the most demanding last', (_, features, expected) => {
  expect(libraryCandidates(adapter(features), ALL)).toEqual(expected);
});

test('only what the model has is a candidate', () => {
  const every = adapter({ subgroups: true, shaderF16: true });
  expect(libraryCandidates(every, ['gpu.wasm', 'software.wasm'])).toEqual(['gpu.wasm']);
  expect(libraryCandidates(every, ['gpu-f16.wasm', 'gpu.wasm'])).toEqual(['gpu.wasm', 'gpu-f16.wasm']);
  expect(libraryCandidates(every, ['software.wasm'])).toEqual([]);
  expect(libraryCandidates(adapter({ software: true }), ['software.wasm'])).toEqual([]);
  expect(libraryCandidates(adapter({ software: true, subgroups: true }), ['gpu.wasm'])).toEqual(['gpu.wasm']);
});
