import { asciiDigits, digitClass } from './ascii-digits.ts';

/** How an identifier hangs on the one before it: `next` in any other way, `tie` by `=`, `range` by a dash. */
export type IdentifierLink = 'next' | 'tie' | 'range';

/** One number as written. `value` is null when it can be no identifier: negative, or longer than nine digits. */
export interface ScannedIdentifier {
  /** UTF-16 offsets `[from, to)` of what shall be highlighted: brackets included. Numbers in one bracket share them. */
  readonly from: number;
  readonly to: number;
  readonly value: number | null;
  /** ASCII digits with a minus sign where there was one; shortened when very long. */
  readonly written: string;
  readonly link: IdentifierLink;
}

const openBracket = '[［【〔';
const closeBracket = ']］】〕';
const dash = '[-‐‑‒–—−]|\\.\\.\\.?|…';
/** By far the most common form, read without the steps below. */
const simple = /\[([0-9]{1,9})\]/y;
const number = new RegExp(`[-−]?[${digitClass}]+`, 'uy');
const anyNumber = new RegExp(`[${digitClass}]+`, 'gu');
const bracketStart = new RegExp(`[${openBracket}]`, 'gu');
/** Things that may stand around numbers in a bracket without changing what they mean. */
const filler = /[\s"'`*\\]*/uy;
const innerLink = new RegExp(`(?:${dash}|[,;、，>＞=＝≈|/])`, 'uy');
const dashOnly = new RegExp(`^\\s*(?:${dash})\\s*$`, 'u');
const longestGap = 80;

/**
 * All identifiers in brackets (`[3]`, `[1, 2]`, `[4-7]`, `[4] – [7]`, `［３］`, `【۳】`), in order of writing. A number counts only once the
 * bracket or a separator behind it is there, so a text that is still growing never shows `[1]` for a coming `[12]`.
 * `bracketed` is false when no bracket with a number has even been opened. Linear in the length of the text.
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
      const link = index === 0 ? linkOf(gap) : item.link;
      identifiers.push({ from: open.index, to: bracket.end, ...readNumber(item.written), link });
    }
    lastEnd = bracket.end;
  }
  return { identifiers, bracketed };
}

/** All numbers of a text without brackets, as RankLLM reads them; a minus sign right before a number makes it no identifier. */
export function scanBareNumbers(text: string): readonly ScannedIdentifier[] {
  const identifiers: ScannedIdentifier[] = [];
  let lastEnd: number | null = null;
  for (const match of text.matchAll(anyNumber)) {
    const negative = /(?:^|[\s>＞=＝,;])[-−]$/u.test(text.slice(Math.max(0, match.index - 2), match.index));
    const from = negative ? match.index - 1 : match.index;
    const to = match.index + match[0].length;
    const gap = lastEnd === null || from - lastEnd > longestGap ? null : text.slice(lastEnd, from);
    const link = linkOf(gap);
    identifiers.push({ from, to, ...readNumber(text.slice(from, to)), link: link === 'range' ? 'next' : link });
    lastEnd = to;
  }
  return identifiers;
}

interface Bracket {
  readonly end: number;
  readonly started: boolean;
  readonly numbers: readonly { readonly written: string; readonly link: IdentifierLink }[];
}

function scanBracket(text: string, open: number): Bracket {
  simple.lastIndex = open;
  const written = simple.exec(text)?.[1];
  if (written !== undefined) return { end: simple.lastIndex, started: true, numbers: [{ written, link: 'next' }] };
  const numbers: { written: string; link: IdentifierLink }[] = [];
  let at = skip(filler, text, open + 1);
  let link: IdentifierLink = 'next';
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
    link = linkOf(separator);
    at = skip(filler, text, end + separator.length);
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

function linkOf(between: string | null): IdentifierLink {
  if (between === null) return 'next';
  // A dash after a line break is a bullet: `- [1]`, `- [4]` are two passages, not one to four.
  if (dashOnly.test(between)) return /[\n\r]/u.test(between) ? 'next' : 'range';
  return /[=＝≈]/u.test(between) && !/[>＞]|&gt;/u.test(between) ? 'tie' : 'next';
}

function readNumber(written: string): { value: number | null; written: string } {
  if (/^[1-9][0-9]{0,8}$/.test(written)) return { value: Number(written), written };
  const digits = asciiDigits(written)
    .replace('−', '-')
    .replace(/^(-?)0+(?=\d)/, '$1');
  if (digits.length > 20) return { value: null, written: `${digits.slice(0, 20)}…` };
  return { value: digits.startsWith('-') || digits.length > 9 ? null : Number(digits), written: digits };
}
