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

describe('a model that would think by itself, kept from it by an empty thought', () => {
  const silenced = '<think>\n\n</think>\n\n';
  const writtenOf = (id: string, opensThought = false): string =>
    outputStart({ preset: preset(id), opensThought, modelTags, silenced }).written;

  test('has it written where the prompt knows no thought', () => {
    expect(outputStart({ preset: preset('rankzephyr'), opensThought: false, modelTags, silenced })).toEqual({
      written: silenced,
      begins: 'answer',
      tags: modelTags,
    });
    const begun = { ...preset('rankzephyr'), prefill: 'Order: ' };
    expect(outputStart({ preset: begun, opensThought: false, modelTags, silenced }).written).toBe(`${silenced}Order: `);
  });

  test('does not have it where the prompt thinks, writes an empty thought itself, is plain text, or a thought stands open', () => {
    expect(writtenOf('instruct-think')).toBe('');
    expect(writtenOf('qwen3-reranker')).toBe('<think>\n\n</think>\n\n');
    expect(writtenOf('rank1')).toBe(preset('rank1').prefill);
    expect(writtenOf('rankzephyr', true)).toBe('</think>');
  });
});
