import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenReader } from '../../../../src/engines/webllm/tokens.ts';
import {
  answerOf,
  GLASSRANK,
  longestTokens,
  scriptedCache,
  TINY,
  TINY_END,
  textOf,
  wishful,
  writeGuided,
} from '../../../support/guided-writing.ts';
import { isWholeAnswer } from '../../../support/answer-grammar.ts';
import { logitsAfter } from '../../../support/fake-cache.ts';
import { ownGuide } from '../../../support/own-guide.ts';
import { sized } from '../../../support/profile.ts';

// Text that the guide leaves no choice about is not written token by token: it is told at once, and read as a chunk when the next choice comes.

const texts = [
  'Foxes and owls hunt at night. They sleep by day, in the hollow of a tree.',
  'Bees dance on the comb; the angle tells where the flowers are. Others guard the hive.',
  'A kettle is cleaned with vinegar. It dissolves the lime within an hour.',
];
/** As a run has them: whole sentences. */
const evidence = texts.map((text) => ({
  text,
  quotable: Array.from(text.matchAll(/[^.]+\./gu), ({ 0: sentence, index }) => ({
    from: index + (sentence.startsWith(' ') ? 1 : 0),
    to: index + sentence.length,
    lean: 0,
  })),
}));
const sentences = evidence.map(({ text, quotable }) => quotable.map(({ from, to }) => text.slice(from, to)));
const { thoughtClose } = GLASSRANK;
const prompt = longestTokens('Which animals hunt at night?');
const guideOf = (more: Partial<Parameters<typeof ownGuide>[0]> = {}) =>
  ownGuide({ template: GLASSRANK, count: texts.length, opensThought: true, thoughtTokens: 300, evidence, ...more });

const thought = `[2] says "${sentences[1]?.[0]}", while [1] has "${sentences[0]?.[0]}".`;
const whole = thought + thoughtClose + answerOf([1, 2, 3]);

/** Noise that hangs on all tokens, as a model's own logits do. */
const noisy = (tokens: readonly number[]): Float32Array => logitsAfter(tokens, TINY.length);

