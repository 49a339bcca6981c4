import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRESETS, preset } from '../../../../src/core/preset/built-in.ts';
import { fitPreset, fitTo, presetFor } from '../../../../src/core/preset/choose.ts';
import { familyOf, familyTaughtWith } from '../../../../src/core/preset/families.ts';
import { presetPrompt } from '../../../../src/core/preset/prompt.ts';
import { docId } from '../../../../src/core/request.ts';

describe('the prompt that a model is asked by', () => {
  test.each([
    ['hltcoe/Rank-K-32B', 'rank-k'],
    ['Rank-K-32B-Q4_K_M.gguf', 'rank-k'],
    ['/models/liuwenhan/reasonrank-32B', 'reasonrank'],
    ['reasonrank-7B-q4f16_1-MLC', 'reasonrank'],
    ['reasonrank-8B-AWQ', 'reasonrank-8b'],
    ['rank1-7b-IQ4_XS.gguf', 'rank1'],
    ['Qwen3-Reranker-4B', 'qwen3-reranker'],
    ['glassrank-135m-q4f32_1', 'glassrank-2'],
    ['glassrank-135m.gguf', 'glassrank-2'],
  ])('%s was trained with %s, and is asked so byte for byte', (name, id) => {
    const choice = presetFor({ name });
    expect([choice.preset, choice.reason]).toEqual([preset(id), 'trained']);
  });

  test('of before belongs to the same family as today’s', () => {
    for (const id of ['glassrank-1', 'glassrank-2']) expect(familyTaughtWith(id)?.id).toBe('glassrank');
    expect(familyTaughtWith('rankgpt')?.id).toBe(undefined);
  });

  test('is each trained model’s own, by its public name', () => {
    for (const one of PRESETS) for (const name of one.models) expect(presetFor({ name }).preset.id).toBe(one.id);
  });

  test('is not another model’s whose name begins in the same way', () => {
    expect(presetFor({ name: 'reasonrank-70B' }).reason).not.toBe('trained');
    expect(presetFor({ name: 'rank1-7b-chat' }).reason).not.toBe('trained');
  });

  test('is the general one that fits how its family writes, with its tags and its recommended sampling', () => {
    const thinks = presetFor({ name: 'Qwen3-4B' });
    expect([thinks.preset, thinks.reason, thinks.sampling.temperature]).toEqual([preset('instruct-think'), 'thinks', 0.6]);
    expect(presetFor({ name: 'Llama-3.2-3B-Instruct' })).toMatchObject({ preset: { id: 'instruct-direct' }, reason: 'direct' });
    const tags = presetFor({ name: 'Ministral-3-3B-Reasoning-2512' });
    expect(tags.preset.thought).toMatchObject({ open: '[THINK]', close: '[/THINK]' });
    const said = tags.preset.messages.map(({ content }) => content).join('');
    expect(said).toContain('between [THINK] and [/THINK]');
    expect(said).not.toContain('<think>');
  });

  test('stays byte for byte where a model was trained with it, whatever the family’s tags are', () => {
    for (const one of PRESETS.filter(({ models }) => models.length > 0))
      expect(fitPreset(one, familyOf({ name: 'Magistral-Small' }))).toBe(one);
  });
});

describe('window, cut and thought for a context', () => {
  test('are the preset’s own where they fit', () => {
    expect(fitTo({ preset: preset('reasonrank'), context: 32_768, count: 100 })).toMatchObject({
      windowSize: 20,
      windowStride: 10,
      passageWords: null,
      thoughtTokens: 3072,
      cut: [],
    });
  });

  test('say what was made smaller where they do not, passages first', () => {
    expect(fitTo({ preset: preset('reasonrank'), context: 8192, count: 100 })?.cut[0]).toBe('passages');
    expect(fitTo({ preset: preset('rank-k'), context: 4096, count: 100 })?.cut).toEqual(['passages', 'window', 'thought']);
    expect(fitTo({ preset: preset('rank-k'), context: 64, count: 100 })).toBeNull();
  });

  test('never go over the context, for any prompt, list and texts of the words that they were made for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PRESETS),
        fc.integer({ min: 256, max: 40_000 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 16 }),
        (asked, context, count, wordLength) => {
          const fit = fitTo({ preset: asked, context, count });
          if (fit === null) return;
          expect(fit.tokens).toBeLessThanOrEqual(context);
          expect(fit.windowStride).toBeLessThanOrEqual(fit.windowSize);
          expect(fit.windowSize).toBeLessThanOrEqual(count);
          // The prompt as it is really written; a token for two characters, as for the worst of languages that the estimate is made for.
          const one = asked.question === 'relevance' ? 1 : Math.min(fit.windowSize, 26);
          const word = 'w'.repeat(wordLength);
          const tokens = (text: string): number => text.split(/\s+/u).filter((piece) => piece !== '').length * 2;
          const written = presetPrompt({
            preset: asked,
            query: 'what is it',
            candidates: Array.from({ length: one }, (_, place) => ({
              docId: docId(`d${place}`),
              text: Array.from({ length: 600 }, () => word).join(' '),
              windowFrom: null,
            })),
            buckets: Array.from({ length: one }, () => 5),
            take: 1,
            ...(fit.passageWords === null ? {} : { words: fit.passageWords }),
            countTokens: tokens,
            fits: () => true,
          });
          if (!written.ok) throw new Error(written.error.message);
          const used = written.value.messages.reduce((sum, { content }) => sum + tokens(content), 0);
          expect(used + fit.thoughtTokens).toBeLessThanOrEqual(context);
        },
      ),
      // Found: a turn for each passage, and words of one letter where passages are cut by characters.
      {
        examples: [
          [preset('rearank'), 2522, 3, 1],
          [preset('rearank'), 2938, 4, 1],
        ],
      },
    );
  });

  test('grow with the context, never shrink', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PRESETS),
        fc.integer({ min: 256, max: 30_000 }),
        fc.nat({ max: 5000 }),
        (asked, context, more) => {
          const small = fitTo({ preset: asked, context, count: 50 });
          const large = fitTo({ preset: asked, context: context + more, count: 50 });
          if (small === null) return;
          expect(large).not.toBeNull();
          expect(large?.cut.length ?? 9).toBeLessThanOrEqual(small.cut.length);
        },
      ),
    );
  });
});
