import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MODEL_CATALOG } from '../../../../src/engines/webllm/catalog.ts';
import { probeAdapter } from '../../../../src/engines/webllm/adapter.ts';
import { webLlmLoader } from '../../../../src/engines/webllm/load.ts';
import { placedPassages } from '../../../../src/core/preset/passage-places.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { presetPrompt } from '../../../../src/core/preset/prompt.ts';
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
  }[];
}

/** One file for each model that reads scores, by its id: test/fixtures/reading/ID.json. Where there is none there is nothing to hold against torch. */
const files = import.meta.glob<ReadingGolden>('../../../fixtures/reading/*.json', { import: 'default', eager: true });
/** The browser adds the same numbers in another order; a score is the difference of two logits of about 1. */
const TOLERANCE = 0.02;
const HEAD = '<|im_start|>user\n';
const asked = preset('glassrank-2');

test('every golden file is of a model that ships', () => {
  const ids = Object.keys(files).map((path) => /([^/]+)\.json$/u.exec(path)?.[1] ?? path);
  expect(MODEL_CATALOG.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
});

describe.each(Object.entries(files).map(([path, golden]) => [/([^/]+)\.json$/u.exec(path)?.[1] ?? path, golden] as const))(
  'reading scores of %s are torch’s',
  { timeout: 1_200_000 },
  (modelId, golden) => {
    let model: TextModel & { end(): Promise<void> };
    beforeAll(async () => {
      const adapter = await probeAdapter(Reflect.get(navigator, 'gpu'), isSecureContext);
      if (!adapter.ok) throw new Error(adapter.error.message);
      const options = { modelsUrl: new URL('/models/', location.href).href, library: 'software' };
      const load = webLlmLoader({ catalog: MODEL_CATALOG });
      const loaded = await load({ modelId, options, adapter: adapter.value, onEvent: () => {} });
      if (!loaded.ok) throw new Error(loaded.error.message);
      model = loaded.value.model as typeof model;
    }, 600_000);
    afterAll(async () => model.end());

    test('there are twenty lists, and their scores differ by more than both may be off', () => {
      expect(golden.lists).toHaveLength(20);
      for (const { scores } of golden.lists) expect(Math.max(...scores) - Math.min(...scores)).toBeGreaterThan(4 * TOLERANCE);
    });

    // A software renderer reads some thirty tokens a second: all twenty are for the deep profile.
    test.each(golden.lists.slice(0, deep ? 20 : 3).map((list, place) => [place + 1, list] as const))(
      'of list %d, at the same places, in the same order',
      async (_, { query, passages, pieces, ends, scores }) => {
        const candidates = passages.map((text, place) => ({ docId: docId(`d${place}`), text, windowFrom: null }));
        const prompt = presetPrompt({
          preset: asked,
          query,
          candidates,
          buckets: passages.map(() => 5),
          words: 100_000,
          countTokens: (text) => model.countTokens(text),
          fits: () => true,
        });
        const placed = prompt.ok ? placedPassages(prompt.value, asked) : null;
        if (placed === null) throw new Error('no prompt');
        const content = placed.messages[placed.message]?.content ?? '';
        expect(HEAD + content.slice(0, placed.passages.at(-1)?.to)).toBe(pieces.join(''));
        expect(placed.passages.map(({ from, to }) => content.slice(from, to))).toEqual(pieces.slice(1));

        const chunks: PassageChunk[] = [];
        for await (const chunk of model.readPassages?.({ ...placed, tokens: golden.tokenTexts, cancel: { aborted: false } }) ??
          [])
          chunks.push(chunk);
        const read = chunks.filter((chunk) => chunk.type === 'passage');
        expect(chunks.at(-1)).toMatchObject({ type: 'end', promptTokens: (ends.at(-1) ?? NaN) + 1 });
        expect(read.slice(1).map((chunk) => chunk.tokens)).toEqual(ends.slice(1).map((end, place) => end - (ends[place] ?? 0)));
        for (const [place, { score }] of read.entries())
          expect(Math.abs(score - (scores[place] ?? NaN)), `passage ${place + 1}`).toBeLessThan(TOLERANCE);
        // The same order wherever the scores are further apart than both may be off.
        for (const [one, { score }] of read.entries())
          for (const [other, { score: second }] of read.entries())
            if ((scores[one] ?? NaN) - (scores[other] ?? NaN) > 2 * TOLERANCE) expect(score).toBeGreaterThan(second);
      },
    );
  },
);
