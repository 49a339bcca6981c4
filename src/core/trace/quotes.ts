import type { TextSpan } from '../text/windows.ts';
import { findMentions, scanQuotes } from './mentions.ts';
import type { ScannedQuote } from './mentions.ts';

/** A quote in a thought. UTF-16 offsets `[from, to)`, marks included; `text` without them. */
interface Quote extends ScannedQuote {
  /** 1-based identifier of the passage it is ascribed to: the nearest mention before it in the same sentence; null when there is none. */
  readonly identifier: number | null;
}

const sentenceEnd = /[.!?…]["”»)\]]*\s|[。！？؟]|\n/u;

/**
 * All finished quotes of a thought over `count` passages, in order, each with the passage it is ascribed to. Marks inside a mention's
 * bracket (`["5"]`) belong to the mention and are no quote.
 */
export function findQuotes(text: string, count: number): readonly Quote[] {
  const mentions = findMentions(text, count);
  let next = 0;
  let at = 0;
  let identifier: number | null = null;
  return scanQuotes(text).quotes.flatMap((quote) => {
    for (let mention = mentions[next]; mention !== undefined && mention.from < quote.from; mention = mentions[next]) {
      identifier = mention.identifiers.at(-1) ?? null;
      at = mention.to;
      next += 1;
    }
    if (quote.from < at) return [];
    if (sentenceEnd.test(text.slice(at, quote.from))) identifier = null;
    at = quote.to;
    return [{ ...quote, identifier }];
  });
}

/** Does the quote stand in the passage word for word? Runs of white space count as one space, both sides in NFC; an empty quote does not. */
export function isVerbatim(quote: string, passage: string): boolean {
  const wanted = plain(quote);
  return wanted !== '' && plain(passage).includes(wanted);
}

function plain(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}

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
