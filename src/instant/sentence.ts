// What all-MiniLM-L6-v2 does around its network (Reimers and Gurevych 2019): the same in the browser's worker and in Node.

/** Word pieces read of one text, [CLS] and [SEP] counted: what the encoder was trained with. */
const LONGEST = 256;

/** The pieces that are read. A longer text loses its end but for the last piece, [SEP], which a cut text ends with too. */
export function piecesRead(pieces: readonly number[]): readonly number[] {
  return pieces.length <= LONGEST ? pieces : [...pieces.slice(0, LONGEST - 1), ...pieces.slice(-1)];
}

/** The network's last layer for one text, `[1, pieces, width]`. */
export interface HiddenState {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** Mean over the word pieces of one text, of length 1. Nothing is padded, so every piece counts. */
export function unitMean({ dims, data }: HiddenState): Float32Array {
  const width = dims.at(-1) ?? 0;
  const mean = new Float32Array(width);
  for (let at = 0; at < data.length; at += 1) mean[at % width] = (mean[at % width] ?? 0) + (data[at] ?? 0);
  const length = Math.hypot(...mean);
  return mean.map((value) => value / length);
}
