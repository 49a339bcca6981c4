import type { TextSpan } from '../text/spans.ts';

/** A quote with its marks: UTF-16 offsets `[from, to)`; `text` is what stands between the marks. */
export interface ScannedQuote {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Quotes of one line and at most 1000 characters: "…", “…”, „…“, «…», 「…」. A straight mark opens only before a letter and after a space or
 * bracket, so `5" disk` opens nothing. `open`: where a quote begins that is not closed yet, null where there is none. One pass.
 */
export function scanQuotes(text: string): { readonly quotes: readonly ScannedQuote[]; readonly open: number | null } {
  const quotes: ScannedQuote[] = [];
  let open = null as { readonly at: number; readonly closers: string } | null;
  for (const { 0: mark, index } of text.matchAll(marks)) {
    if (open !== null && (mark === '\n' || index - open.at > longestQuote)) open = null;
    if (mark === '\n') continue;
    if (open?.closers.includes(mark) === true && closesHere(text, index)) {
      quotes.push({ from: open.at, to: index + 1, text: text.slice(open.at + 1, index) });
      open = null;
      continue;
    }
    const closers = closersOf[mark];
    // The next character decides whether a straight mark at the end opens. Until then a quote that is open stays open.
    const undecided = open !== null && mark === '"' && index + 1 === text.length;
    if (closers !== undefined && !undecided && (open === null || closers === open.closers) && opensHere(text, index))
      open = { at: index, closers };
  }
  return { quotes, open: open !== null && text.length - open.at <= longestQuote ? open.at : null };
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

const marks = /["“”„«»「」『』\n]/gu;
const closersOf: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“”', '«': '»', '「': '」', '『': '』' };
const longestQuote = 1000;

function opensHere(text: string, at: number): boolean {
  if (text[at] !== '"') return true;
  return (at === 0 || /[\s([{:,;=>—–-]/u.test(text.charAt(at - 1))) && !/^\s/u.test(text.slice(at + 1, at + 2));
}

/** A straight mark closes only after a character that is no space and before the end, a space or punctuation. */
function closesHere(text: string, at: number): boolean {
  if (text[at] !== '"') return true;
  const next = text.charAt(at + 1);
  return !/\s/u.test(text.charAt(at - 1)) && (next === '' || /[\s\p{P}\p{S}]/u.test(next));
}
