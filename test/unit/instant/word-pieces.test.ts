import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pieceSpans } from '../../../src/instant/word-pieces.ts';

interface GoldenPieces {
  readonly text: string;
  readonly pieces: readonly string[];
  readonly parts: readonly string[];
}

// Written by models/first_stage.golden, whose tokenizer tells where its pieces stand.
const golden = JSON.parse(readFileSync('test/fixtures/first-stage/pieces.json', 'utf8')) as readonly GoldenPieces[];

describe('the word pieces of a text', () => {
  it.each(golden.map((one) => [one.text.slice(0, 40), one] as const))('stand where the tokenizer has them: %j', (_name, one) => {
    const spans = pieceSpans(one.text, one.pieces);
    expect(spans.map(({ from, to }) => one.text.slice(from, to))).toEqual(one.parts);
    for (const [place, { from }] of spans.entries()) expect(from).toBeGreaterThanOrEqual(spans[place - 1]?.from ?? 0);
  });

  it('may be the first ones of a text only, or more than it has', () => {
    expect(pieceSpans('a bee', ['a'])).toEqual([{ from: 0, to: 1 }]);
    expect(pieceSpans('a', ['a', 'bee'])).toEqual([
      { from: 0, to: 1 },
      { from: 1, to: 1 },
    ]);
  });
});
