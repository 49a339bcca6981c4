import { describe, expect, test } from 'vitest';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { outputStart } from '../../../../src/core/run/reader.ts';

const modelTags = { open: '<think>', close: '</think>' };
const startOf = (id: string, opensThought: boolean) => {
  const { written, begins } = outputStart({ preset: preset(id), opensThought, modelTags });
  return [written, begins];
};

describe('a model whose template opens a thought', () => {
  test.each([
    ['glassrank-1', ['', 'thought']],
    ['rank-k', ['', 'thought']],
    ['rankzephyr', ['</think>', 'answer']],
    ['qwen3-reranker', ['\n\n</think>\n\n', 'answer']],
  ])('%s begins at %j', (id, start) => expect(startOf(id, true)).toEqual(start));
});

describe('a model whose template opens none', () => {
  test.each([
    ['reasonrank', ['', 'before']],
    ['rankzephyr', ['', 'answer']],
    ['qwen3-reranker', ['<think>\n\n</think>\n\n', 'answer']],
  ])('%s begins at %j', (id, start) => expect(startOf(id, false)).toEqual(start));
});

test('a plain completion that ends in the opening tag begins inside the thought, whatever the template', () => {
  for (const opensThought of [true, false]) expect(startOf('rank1', opensThought)[1]).toBe('thought');
});
