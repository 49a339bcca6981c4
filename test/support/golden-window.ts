import { expect } from 'vitest';
import type { LateOrder } from '../../src/core/request.ts';
import { evidenceWindow, unitScore } from '../../src/core/text/evidence-units.ts';

/** What 8-bit kernels of two kinds may make of how near one window comes to a query. */
const TOLERANCE = 0.02;

/**
 * Holds the windows that would be shown of a passage against the pipeline's, by their number of words: the same, or one that comes as near to the query within
 * what two kernels make of one text.
 */
export function expectWindows({
  text,
  place,
  late,
  windows,
}: {
  readonly text: string;
  readonly place: number;
  readonly late: LateOrder;
  readonly windows: Readonly<Record<string, string>>;
}): void {
  const { units = [] } = late.matches[place] ?? {};
  const { queryWords } = late;
  const scoreOf = (from: number, to: number): number =>
    unitScore(
      units.filter((unit) => unit.from >= from && unit.to <= to),
      queryWords,
    );
  for (const [words, wanted] of Object.entries(windows)) {
    const { from, to } = evidenceWindow({ text, units, queryWords, words: Number(words) });
    if (text.slice(from, to) === wanted) continue;
    const at = text.indexOf(wanted);
    expect(Math.abs(scoreOf(from, to) - scoreOf(at, at + wanted.length)), wanted).toBeLessThan(TOLERANCE);
  }
}