describe('text that must come', () => {
  test('is told token by token, read in chunks, and counted apart', async () => {
    const cache = scriptedCache(wishful(whole, prompt.length));
    const { text, end, pieces, ids } = await writeGuided({ prompt, guide: guideOf(), cache });
    expect(text).toBe(whole);
    expect(pieces.length).toBe(ids.length);
    expect(end).toMatchObject({ finish: 'stop', completionTokens: ids.length });
    expect(end.forcedTokens).toBeGreaterThan(ids.length / 2);
    // One reading for each token that was picked: the prompt's, then what stands since the pick before.
    const chosen = ids.length - (end.forcedTokens ?? 0);
    const readings = cache.sizes.filter((size) => size > 0).length;
    expect(readings).toBeLessThanOrEqual(chosen + Math.ceil(ids.length / 16) + 1);
    expect(Math.max(...cache.sizes.slice(2))).toBeGreaterThan(8);
  });

  test('at the end is not read at all: nothing follows it', async () => {
    const cache = scriptedCache(wishful(whole, prompt.length));
    await writeGuided({ prompt, guide: guideOf(), cache });
    // The last pick is the second passage of the answer; what is left is one way to end it.
    const read = textOf(cache.tokens.slice(prompt.length));
    expect(read.endsWith(answerOf([1, 2, 3]).slice(0, read.length))).toBe(false);
    expect(whole.startsWith(read)).toBe(true);
    expect(whole.slice(read.length)).toContain('] > [3]</answer>');
  });

  test('is not told before the prompt has been read', async () => {
    const told: string[] = [];
    let toldBefore = -1;
    const cache = scriptedCache(wishful(answerOf([2, 1, 3]), prompt.length), {
      onRead: () => {
        if (toldBefore < 0) toldBefore = told.length;
      },
    });
    const guide = guideOf({ thoughtTokens: 0 });
    await writeGuided({ prompt, guide, cache, onChunk: (chunk) => told.push(chunk.type) });
    expect(toldBefore).toBe(0);
    // The tag and the answer's opening are read with the prompt.
    expect(cache.sizes[0]).toBeGreaterThan(1);
    expect(textOf(cache.tokens).startsWith(textOf(prompt) + thoughtClose + GLASSRANK.answerOpen)).toBe(true);
  });

  test('of fewer tokens than a chunk is worth is read one by one, without logits but the last', async () => {
    const sizes = async (leastChunk: number): Promise<readonly number[]> => {
      const cache = scriptedCache(wishful(whole, prompt.length));
      const { text } = await writeGuided({ prompt, guide: guideOf(), cache, leastChunk });
      expect(text).toBe(whole);
      return cache.sizes;
    };
    expect((await sizes(2)).includes(0)).toBe(false);
    const few = await sizes(6);
    expect(few.includes(0)).toBe(true);
    expect(few.filter((size) => size > 1 && size < 6)).toEqual([]);
  });

  test.each([
    ['the most tokens', (most: number) => ({ maxTokens: most })],
    ['a full context', (most: number) => ({ contextTokens: prompt.length + most - 1 })],
  ])('is cut by %s where step by step would have cut it', async (_, limit) => {
    const all = await writeGuided({ prompt, guide: guideOf(), cache: scriptedCache(wishful(whole, prompt.length)) });
    for (let most = 1; most < all.ids.length; most += 1) {
      const cut = await writeGuided({
        prompt,
        guide: guideOf(),
        cache: scriptedCache(wishful(whole, prompt.length)),
        ...limit(most),
      });
      expect(cut.ids).toEqual(all.ids.slice(0, most));
      expect(cut.end).toMatchObject({ finish: 'length', completionTokens: most });
      expect(cut.text).toBe(textOf(cut.ids));
    }
  });

  test('ends where a stop is heard, in its middle too, and all that was told stands', async () => {
    const all = await writeGuided({ prompt, guide: guideOf(), cache: scriptedCache(wishful(whole, prompt.length)) });
    for (let after = 1; after < all.pieces.length; after += 1) {
      const cancel = { aborted: false };
      let heard = 0;
      const cache = scriptedCache(wishful(whole, prompt.length));
      const onChunk = (): void => {
        heard += 1;
        cancel.aborted = heard >= after;
      };
      const cut = await writeGuided({ prompt, guide: guideOf(), cache, cancel, onChunk });
      expect(cut.end.finish).toBe('abort');
      expect(whole.startsWith(cut.text)).toBe(true);
      // What is told at once with the first reading cannot be taken back.
      expect(cut.pieces.length).toBeLessThanOrEqual(after + 1);
    }
  });

  test('a thought that is to be skipped closes at once, also inside a quote, and its tag is forced', async () => {
    const signal = { skip: false };
    const guide = guideOf({ wantsSkip: () => signal.skip });
    let told = '';
    const cache = scriptedCache(wishful(whole, prompt.length));
    const { text } = await writeGuided({
      prompt,
      guide,
      cache,
      onChunk: (chunk) => {
        told += chunk.type === 'text' ? chunk.text : '';
        signal.skip = told.includes('"Bees dance');
      },
    });
    expect(guide.skipped).toBe(true);
    expect(text.length).toBeLessThan(whole.length);
    expect(isWholeAnswer(text.slice(text.indexOf(thoughtClose) + thoughtClose.length), texts.length, FORM)).toBe(true);
  });

  test('is left where the thought comes to rest or its budget ends, inside a quote too', async () => {
    const all = await writeGuided({ prompt, guide: guideOf(), cache: scriptedCache(wishful(whole, prompt.length)) });
    const rests = guideOf({ pause: { budget: true, closed: false, settled: (text) => text.includes('the comb') } });
    const settled = await writeGuided({ prompt, guide: rests, cache: scriptedCache(wishful(whole, prompt.length)) });
    expect(rests.paused).toBe('settled');
    expect(settled.end.finish).toBe('stop');
    expect(settled.ids).toEqual(all.ids.slice(0, settled.ids.length));
    expect(settled.text.slice(0, -3)).not.toContain('the comb');
    for (let budget = 1; budget < 40; budget += 1) {
      const guide = guideOf({ thoughtTokens: budget, pause: { budget: true, closed: false } });
      const cut = await writeGuided({ prompt, guide, cache: scriptedCache(wishful(whole, prompt.length)) });
      expect(guide.paused).toBe('budget');
      expect(cut.ids).toEqual(all.ids.slice(0, budget));
    }
  });

  test('samples in turn over one reader are what each would be alone', async () => {
    const shared = scriptedCache(noisy);
    const reader = createTokenReader(shared, (work) => work, 4);
    for (const seed of [1, 2, 3, 4]) {
      const settings = { prompt, temperature: 1, seed };
      const alone = await writeGuided({ ...settings, guide: guideOf({ thoughtTokens: 30 }), cache: scriptedCache(noisy) });
      const inTurn = await writeGuided({ ...settings, guide: guideOf({ thoughtTokens: 30 }), cache: shared, reader });
      expect(inTurn.ids).toEqual(alone.ids);
    }
  });
});

