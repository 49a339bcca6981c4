import { asciiDigits, digitClass } from './digits.ts';
import { UNSEEN } from './fold.ts';
import type { LabelLink } from './label-links.ts';
import { JOINING_WORDS, RANGE_WORDS } from './label-words.ts';

/** One number as written. `value` is null when it can be no identifier: negative, or longer than nine digits. */
export interface ScannedIdentifier {
  /** UTF-16 offsets `[from, to)` of what shall be highlighted: brackets included. Numbers in one bracket share them. */
  readonly from: number;
  readonly to: number;
  readonly value: number | null;
  /** ASCII digits with a minus sign where there was one; shortened when very long. */
  readonly written: string;
  /** How it hangs on the one before it, wherever that stands. */
  readonly link: Exclude<LabelLink, 'less'>;
  /** Another number stands before it in the same bracket. */
  readonly inside: boolean;
}

/**
 * All identifiers in brackets (`[3]`, `[1, 2]`, `[4-7]`, `[1 to 3]`, `[4] – [7]`, `［３］`, `【۳】`), in order of writing. What is not seen (zero-width spaces,
 * direction marks) counts for nothing. A number counts only once the bracket or a separator behind it is there, so a text that is still growing never shows `[1]`
 * for a coming `[12]`. `bracketed` is false when no bracket with a number has even been opened. Linear in the length of the text.
 */
export function scanIdentifiers(text: string): {
  readonly identifiers: readonly ScannedIdentifier[];
  readonly bracketed: boolean;
} {
  const identifiers: ScannedIdentifier[] = [];
  let bracketed = false;
  let lastEnd: number | null = null;
  bracketStart.lastIndex = 0;
  for (let open = bracketStart.exec(text); open !== null; open = bracketStart.exec(text)) {
    const bracket = scanBracket(text, open.index);
    bracketed ||= bracket.started;
    bracketStart.lastIndex = bracket.end;
    if (bracket.numbers.length === 0) continue;
    const gap = lastEnd === null || open.index - lastEnd > longestGap ? null : text.slice(lastEnd, open.index);
    for (const [index, item] of bracket.numbers.entries()) {
      // A word parts no two brackets: "I prefer [1] to [3]" is no range.
      const link = index === 0 ? plainLink(gap, false) : item.link;
      identifiers.push({ from: open.index, to: bracket.end, ...readNumber(item.written), link, inside: index > 0 });
    }
    lastEnd = bracket.end;
  }
  return { identifiers, bracketed };
}

/** A number of any digits as an identifier. */
export function readNumber(written: string): { readonly value: number | null; readonly written: string } {
  if (/^[1-9][0-9]{0,8}$/.test(written)) return { value: Number(written), written };
  const digits = asciiDigits(written.replaceAll(unseen, ''))
    .replace('−', '-')
    .replace(/^(-?)0+(?=\d)/, '$1');
  if (digits.length > 20) return { value: null, written: `${digits.slice(0, 20)}…` };
  return { value: digits.startsWith('-') || digits.length > 9 ? null : Number(digits), written: digits };
}

interface Bracket {
  readonly end: number;
  readonly started: boolean;
  readonly numbers: readonly { readonly written: string; readonly link: ScannedIdentifier['link'] }[];
}

function scanBracket(text: string, open: number): Bracket {
  simple.lastIndex = open;
  const written = simple.exec(text)?.[1];
  if (written !== undefined) return { end: simple.lastIndex, started: true, numbers: [{ written, link: 'next' }] };
  const numbers: { written: string; link: ScannedIdentifier['link'] }[] = [];
  let at = skip(filler, text, open + 1);
  let link: ScannedIdentifier['link'] = 'next';
  let started = false;
  for (;;) {
    number.lastIndex = at;
    const digits = number.exec(text)?.[0];
    if (digits === undefined) return { end: at, started, numbers };
    started = true;
    const end = skip(filler, text, at + digits.length);
    if (end < text.length && closeBracket.includes(text.charAt(end))) {
      numbers.push({ written: digits, link });
      return { end: end + 1, started, numbers };
    }
    innerLink.lastIndex = end;
    const separator = innerLink.exec(text)?.[0];
    if (separator === undefined) return { end, started, numbers };
    numbers.push({ written: digits, link });
    link = plainLink(separator, true);
    at = skip(filler, text, end + separator.length);
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

function plainLink(between: string | null, words: boolean): ScannedIdentifier['link'] {
  if (between === null) return 'next';
  const seen = between.replaceAll(unseen, '');
  // A dash after a line break is a bullet: `- [1]`, `- [4]` are two passages, not one to four.
  if (dashOnly.test(seen) || (words && rangeOnly.test(seen))) return /[\n\r]/u.test(seen) ? 'next' : 'range';
  return tieSigns.test(seen) && !/[>＞]|&gt;/u.test(seen) ? 'tie' : 'next';
}

const dashOnly = /^\s*(?:[-‐‑‒–—−]|\.\.\.?|…)\s*$/u;
const tieSigns = /[=＝≈]/u;
const openBracket = '[［【〔';
const closeBracket = ']］】〕';
const unseen = new RegExp(`[${UNSEEN}]+`, 'gu');
/** By far the most common form, read without the steps below. */
const simple = /\[([0-9]{1,9})\]/y;
const number = new RegExp(`[-−]?[${digitClass}](?:[${UNSEEN}]{0,4}[${digitClass}])*`, 'uy');
const bracketStart = new RegExp(`[${openBracket}]`, 'gu');
/** Things that may stand around numbers in a bracket without changing what they mean. */
const filler = new RegExp(`[\\s"'\`*\\\\\\u20E3${UNSEEN}]*`, 'uy');
const innerLink = new RegExp(
  `(?:[-‐‑‒–—−]|\\.\\.\\.?|…|[,;、，>＞=＝≈|/]|(?:${RANGE_WORDS}|${JOINING_WORDS})(?=[\\s${digitClass}]))`,
  'iuy',
);
const rangeOnly = new RegExp(`^\\s*(?:${RANGE_WORDS})\\s*$`, 'iu');
const longestGap = 80;
