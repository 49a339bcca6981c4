import { describe, expect, test } from 'vitest';
import { FAMILIES, family, familyOf } from '../../../../src/core/preset/families.ts';
import { PRESETS } from '../../../../src/core/preset/built-in.ts';

describe('the family of a model', () => {
  test.each([
    ['Qwen/Qwen3-4B', 'qwen3'],
    ['Qwen3-0.6B-q4f16_1-MLC', 'qwen3'],
    ['Qwen3-4B-Thinking-2507', 'qwen3-thinking'],
    ['Qwen3-4B-Instruct-2507-GGUF', 'qwen3-instruct'],
    ['Qwen3.5-4B', 'qwen3.5'],
    ['Qwen2.5-Coder-1.5B-Instruct', 'qwen2.5'],
    ['DeepSeek-R1-Distill-Qwen-7B-q4f16_1-MLC', 'deepseek-r1'],
    ['DeepSeek-R1-Distill-Llama-8B', 'deepseek-r1'],
    ['HuggingFaceTB/SmolLM3-3B', 'smollm3'],
    ['SmolLM2-360M-Instruct', 'smollm2'],
    ['Ministral-3-3B-Reasoning-2512', 'mistral-reasoning'],
    ['Magistral-Small-2509', 'mistral-reasoning'],
    ['Ministral-3-3B-Instruct-2512', 'mistral'],
    ['openai/gpt-oss-20b', 'gpt-oss'],
    ['Llama-3.2-3B-Instruct', 'llama-3'],
    ['hltcoe/Rank-K-32B', 'qwq'],
    ['liuwenhan/reasonrank-7B', 'qwen2.5'],
    ['liuwenhan/reasonrank-8B', 'qwen3'],
    ['glassrank-135m-q4f32_1', 'glassrank'],
    ['something-else', 'plain'],
  ])('%s is %s', (name, id) => {
    expect(familyOf({ name }).id).toBe(id);
  });

  test('of a trained model is told by its public name', () => {
    for (const name of PRESETS.flatMap(({ models }) => models)) {
      if (!/vicuna/i.test(name)) expect([name, familyOf({ name }).id]).not.toEqual([name, 'plain']);
    }
  });

  test('of an unknown name is told by what its chat template speaks of', () => {
    expect(familyOf({ name: 'x', template: '{{ "[THINK]" }}' }).thought).toEqual({ open: '[THINK]', close: '[/THINK]' });
    expect(familyOf({ name: 'x', template: "{{ '<|channel|>' }}" }).id).toBe('gpt-oss');
    expect(familyOf({ name: 'x', template: "{{ '<think>' }}" }).id).toBe('thinking');
    expect(familyOf({ name: 'x', template: "{{ '<|im_start|>' }}" }).thought).toBeNull();
  });

  test('is corrected by the rendered prompt: one that ends in the opening tag opens the thought, one that does not does not', () => {
    expect(familyOf({ name: 'Qwen3-4B', prompt: '<|im_start|>assistant\n<think>\n' }).opensThought).toBe(true);
    expect(familyOf({ name: 'QwQ-32B', prompt: '<|im_start|>assistant\n' }).opensThought).toBe(false);
    const unknown = familyOf({ name: 'x', prompt: 'assistant: <think>' });
    expect([unknown.opensThought, unknown.thought?.close]).toEqual([true, '</think>']);
  });

  test('is told by a template’s own end where no prompt was rendered, but not where a branch decides', () => {
    const opens = "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n<think>\\n' }}{% endif %}";
    expect(familyOf({ name: 'QwQ-32B', template: opens }).opensThought).toBe(true);
    expect(familyOf({ name: 'Qwen3-4B', template: opens }).opensThought).toBe(true);
    const branch =
      "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% if enable_thinking is false %}{{ '<think>\\n\\n</think>\\n\\n' }}{% endif %}{% endif %}";
    expect(familyOf({ name: 'Qwen3-4B', template: branch })).toMatchObject({
      opensThought: false,
      silence: { by: 'template', name: 'enable_thinking' },
    });
  });
});

test('every row of the table is whole: tags that differ, figures in their ranges, an id of its own', () => {
  expect(new Set(FAMILIES.map(({ id }) => id)).size).toBe(FAMILIES.length);
  for (const one of FAMILIES) {
    expect(family(one.id)).toBe(one);
    if (one.thought !== null) expect(one.thought.open).not.toBe(one.thought.close);
    if (one.opensThought) expect(one.thought).not.toBeNull();
    if (one.thought === null) expect(one.sampling.thinking).toBeNull();
    expect(one.sampling.thinking ?? one.sampling.direct).not.toBeNull();
    expect(one.contextTokens).toBeGreaterThanOrEqual(4096);
  }
});
