// Late interaction (ColBERT, Khattab and Zaharia 2020): a text stands as one vector for each of its word pieces, and a query is answered by the passage whose
// pieces come nearest to the query's. Vectors are whole numbers of 8 bits, so page, Node and pipeline reckon with the same ones.

/** One vector for each word piece of a text that was read, [CLS] and [SEP] left out. */
export interface TokenVectors {
  /** Numbers of each vector. */
  readonly width: number;
  /** Row by row, `width` numbers each, −127 to 127. Only a row's direction says something, not its length. */
  readonly vectors: Int8Array;
  /** Two for each row: UTF-16 offsets `[from, to)` of the piece in the text that was read. */
  readonly spans: Uint32Array;
}

/** How many pieces a text has. */
export function tokenCount({ spans }: TokenVectors): number {
  return spans.length / 2;
}

/** Rows of any numbers as rows of 8 bits: each is stretched until its largest number is ±127, then rounded, halves up. A row of zeros stays one. */
export function roundRows(rows: Float32Array, width: number): Int8Array {
  const rounded = new Int8Array(rows.length);
  for (let start = 0; start < rows.length; start += width) {
    let most = 0;
    for (let at = start; at < start + width; at += 1) most = Math.max(most, Math.abs(rows[at] ?? 0));
    const scale = most === 0 ? 0 : 127 / most;
    for (let at = start; at < start + width; at += 1) rounded[at] = Math.floor((rows[at] ?? 0) * scale + 0.5);
  }
  return rounded;
}

/** The cosine of every piece of the query (rows) with every piece of a text (columns), row by row. A row of zeros is like nothing: 0. */
export function similarities(query: TokenVectors, text: TokenVectors): Float64Array {
  const { width, vectors: asked } = query;
  const { vectors: read } = text;
  const [rows, columns] = [tokenCount(query), tokenCount(text)];
  const [askedLengths, readLengths] = [lengths(query), lengths(text)];
  const table = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let product = 0;
      const [from, other] = [row * width, column * width];
      for (let at = 0; at < width; at += 1) product += (asked[from + at] ?? 0) * (read[other + at] ?? 0);
      const length = (askedLengths[row] ?? 0) * (readLengths[column] ?? 0);
      table[row * columns + column] = length === 0 ? 0 : product / length;
    }
  }
  return table;
}

function lengths(text: TokenVectors): Float64Array {
  const { width, vectors } = text;
  return Float64Array.from({ length: tokenCount(text) }, (_, row) => {
    let sum = 0;
    for (let at = row * width; at < (row + 1) * width; at += 1) sum += (vectors[at] ?? 0) ** 2;
    return Math.sqrt(sum);
  });
}

/**
 * MaxSim: the mean over the query's pieces of the best similarity that each found in a passage, −1 to 1; with `weights`, one a piece and none negative,
 * the weighted mean. 0 for a query without pieces or whose weights are all 0. Summed in order, so that page and pipeline get the same last digit.
 */
export function maxSim(best: ArrayLike<number>, weights?: readonly number[]): number {
  let sum = 0;
  let whole = 0;
  for (let row = 0; row < best.length; row += 1) {
    const weight = weights === undefined ? 1 : (weights[row] ?? 0);
    sum += weight * (best[row] ?? 0);
    whole += weight;
  }
  return whole === 0 ? 0 : sum / whole;
}
