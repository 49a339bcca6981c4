import { format } from './format.ts';

const { number } = format;

interface Reads {
  readonly reads: number;
  readonly of: number;
}

/** Of a list too long for the encoder to read at once, or to read whole. */
export const longList = {
  reading: ({ reads, of }: Reads) =>
    reads < of
      ? `Provisional, for now without MiniLM: it is reading the first ${number(reads)} of these ${format.passages(of)}.`
      : `Provisional, for now without MiniLM: it is reading these ${format.passages(of)}.`,
  read: ({ reads, of }: Reads) =>
    `MiniLM read ${number(reads)} of ${format.passages(of)}: those that came first without it. The others stand behind them as they did.`,
};
