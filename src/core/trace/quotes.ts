import { foldSpelling, foldSpellingMapped } from '../text/fold.ts';
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

/** Does the quote stand in the passage word for word, in whatever spelling (`foldSpelling`; but 10² is not 102)? Runs of white space count as one space; an empty quote does not. */
export function isVerbatim(quote: string, passage: string): boolean {
  return holdsQuote(flatText(passage), quote);
}

/** A text that quotes are looked for in: in one spelling, runs of white space as one space, and where all of it came from. Made once for many quotes. */
export interface FlatText {
  readonly text: string;
  spanOf(from: number, to: number): TextSpan;
}

/** Raised, lowered and circled numbers are signs of their own: 10² is not 102. */
const exact = (cluster: string): string => (/\p{No}/u.test(cluster) ? cluster : foldSpelling(cluster));

/** A text as quotes are looked for in it. Linear. */
export function flatText(source: string): FlatText {
  const folded = foldSpellingMapped(source, exact);
  if (!UNEVEN.test(folded.text)) return folded;
  const places: number[] = [];
  const pieces: string[] = [];
  const trimmedTo = folded.text.trimEnd().length;
  for (const { 0: piece, index } of folded.text.matchAll(/\s+|\S+/gu)) {
    const blank = piece.trim() === '';
    if (blank && (index === 0 || index >= trimmedTo)) continue;
    pieces.push(blank ? ' ' : piece);
    for (let unit = 0; unit < (blank ? 1 : piece.length); unit += 1) places.push(index + unit);
  }
  const at = (unit: number): number => places[unit] ?? folded.text.length;
  return { text: pieces.join(''), spanOf: (from, to) => folded.spanOf(at(from), at(to - 1) + 1) };
}

/** `isVerbatim` for a text that is there already. */
export function holdsQuote(passage: Pick<FlatText, 'text'>, quote: string): boolean {
  const wanted = flatText(quote).text;
  return wanted !== '' && passage.text.includes(wanted);
}

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
  return placeIn({ shown: flatText(shown), kept: flatText(text.slice(keptFrom, keptTo)), keptFrom }, quote);
}

/** `placeQuote` for a passage that is there already: as shown, and what of its text was kept. */
export function placeIn(
  { shown, kept, keptFrom }: { readonly shown: FlatText; readonly kept: FlatText; readonly keptFrom: number },
  quote: string,
): TextSpan | null {
  const wanted = flatText(quote).text;
  const at = wanted === '' ? -1 : shown.text.indexOf(wanted);
  if (at === -1 || kept.text.length !== shown.text.length) return null;
  const { from, to } = kept.spanOf(at, at + wanted.length);
  return { from: keptFrom + from, to: keptFrom + to };
}

/** White space that is not a single space between words. */
const UNEVEN = /^\s|\s$|\s\s|[^\S ]/u;
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
