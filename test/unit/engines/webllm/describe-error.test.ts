import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { describeError, EngineError } from '../../../../src/engines/webllm/describe-error.ts';

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

describe('describeError', () => {
  test.each([
    [named('DeviceLostError', 'The WebGPU device was lost'), 'gpu-lost'],
    [named('ContextWindowSizeExceededError', 'Prompt tokens exceed'), 'context-overflow'],
    [named('ShaderF16SupportError', 'needs f16'), 'device-too-small'],
    [named('WebGPUNotAvailableError', 'none'), 'no-webgpu'],
    [new DOMException('full', 'QuotaExceededError'), 'quota'],
    [new Error('Unable to find a compatible GPU. This issue might be'), 'no-adapter'],
    [new Error('Cannot initialize runtime because of requested maxStorageBuffersPerShaderStage'), 'device-too-small'],
    [new RangeError('Array buffer allocation failed'), 'out-of-memory'],
    [new DOMException('A valid external Instance reference no longer exists.', 'OperationError'), 'gpu-lost'],
    [new TypeError('Failed to fetch'), 'download-failed'],
    [new EngineError({ code: 'out-of-memory', message: 'as it was', retry: true }), 'out-of-memory'],
    [new Error('something else'), 'engine-failed'],
    ['a string', 'engine-failed'],
    [undefined, 'engine-failed'],
    [new Error(''), 'engine-failed'],
  ])('%s', (error, code) => {
    const info = describeError(error);
    expect(info.code).toBe(code);
    expect(info.message).not.toBe('');
  });

  test('the messages and classes that are recognised are still those of the installed WebLLM', () => {
    const source = readFileSync('node_modules/@mlc-ai/web-llm/lib/index.js', 'utf8');
    for (const name of [
      'WebGPUNotAvailableError',
      'WebGPUNotFoundError',
      'FeatureSupportError',
      'ShaderF16SupportError',
      'DeviceLostError',
      'ContextWindowSizeExceededError',
    ]) {
      expect(source.includes(`this.name = "${name}"`), name).toBe(true);
    }
    for (const words of ['Unable to find a compatible GPU', 'Cannot initialize runtime because of requested'])
      expect(source.includes(words), words).toBe(true);
  });
});
