import type { PassageMatches, QueryWord, WordMatch } from './evidence-units.ts';
import { evidenceUnits } from './evidence-units.ts';
import { queryTerms } from './terms.ts';
import { maxSim, similarities, tokenCount } from './token-vectors.ts';
import type { TokenVectors } from './token-vectors.ts';
import type { TextSpan } from './spans.ts';

/** A query as late interaction asks it. */
export interface AskedQuery {
  readonly tokens: TokenVectors;
  /** Of each piece: the inverse document frequency of the word that it belongs to. */
  readonly idf: readonly number[];
  readonly words: readonly QueryWord[];
  /** Of each piece: which of `words` it belongs to; null for punctuation. */
  readonly wordOf: readonly (number | null)[];
}

/** A stretch of a passage as the encoder read it, the title in front. */
export interface ReadStretch {
  /** Where the stretch begins in the passage's text. */
  readonly from: number;
  /** UTF-16 units of what stands before it: the title and its mark. */
  readonly lead: number;
  readonly tokens: TokenVectors;
}

/** What late interaction makes of one passage. */
export interface LateScores {
  readonly maxSim: number;
  readonly idfMaxSim: number;
  readonly matches: PassageMatches;
}

/** Of a piece that belongs to no word of the list: a mark may stand anywhere. */
const MARK_IDF = 0.1;

/**
 * A query with the weights of its words. `idf` is that of the list's terms (`listIdf`) over `count` passages; a word that no passage has weighs as one that
 * is in none of them. A word's weight is its pieces' share of MaxSim and, by half, of the idf-weighted one.
 */
export function askQuery({
  text,
  tokens,
  idf,
  count,
}: {
  text: string;
  tokens: TokenVectors;
  idf: ReadonlyMap<string, number>;
  count: number;
}): AskedQuery {
  const spans = wordsIn(text);
  const unknown = Math.log(1 + (count + 0.5) / 0.5);
  const idfOf = spans.map(({ from, to }) =>
    Math.max(...queryTerms(text.slice(from, to)).map((term) => idf.get(term) ?? unknown), MARK_IDF),
  );
  const wordOf = pieceWords(tokens, spans, 0);
  const pieceIdf = wordOf.map((word) => (word === null ? MARK_IDF : (idfOf[word] ?? MARK_IDF)));
  const whole = pieceIdf.reduce((sum, one) => sum + one, 0);
  const shares = spans.map((_, word) =>
    pieceIdf.reduce((sum, own, piece) => (wordOf[piece] === word ? sum + 1 / wordOf.length + (0.5 * own) / whole : sum), 0),
  );
  const all = shares.reduce((sum, one) => sum + one, 0);
  return {
    tokens,
    idf: pieceIdf,
    words: spans.map((span, word) => ({ ...span, weight: all === 0 ? 0 : (shares[word] ?? 0) / all })),
    wordOf,
  };
}

/**
 * MaxSim of a passage over all its stretches, title included, and where it comes nearest to each word of the query. Two words are as similar as, on
 * average, each piece of the query's is to the nearest piece of the passage's.
 */
export function readPassage(
  query: AskedQuery,
  passage: { readonly title: string; readonly text: string; readonly stretches: readonly ReadStretch[] },
): LateScores {
  const { title, text, stretches } = passage;
  const rows = tokenCount(query.tokens);
  const best = new Float64Array(rows).fill(stretches.some(({ tokens }) => tokenCount(tokens) > 0) ? -1 : 0);
  const [inText, inTitle] = [wordTable(wordsIn(text), query), wordTable(wordsIn(title), query)];
  for (const { from, lead, tokens } of stretches) {
    const table = similarities(query.tokens, tokens);
    const columns = tokenCount(tokens);
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1)
        best[row] = Math.max(best[row] ?? 0, table[row * columns + column] ?? 0);
    const textWords = pieceWords(tokens, inText.spans, from - lead, lead);
    const titleWords = pieceWords(tokens, inTitle.spans, 0, 0, Math.min(lead, title.length));
    for (const [into, words] of [
      [inText, textWords],
      [inTitle, titleWords],
    ] as const)
      for (const [column, word] of words.entries())
        if (word !== null) into.see(word, (row) => table[row * columns + column] ?? 0);
  }
  const near = inText.similar();
  const nearTitle = inTitle.similar();
  const units = evidenceUnits(text).map((unit) => ({
    ...unit,
    similar: query.words.map((_, word) =>
      inText.spans.reduce(
        (most, { from }, place) => (from >= unit.from && from < unit.to ? Math.max(most, near[place]?.[word] ?? -1) : most),
        -1,
      ),
    ),
  }));
  const found = query.words.map((_, word): WordMatch | null => {
    const candidates = [...matchesOf('text', inText.spans, near, word), ...matchesOf('title', inTitle.spans, nearTitle, word)];
    return candidates.reduce<WordMatch | null>((most, one) => (most === null || one.similar > most.similar ? one : most), null);
  });
  return { maxSim: maxSim(best), idfMaxSim: maxSim(best, query.idf), matches: { units, found } };
}

function matchesOf(
  place: WordMatch['in'],
  spans: readonly TextSpan[],
  near: readonly (readonly number[])[],
  word: number,
): readonly WordMatch[] {
  return spans.map(({ from, to }, at) => ({ in: place, from, to, similar: near[at]?.[word] ?? -1 }));
}

/** Words of a text against the query's pieces: of each pair the greatest similarity seen. */
function wordTable(spans: readonly TextSpan[], query: AskedQuery) {
  const rows = query.wordOf.length;
  const seen = new Float64Array(spans.length * rows).fill(-1);
  return {
    spans,
    see(word: number, similarityOf: (row: number) => number): void {
      for (let row = 0; row < rows; row += 1)
        seen[word * rows + row] = Math.max(seen[word * rows + row] ?? -1, similarityOf(row));
    },
    /** By word of the text, then by word of the query; to a thousandth. */
    similar(): readonly (readonly number[])[] {
      const pieces = query.words.map((_, word) => query.wordOf.flatMap((of, row) => (of === word ? [row] : [])));
      return spans.map((_, word) =>
        pieces.map((own) => {
          const sum = own.reduce((total, row) => total + (seen[word * rows + row] ?? -1), 0);
          return own.length === 0 ? -1 : Math.floor((1000 * sum) / own.length + 0.5) / 1000;
        }),
      );
    },
  };
}

/** Which word of `spans` each piece stands in, null for none. Pieces stand `shift` further left in what was read; only those in `[least, most)` there count. */
function pieceWords(
  { spans: pieces }: TokenVectors,
  spans: readonly TextSpan[],
  shift: number,
  least = 0,
  most = Number.POSITIVE_INFINITY,
): readonly (number | null)[] {
  let word = 0;
  return Array.from({ length: pieces.length / 2 }, (_, piece) => {
    const read = pieces[piece * 2] ?? 0;
    if (read < least || read >= most) return null;
    const at = read + shift;
    while (word < spans.length && (spans[word]?.to ?? 0) <= at) word += 1;
    const held = spans[word];
    return held !== undefined && held.from <= at ? word : null;
  });
}

/** Runs of letters and digits with their marks; of scripts without spaces each letter is a word, as BERT has it. */
function wordsIn(text: string): readonly TextSpan[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ from: index, to: index + word.length }));
}

const WORD =
  /[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{2FA1F}]|(?:(?![\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{2FA1F}])[\p{L}\p{N}][\p{Mn}\p{Mc}\u00AD\u200D]*)+/gu;
