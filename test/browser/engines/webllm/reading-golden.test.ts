import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MODEL_CATALOG } from '../../../../src/engines/webllm/catalog.ts';
import { probeAdapter } from '../../../../src/engines/webllm/adapter.ts';
import { webLlmLoader } from '../../../../src/engines/webllm/load.ts';
import { aloneInPrompt, placedPassages } from '../../../../src/core/preset/passage-places.ts';
import type { PlacedPassages } from '../../../../src/core/preset/passage-places.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { presetPrompt } from '../../../../src/core/preset/prompt.ts';
import type { PresetPrompt } from '../../../../src/core/preset/prompt.ts';
import { docId } from '../../../../src/core/request.ts';
import type { PassageChunk, TextModel } from '../../../../src/core/run/text-model.ts';
import { deep } from '../../../support/profile.ts';

/** What `python -m models.verify.reading_golden` writes: torch in float32 on the dequantized weights. */
interface ReadingGolden {
  /** What the scores are read off, higher first: of weights that were never taught any, two words. */
  readonly tokenTexts: readonly [string, string];
  readonly lists: readonly {
    readonly query: string;
    readonly passages: readonly string[];
    /** Joined: the prompt up to the last passage's line break; the first piece with what the conversation puts before it. */
    readonly pieces: readonly string[];
    /** Places of the line breaks among its tokens, from 0. */
    readonly ends: readonly number[];
    readonly scores: readonly number[];
    /** Of each passage alone behind the query; of a large model's long lists not reckoned. */
    readonly apart?: readonly number[];
  }[];
}

/** One file for each model that reads scores, by its id: test/fixtures/reading/ID.json. Where there is none there is nothing to hold against torch. */
const files = import.meta.glob<ReadingGolden>('../../../fixtures/reading/*.json', { import: 'default', eager: true });
/** The browser adds the same numbers in another order; a score is the difference of two logits of about 1. */
const TOLERANCE = 0.02;
const HEAD = '<|im_start|>user\n';
const asked = preset('glassrank-2');

const byFalling = (scores: readonly number[]): readonly number[] =>
  scores.map((_, place) => place).toSorted((one, other) => (scores[other] ?? NaN) - (scores[one] ?? NaN));

test('every golden file is of a model that ships', () => {
  const ids = Object.keys(files).map((path) => /([^/]+)\.json$/u.exec(path)?.[1] ?? path);
  expect(MODEL_CATALOG.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
});

describe.each(Object.entries(files).map(([path, golden]) => [/([^/]+)\.json$/u.exec(path)?.[1] ?? path, golden] as const))(
  'reading scores of %s are torch’s',
  { timeout: 1_200_000 },
  (modelId, golden) => {
    let model: TextModel & { end(): Promise<void> };
    const seen: { readonly largest: number; readonly sameOrder: boolean }[] = [];
    beforeAll(async () => {
      const adapter = await probeAdapter(Reflect.get(navigator, 'gpu'), isSecureContext);
      if (!adapter.ok) throw new Error(adapter.error.message);
      const options = { modelsUrl: new URL('/models/', location.href).href, library: 'software' };
      const load = webLlmLoader({ catalog: MODEL_CATALOG });
      const loaded = await load({ modelId, options, adapter: adapter.value, onEvent: () => {} });
      if (!loaded.ok) throw new Error(loaded.error.message);
      model = loaded.value.model as typeof model;
    }, 600_000);
    afterAll(async () => {
      const largest = Math.max(...seen.map((one) => one.largest)).toFixed(4);
      console.log(
        `${modelId}: largest difference ${largest}; the same order in ${seen.filter((one) => one.sameOrder).length} of ${seen.length} lists`,
      );
      await model.end();
    });

    function promptOf(query: string, passages: readonly string[]): PresetPrompt {
      const prompt = presetPrompt({
        preset: asked,
        query,
        candidates: passages.map((text, place) => ({ docId: docId(`d${place}`), text, windowFrom: null })),
        buckets: passages.map(() => 5),
        words: 100_000,
        countTokens: (text) => model.countTokens(text),
        fits: () => true,
      });
      if (!prompt.ok) throw new Error(prompt.error.message);
      return prompt.value;
    }

    async function read(placed: PlacedPassages): Promise<readonly PassageChunk[]> {
      const chunks: PassageChunk[] = [];
      const asking = { ...placed, tokens: golden.tokenTexts, cancel: { aborted: false } };
      for await (const chunk of model.readPassages?.(asking) ?? []) chunks.push(chunk);
      return chunks;
    }

    test('there are twenty lists, and their scores differ by more than both may be off', () => {
      expect(golden.lists).toHaveLength(20);
      for (const { scores } of golden.lists) expect(Math.max(...scores) - Math.min(...scores)).toBeGreaterThan(4 * TOLERANCE);
    });

    // A software renderer reads some thirty tokens a second: all twenty are for the deep profile.
    test.each(
      golden.lists.slice(0, deep ? 20 : modelId === 'test-tiny' ? 3 : 1).map((list, place) => [place + 1, list] as const),
    )('of list %d, at the same places, in the same order', async (_, { query, passages, pieces, ends, scores }) => {
      const placed = placedPassages(promptOf(query, passages), asked);
      if (placed === null) throw new Error('no places');
      const content = placed.messages[placed.message]?.content ?? '';
      expect(HEAD + content.slice(0, placed.passages.at(-1)?.to)).toBe(pieces.join(''));
      expect(placed.passages.map(({ from, to }) => content.slice(from, to))).toEqual(pieces.slice(1));

      const chunks = await read(placed);
      const found = chunks.filter((chunk) => chunk.type === 'passage');
      expect(chunks.at(-1)).toMatchObject({ type: 'end', promptTokens: (ends.at(-1) ?? NaN) + 1 });
      expect(found.slice(1).map((chunk) => chunk.tokens)).toEqual(ends.slice(1).map((end, place) => end - (ends[place] ?? 0)));
      seen.push({
        largest: Math.max(...found.map(({ score }, place) => Math.abs(score - (scores[place] ?? NaN)))),
        sameOrder: String(byFalling(found.map(({ score }) => score))) === String(byFalling(scores)),
      });
      for (const [place, { score }] of found.entries())
        expect(Math.abs(score - (scores[place] ?? NaN)), `passage ${place + 1}`).toBeLessThan(TOLERANCE);
      // The same order wherever the scores are further apart than both may be off.
      for (const [one, { score }] of found.entries())
        for (const [other, { score: second }] of found.entries())
          if ((scores[one] ?? NaN) - (scores[other] ?? NaN) > 2 * TOLERANCE) expect(score).toBeGreaterThan(second);
    });

    const alone = golden.lists.flatMap(({ query, passages, apart }, place) =>
      apart === undefined ? [] : [[place + 1, { query, passages, apart }] as const],
    );
    test.each(deep ? alone : modelId === 'test-tiny' ? alone.slice(0, 1) : [])(
      'of list %d read each passage apart, in whatever order they come',
      async (_, { query, passages, apart }) => {
        const prompt = promptOf(query, passages);
        for (const place of passages.map((__, at) => at).toReversed()) {
          const placed = aloneInPrompt(prompt, place, { preset: asked, take: 1 });
          if (placed === null) throw new Error('no prompt');
          const [first] = await read(placed);
          if (first?.type !== 'passage') throw new Error('nothing was read');
          expect(Math.abs(first.score - (apart[place] ?? NaN)), `passage ${place + 1}`).toBeLessThan(TOLERANCE);
        }
      },
    );
  },
);
