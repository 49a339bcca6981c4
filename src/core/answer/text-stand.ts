/**
 * How a text stands to a set of answers, as bits: 0 no answer begins so, 1 it is one, 2 it may become a longer one. Readers go from left to right
 * and meet one expected piece after another.
 */
export const textStand = {
  wrong: 0,
  whole: 1,
  grows: 2,
  /** Where the text from `at` does not begin with `expected`: grows when it ends inside it. */
  inside(text: string, at: number, expected: string): number {
    return text.length - at < expected.length && expected.startsWith(text.slice(at)) ? 2 : 0;
  },
  /** The text from `at` where only `close` is left. */
  atEnd(text: string, at: number, close: string): number {
    if (!text.startsWith(close, at)) return textStand.inside(text, at, close);
    return text.length === at + close.length ? 1 : 0;
  },
};

/** Reads on from `at`; `settled`, where asked for, is told at each end that the text can have what it had named there. */
export type StandReader = (text: string, at: number, settled: ((identifiers: readonly number[]) => void) | null) => number;
