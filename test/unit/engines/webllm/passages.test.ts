import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PassageChunk } from '../../../../src/core/run/text-model.ts';
import { passageTokens, readInPassages, scoreTokens } from '../../../../src/engines/webllm/passages.ts';
import { contentPlace, promptPieces } from '../../../../src/engines/webllm/template.ts';
import type { ConversationTemplate } from '../../../../src/engines/webllm/template.ts';
import { createTokenReader } from '../../../../src/engines/webllm/tokens.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { createFakeCache, logitsAfter } from '../../../support/fake-cache.ts';
import { createWordTokenizer } from '../../../support/word-tokenizer.ts';

const CONVERSATION: ConversationTemplate = {
  system_template: 'S:{system_message}\n',
  system_message: '',
  render_empty_system_message: false,
  roles: { user: 'U', assistant: 'A' },
  role_content_sep: ':',
  role_empty_sep: ':',
  seps: ['\n'],
};
const WORDS = ['U', 'A', 'S', ':', '\n', 'q', 'a', 'b', 'c', '[', ']', '1', '2', '3', ' ', '<x>', '<y>'];

/** A prompt of passages, each with the separator behind it. */
function promptOf(
  passages: readonly string[],
  separator = '\n',
  before: readonly { role: 'system' | 'user' | 'assistant'; content: string }[] = [],
) {
  const head = `q${separator}`;
  const lines = passages.map((text, place) => `[${place + 1}]${text}${separator}`);
  const spans: { from: number; to: number }[] = [];
  let at = head.length;
  for (const line of lines) {
    spans.push({ from: at, to: at + line.length });
    at += line.length;
  }
  return {
    messages: [...before, { role: 'user' as const, content: `${head}${lines.join('')}q` }],
    message: before.length,
    passages: spans,
  };
}

describe('the tokens of a prompt whose passages are read one by one', () => {
  const { encode, decode } = createWordTokenizer(WORDS);
  const texts = fc.array(
    fc.array(fc.constantFrom('a', 'b', 'c', ' '), { minLength: 1, maxLength: 5 }).map((parts) => parts.join('')),
    {
      minLength: 1,
      maxLength: 3,
    },
  );

  test('are those of the whole prompt, and every passage ends with its separator', () => {
    const before = fc.constantFrom(
      [],
      [{ role: 'system' as const, content: 'c' }],
      [
        { role: 'system' as const, content: 'c' },
        { role: 'user' as const, content: 'a' },
        { role: 'assistant' as const, content: 'b' },
      ],
    );
    fc.assert(
      fc.property(texts, before, (passages, others) => {
        const prompt = promptOf(passages, '\n', others);
        const found = passageTokens({ conversation: CONVERSATION, prompt, encode });
        const whole = promptPieces(CONVERSATION, prompt.messages).flatMap((piece) => encode(piece));
        expect(found?.tokens).toEqual(whole);
        const borders = found?.borders ?? [];
        expect(borders).toHaveLength(passages.length + 1);
        for (const [place, text] of passages.entries())
          expect(decode(whole.slice(borders[place], borders[place + 1]))).toBe(`[${place + 1}]${text}\n`);
      }),
    );
  });

  test('of a completion are those of its text', () => {
    const prompt = promptOf(['a', 'b']);
    const found = passageTokens({ conversation: CONVERSATION, prompt: { ...prompt, completion: true }, encode });
    expect(decode(found?.tokens ?? [])).toBe(prompt.messages[0]?.content);
    expect(found?.borders).toEqual([2, 7, 12]);
  });

  test.each(['\n[', 'a\n', '\nq'])('are none where the tokenizer has a token %j across a passage’s end', (joined) => {
    const joins = createWordTokenizer([...WORDS, joined]);
    expect(passageTokens({ conversation: CONVERSATION, prompt: promptOf(['ba', 'ba']), encode: joins.encode })).toEqual(
      // A token that holds the end whole is no border crossed.
      joined === 'a\n' ? expect.objectContaining({ borders: expect.any(Array) as unknown }) : null,
    );
  });
});

describe('where a message’s content begins in its piece', () => {
  test.each([
    [{ ...CONVERSATION }, 0],
    [{ ...CONVERSATION, role_templates: { user: '<<{user_message}>>{function_string}' } }, 0],
    [{ ...CONVERSATION, role_templates: { user: '{function_string}<{user_message}>' } }, 0],
    [{ ...CONVERSATION, system_message: 'x', add_role_after_system_message: false }, 0],
  ])('whatever the template puts around it: %#', (conversation, message) => {
    const messages = [{ role: 'user' as const, content: 'the content' }];
    const { piece, at } = contentPlace(conversation, messages, message);
    expect(promptPieces(conversation, messages)[piece]?.slice(at)).toMatch(/^the content/u);
  });
});

