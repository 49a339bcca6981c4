import { roundRows } from '../core/text/token-vectors.ts';
import type { TokenVectors } from '../core/text/token-vectors.ts';
import type { Embedding } from './encoder.ts';
import { pieceSpans } from './word-pieces.ts';

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

/** What the encoder made of a text: `read` are the pieces that it read, of all its `pieces`; `vocabulary` names them by number. */
export function embeddingOf({
  text,
  pieces,
  read,
  vocabulary,
  hidden,
}: {
  readonly text: string;
  readonly pieces: readonly number[];
  readonly read: readonly number[];
  readonly vocabulary: readonly string[];
  readonly hidden: HiddenState;
}): Embedding {
  return { vector: unitMean(hidden), cut: read.length < pieces.length, tokens: tokenVectors(text, read, vocabulary, hidden) };
}

/** Mean over the word pieces of one text, of length 1. Nothing is padded, so every piece counts. */
function unitMean({ dims, data }: HiddenState): Float32Array<ArrayBuffer> {
  const width = dims.at(-1) ?? 0;
  const mean = new Float32Array(width);
  for (let at = 0; at < data.length; at += 1) mean[at % width] = (mean[at % width] ?? 0) + (data[at] ?? 0);
  const length = Math.hypot(...mean);
  return mean.map((value) => value / length);
}

/** The rows of all pieces but [CLS] and [SEP], and where each piece stands in the text. */
function tokenVectors(
  text: string,
  read: readonly number[],
  vocabulary: readonly string[],
  { dims, data }: HiddenState,
): TokenVectors {
  const width = dims.at(-1) ?? 0;
  const spans = pieceSpans(
    text,
    read.slice(1, -1).map((piece) => vocabulary[piece] ?? ''),
  );
  return {
    width,
    vectors: roundRows(data.subarray(width, (read.length - 1) * width), width),
    spans: Uint32Array.from(spans.flatMap(({ from, to }) => [from, to])),
  };
}
