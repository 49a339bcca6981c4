import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { presetPrompt } from '../../../../src/core/preset/prompt.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import type { PromptCandidate } from '../../../../src/core/text/windows.ts';
import { firstStageScores } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { scoreBuckets } from '../../../../src/core/text/scores.ts';
import { fourUnits } from './preset-sample.ts';

/** A prompt as the training pipeline wrote it (test/fixtures/prompts/README.md). */
interface GoldenPrompt {
  /** `windowFrom`, where a candidate has one, is in UTF-16 units. */
  readonly request: RankRequest & { readonly candidates: readonly PromptCandidate[] };
  readonly passageWords: number;
  readonly user: string;
  readonly passages: readonly { readonly identifier: number; readonly bucket: number; readonly text: string }[];
}

const folder = new URL('../../../fixtures/prompts/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('the page writes the prompts the model was trained on', () => {
  it('and there are some to compare with', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)('letter for letter: %s', (name) => {
    const read = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as GoldenPrompt | readonly GoldenPrompt[];
    const cases = 'request' in read ? [read] : read;
    expect(cases.length).toBeGreaterThan(0);
    for (const golden of cases) {
      const { query, candidates } = golden.request;
      const written = presetPrompt({
        preset: preset('glassrank-1'),
        query: query.text,
        candidates,
        buckets: scoreBuckets(firstStageScores(golden.request)),
        words: golden.passageWords,
        countTokens: fourUnits,
        fits: () => true,
      });
      if (!written.ok) expect.fail(written.error.message);
      expect(written.value.messages).toEqual([{ role: 'user', content: golden.user }]);
      const passages = written.value.passages.map(({ identifier, bucket, text }) => ({ identifier, bucket, text }));
      expect(passages).toEqual(golden.passages.map(({ identifier, bucket, text }) => ({ identifier, bucket, text })));
    }
  });
});