const FORM = { open: GLASSRANK.answerOpen, close: GLASSRANK.answerClose, separator: GLASSRANK.answerSeparator };

/** Thoughts with citations, whole quotes and plain text between them. */
const thoughts = fc
  .array(
    fc.oneof(
      fc.constantFrom(' and', ' so', ',', '.', ' ', ' > ', ' it is', '\n', ';', ' <', ' that'),
      fc.integer({ min: 1, max: 3 }).map((label) => ` [${label}]`),
      fc
        .record({ label: fc.integer({ min: 0, max: 2 }), which: fc.nat(9), after: fc.constantFrom(' ', '.', ',', ')', '" ') })
        .map(({ label, which, after }) => {
          const own = sentences[label] ?? [];
          return ` [${label + 1}] says "${own[which % own.length]}"${after === '" ' ? ' ' : after}`;
        }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));
const orders = fc.shuffledSubarray([1, 2, 3], { minLength: 3 });

describe('writing ahead', () => {
  test('gives the text that step by step gives, whatever a model wants to write', async () => {
    await fc.assert(
      fc.asyncProperty(thoughts, orders, fc.integer(), async (thoughtText, order, noise) => {
        const wish = thoughtText + thoughtClose + answerOf(order);
        const model = wishful(wish, prompt.length, (text, id) => (((noise ^ text.length ^ (id * 7919)) >>> 0) % 13) / 13);
        const [ahead, step] = await Promise.all(
          [true, false].map((jumps) => writeGuided({ prompt, guide: guideOf(), cache: scriptedCache(model), jumps })),
        );
        expect(ahead?.text).toBe(step?.text);
        expect(ahead?.text).toBe(wish);
        expect(step?.end.forcedTokens).toBe(0);
      }),
      { numRuns: sized(600) },
    );
  });

  test('gives the tokens of one reading a token, whatever the model, the seed and the budget', async () => {
    const settings = fc.record({
      seed: fc.nat(2 ** 31 - 1),
      temperature: fc.constantFrom(0, 0.7, 2),
      thoughtTokens: fc.constantFrom(0, 1, 5, 20, 60),
      maxTokens: fc.integer({ min: 1, max: 200 }),
      salt: fc.nat(10_000),
      locked: fc.boolean(),
      prior: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(settings, async ({ seed, temperature, thoughtTokens, maxTokens, salt, locked, prior }) => {
        const model = (tokens: readonly number[]): Float32Array => noisy([salt, ...tokens]);
        const guide = () =>
          ownGuide({
            template: GLASSRANK,
            count: texts.length,
            opensThought: true,
            thoughtTokens,
            ...(locked ? { evidence } : {}),
            ...(prior ? { prior: [2, 0, -1] } : {}),
          });
        const shared = { prompt, seed, temperature, maxTokens };
        const chunks = await writeGuided({ ...shared, guide: guide(), cache: scriptedCache(model) });
        // Nothing is worth a chunk: each token is read alone.
        const single = await writeGuided({ ...shared, guide: guide(), cache: scriptedCache(model), leastChunk: 1000 });
        expect(single.ids).toEqual(chunks.ids);
        expect(single.end.forcedTokens).toBe(chunks.end.forcedTokens);
        expect(chunks.text).toBe(textOf(chunks.ids.filter((id) => id !== TINY_END)));
        if (chunks.end.finish === 'stop') {
          const answer = chunks.text.slice(chunks.text.indexOf(thoughtClose) + thoughtClose.length);
          expect(isWholeAnswer(answer, texts.length, FORM), chunks.text).toBe(true);
        }
      }),
      { numRuns: sized(1000) },
    );
  });
});