describe('the two tokens that a score is told by', () => {
  const { encode, ids } = createWordTokenizer(WORDS);

  test('are ids of the vocabulary, or nothing is told', () => {
    expect(scoreTokens(['<x>', '<y>'], encode)).toEqual(ids('<x>', '<y>'));
    expect(scoreTokens(['<x>', '<x>'], encode)).toBeNull();
    expect(scoreTokens(['<x>', 'ab'], encode)).toBeNull();
    expect(scoreTokens(['', '<y>'], encode)).toBeNull();
  });
});

describe('reading passage by passage', () => {
  const drawn = fc.record({
    lengths: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 6 }),
    chunk: fc.integer({ min: 1, max: 12 }),
    held: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 20 }),
    drops: fc.boolean(),
  });
  const build = (lengths: readonly number[]) => {
    const borders = lengths.map((_, place) => lengths.slice(0, place + 1).reduce((sum, one) => sum + one, 0));
    const tokens = Array.from({ length: (borders.at(-1) ?? 0) + 3 }, (_, at) => (at * 7) % 3);
    return { borders, tokens };
  };
  const passagesOf = (chunks: readonly PassageChunk[]) =>
    chunks.filter((chunk): chunk is Extract<PassageChunk, { type: 'passage' }> => chunk.type === 'passage');

  test('tells the difference of two logits behind each end, whatever was held, and computes nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async ({ lengths, chunk, held, drops }) => {
        const { borders, tokens } = build(lengths);
        const cache = createFakeCache({ chunk, drops });
        const reader = createTokenReader(cache);
        if (held.length > 0) await reader.read(held, { aborted: false });
        const chunks = await collectEvents(
          readInPassages({ tokens, borders, scoredBy: [1, 2], reader, chunk, cancel: { aborted: false } }),
        );
        const passages = passagesOf(chunks);
        expect(passages.map(({ position, tokens: own }) => [position, own])).toEqual(
          lengths.slice(1).map((own, place) => [place, own]),
        );
        for (const { position, score } of passages) {
          const logits = logitsAfter(tokens.slice(0, borders[position + 1]));
          expect(score).toBe((logits[1] ?? NaN) - (logits[2] ?? NaN));
        }
        const read = borders.at(-1) ?? 0;
        const end = chunks.at(-1);
        expect(end).toMatchObject({ type: 'end', promptTokens: read });
        let common = 0;
        while (common < held.length && held[common] === tokens[common]) common += 1;
        const kept = Math.min(common, (borders[1] ?? 0) - 1);
        const cleared = !drops && kept < held.length;
        if (end?.type === 'end') expect(end.computedTokens).toBeLessThanOrEqual(read - (cleared ? 0 : kept));
        // What stands behind is left to whoever writes on.
        expect(cache.tokens).toEqual(tokens.slice(0, read));
        const rest = await reader.read(tokens, { aborted: false });
        expect(rest?.computed).toBe(tokens.length - read);
      }),
    );
  });

  test('a stop is heard between two steps of at most three quarters of a chunk, and what was read until then is held', async () => {
    const { borders, tokens } = build([4, 40, 40]);
    for (let stop = 0; stop < 12; stop += 1) {
      const cache = createFakeCache({ chunk: 16 });
      const reader = createTokenReader(cache);
      const steps: number[] = [];
      const cancel = {
        get aborted() {
          steps.push(cache.tokens.length);
          return steps.length > stop;
        },
      };
      // oxlint-disable-next-line no-await-in-loop
      const chunks = await collectEvents(readInPassages({ tokens, borders, scoredBy: [1, 2], reader, chunk: 16, cancel }));
      for (const [at, length] of steps.entries()) expect(length - (steps[at - 1] ?? length)).toBeLessThanOrEqual(12);
      expect(chunks.some(({ type }) => type === 'end')).toBe(false);
      expect(reader.held).toEqual(tokens.slice(0, cache.tokens.length));
    }
  });

  test('numbers that are none are a failure, not a score', async () => {
    const cache = createFakeCache({ chunk: 8 });
    const broken = {
      ...cache,
      get length() {
        return cache.length;
      },
      append: async (tokens: readonly number[]) => (await cache.append(tokens)).fill(NaN),
    };
    const reading = collectEvents(
      readInPassages({
        ...build([2, 3]),
        scoredBy: [1, 2],
        reader: createTokenReader(broken),
        chunk: 8,
        cancel: { aborted: false },
      }),
    );
    await expect(reading).rejects.toThrow(/NaN/u);
  });
});
