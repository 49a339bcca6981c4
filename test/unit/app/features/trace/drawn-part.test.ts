import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawnPart } from '../../../../../src/app/features/trace/drawn-part.ts';
import type { DrawnBounds } from '../../../../../src/app/features/trace/drawn-part.ts';
import { sentencePieces } from '../../../../../src/app/features/trace/trace-text.tsx';
import { selectTrace } from '../../../../../src/core/read/trace.ts';
import type { SegmentView } from '../../../../../src/core/read/trace.ts';
import { reduceLog } from '../../../../../src/core/log/view.ts';
import type { WindowView } from '../../../../../src/core/log/view.ts';
import { readStream } from '../../../core/read/read-stream.ts';

const window = reduceLog(readStream('two-windows-repaired'))?.windows[0] as WindowView;
/** The segments of a thought over the passages of a recorded window. */
const segmentsOf = (reasoning: string): readonly SegmentView[] => selectTrace({ ...window, reasoning }).segments;
const textOf = (segments: readonly SegmentView[]): string =>
  segments.map(({ pieces }) => pieces.map(({ text }) => text).join('')).join('');

const thought = fc
  .array(
    fc.constantFrom(
      '[1] says "warm water". ',
      'Wait. ',
      '[2] is better than [3]. ',
      'So [3] > [1]. ',
      'a long word ',
      '💡',
      '\n\n',
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''));
const bounds = fc.record({ characters: fc.integer({ min: 0, max: 400 }), pieces: fc.integer({ min: 1, max: 30 }) });

describe('of a thought no more is drawn than its bounds', () => {
  test('whichever end is drawn, and what is left out is counted', () => {
    fc.assert(
      fc.property(thought, bounds, fc.boolean(), (text, most, end) => {
        const segments = segmentsOf(text);
        const { segments: drawn, before, after } = drawnPart(segments, most, { end });
        const shown = textOf(drawn);
        expect(shown).toBe(text.slice(before, text.length - after));
        expect(shown.length).toBeLessThanOrEqual(most.characters + 1);
        expect(drawn.reduce((sum, { pieces }) => sum + pieces.length, 0)).toBeLessThanOrEqual(most.pieces);
        expect(shown.isWellFormed()).toBe(true);
        // What is drawn of a cut segment stands in its sentences, letter for letter.
        const inSentences = drawn.flatMap(sentencePieces).flatMap(({ pieces }) => pieces.map(({ piece }) => piece.text));
        expect(inSentences.join('')).toBe(shown);
      }),
    );
  });

  test('a thought within them is drawn whole, as the same list', () => {
    const segments = segmentsOf(window.reasoning);
    expect(drawnPart(segments, { characters: 1e6, pieces: 1e6 }).segments).toBe(segments);
  });

  test('the end of a thought is drawn while it is written', () => {
    const most: DrawnBounds = { characters: 200, pieces: 1e6 };
    const text = `${'First I look at [1]. Wait. '.repeat(40)}The end is [2].`;
    const { segments, after } = drawnPart(segmentsOf(text), most, { end: true });
    expect(after).toBe(0);
    expect(textOf(segments)).toMatch(/The end is \[2\]\.$/u);
  });
});
