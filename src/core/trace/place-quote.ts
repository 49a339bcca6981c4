import type { TextSpan } from '../text/passage-windows.ts';

/** A text with runs of white space as one space, trimmed, in NFC, and where each of its UTF-16 units came from. */
interface Flat {
  readonly text: string;
  /** One span of the source per unit of `text`. */
  readonly spans: readonly TextSpan[];
}

/** What NFC joins: a letter with the marks behind it, or the jamo of one syllable. */
const clusters = /\s+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|\P{M}\p{M}*|\p{M}+/gu;

/**
 * Where a quote stands in `Candidate.text`: UTF-16 offsets `[from, to)`, or null when it is not in what the model saw. `shown` is the passage as
 * the prompt wrote it (cut to `[keptFrom, keptTo)`, look-alikes neutralised, white space joined); neutralising changes letters one for one, so
 * a place in `shown` is a place in the passage. Same rule as `isVerbatim`. Null too where `shown` was made in another way.
 */
export function placeQuote({
  quote,
  shown,
  text,
  keptFrom,
  keptTo,
}: {
  quote: string;
  shown: string;
  text: string;
  keptFrom: number;
  keptTo: number;
}): TextSpan | null {
  const wanted = flatten(quote).text;
  const seen = flatten(shown);
  const at = wanted === '' ? -1 : seen.text.indexOf(wanted);
  if (at === -1) return null;
  const kept = flatten(text.slice(keptFrom, keptTo));
  if (kept.text.length !== seen.text.length) return null;
  const [first, last] = [kept.spans[at], kept.spans[at + wanted.length - 1]];
  return first === undefined || last === undefined ? null : { from: keptFrom + first.from, to: keptFrom + last.to };
}

function flatten(source: string): Flat {
  const spans: TextSpan[] = [];
  const pieces: string[] = [];
  for (const { 0: cluster, index } of source.trim() === '' ? [] : source.matchAll(clusters)) {
    const blank = /^\s/u.test(cluster);
    const to = index + cluster.length;
    if (blank && (index === 0 || to === source.length)) continue;
    const piece = blank ? ' ' : cluster.normalize('NFC');
    pieces.push(piece);
    // A letter of two units keeps one unit each, so that a cut between them stays where it was.
    for (let unit = 0; unit < piece.length; unit += 1)
      spans.push(piece === cluster ? { from: index + unit, to: index + unit + 1 } : { from: index, to });
  }
  return { text: pieces.join(''), spans };
}
