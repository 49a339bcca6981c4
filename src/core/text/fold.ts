import { asciiDigits } from './digits.ts';
import type { TextSpan } from './spans.ts';

/** A text in one spelling of several, and where each of its UTF-16 units came from. */
export interface FoldedText {
  readonly text: string;
  /** The stretch of the source that the units `[from, to)` of `text` came from, without what nobody sees at its end. `from` is less than `to`. */
  spanOf(from: number, to: number): TextSpan;
}

/**
 * Code points that are not seen: soft hyphens, zero-width spaces and joiners, direction marks, variation selectors. Body of a character class (flag `u`).
 * Spelled out, so that the pipeline's Python knows the same (`models/text_fold.py`).
 */
export const UNSEEN =
  '\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E0FFF}';

/**
 * The same characters in one spelling, letter for letter: composed (NFC), ligatures, presentation forms and full-width forms as the letters and signs that
 * they stand for, nothing that is not seen. Case, accents and white space stay.
 */
export function foldSpelling(text: string): string {
  return foldPlain(text, spelled);
}

/** `foldSpelling`, and where everything came from. `fold` says otherwise what becomes of a letter with its marks. */
export function foldSpellingMapped(text: string, fold: (cluster: string) => string = spelled): FoldedText {
  return foldMapped(text, fold);
}

/**
 * The same words in one spelling, for search: `foldSpelling`, small letters (`İ` and `I` alike, `ß` as `ss`), digits 0–9, without the vowel signs of Arabic and
 * Hebrew and the tatweel, Persian's yeh and kaf for Arabic's. A joiner that parts Persian words, and a zero-width space between scripts that write without
 * spaces, become a space.
 */
export function foldTerms(text: string): string {
  return foldPlain(smallAscii(text), searched);
}

/** `foldTerms`, and where everything came from. */
export function foldTermsMapped(text: string): FoldedText {
  return foldMapped(smallAscii(text), searched);
}

function smallAscii(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function foldPlain(text: string, fold: (cluster: string) => string): string {
  return NOT_ASCII.test(text) ? text.replaceAll(CLUSTER, fold) : text;
}

function foldMapped(source: string, fold: (cluster: string) => string): FoldedText {
  if (!NOT_ASCII.test(source)) return { text: source, spanOf: (from, to) => ({ from, to }) };
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  const copy = (to: number): void => {
    pieces.push(source.slice(at, to));
    for (; at < to; at += 1) {
      starts.push(at);
      ends.push(at + 1);
    }
  };
  for (const { 0: cluster, index } of source.matchAll(CLUSTER)) {
    copy(index);
    const piece = fold(cluster);
    const seen = seenLength(cluster);
    at = index + cluster.length;
    if (piece === cluster.slice(0, seen)) {
      // A letter of two units keeps one unit each, so that a cut between them stays where it was.
      for (let unit = 0; unit < seen; unit += 1) {
        starts.push(index + unit);
        ends.push(index + unit + 1);
      }
    } else {
      for (let unit = 0; unit < piece.length; unit += 1) {
        starts.push(index);
        ends.push(index + Math.max(1, seen));
      }
    }
    pieces.push(piece);
  }
  copy(source.length);
  return {
    text: pieces.join(''),
    spanOf: (from, to) => ({ from: starts[from] ?? source.length, to: ends[to - 1] ?? source.length }),
  };
}

/** UTF-16 units up to the last one that is seen. */
function seenLength(cluster: string): number {
  let end = cluster.length;
  while (end > 0) {
    const low = /^[\uDC00-\uDFFF]$/.test(cluster.charAt(end - 1));
    const last = cluster.slice(low ? end - 2 : end - 1, end);
    if (!UNSEEN_ONE.test(last)) break;
    end -= last.length;
  }
  return end;
}

function spelled(cluster: string): string {
  const composed = cluster.replaceAll(UNSEEN_ALL, '').normalize('NFC');
  const wide = composed.replaceAll(WIDE, (sign) => sign.normalize('NFKC'));
  const plain = wide.normalize('NFKC');
  // Letters and digits alone: `™` is no letter, and `½` would become three signs.
  return wide !== plain && LETTERS.test(wide) && LETTERS.test(plain) ? plain : wide;
}

function searched(cluster: string): string {
  const parts = BREAKS.test(cluster) ? ' ' : '';
  const small = spelled(cluster).toUpperCase().toLowerCase().normalize('NFD').replaceAll('i\u0307', 'i');
  const bare = small.replaceAll(VOWEL_SIGNS, '').normalize('NFC');
  return asciiDigits(bare.replaceAll(ARABIC_LETTERS, (letter) => PERSIAN[letter] ?? letter)) + parts;
}

const NOT_ASCII = /[^\0-\x7F]/;
/** A letter with the marks behind it, or the jamo of one syllable, with what is not seen between and behind; ASCII letters stand for themselves. */
const CLUSTER = new RegExp(
  `[\\u1100-\\u1112][${UNSEEN}]*[\\u1161-\\u1175](?:[${UNSEEN}]*[\\u11A8-\\u11C2])?[\\p{M}${UNSEEN}]*|[\\uAC00-\\uD7A3][${UNSEEN}]*[\\u11A8-\\u11C2][\\p{M}${UNSEEN}]*|[\\0-\\x7F][\\p{M}${UNSEEN}]+|[^\\0-\\x7F\\p{M}${UNSEEN}][\\p{M}\\uFF9E\\uFF9F${UNSEEN}]*|[\\p{M}${UNSEEN}]+`,
  'gu',
);
const UNSEEN_ALL = new RegExp(`[${UNSEEN}]+`, 'gu');
const UNSEEN_ONE = new RegExp(`^[${UNSEEN}]$`, 'u');
const WIDE = /[\u3000\uFF01-\uFF60\uFFE0-\uFFE6]/gu;
const LETTERS = /^[\p{L}\p{N}\p{M}]+$/u;
/** In scripts that join their letters, and in those without spaces: a joiner or a space of no width behind a letter parts words. */
const BREAKS = /^[\u0600-\u06FF\u0750-\u077F\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u9FFF].*[\u200B\u200C]/u;
const VOWEL_SIGNS =
  /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u0652\u0656-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED]/gu;
const ARABIC_LETTERS = /[\u0643\u0649\u064A]/gu;
const PERSIAN: Readonly<Record<string, string>> = { '\u0643': '\u06A9', '\u0649': '\u06CC', '\u064A': '\u06CC' };
