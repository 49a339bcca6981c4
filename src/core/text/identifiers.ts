/** What an answer says, and what was wrong with it. Positions are 0-based in the window; identifiers are 1-based as written. */
interface ParsedOrder {
  /** Positions, best first, each at most once. */
  readonly order: readonly number[];
  /** Groups of two or more positions of `order` that the answer joins by `=`. */
  readonly ties: readonly (readonly number[])[];
  /** Identifiers written more than once; the first place counts. */
  readonly duplicate: readonly number[];
  /** Identifiers that the window does not have, zero and negative ones too. */
  readonly unknown: readonly string[];
  /** Identifiers of the window that the answer left out, ascending. Nothing is appended for them here. */
  readonly missing: readonly number[];
}

/**
 * Reads an answer such as `[2] > [1] = [3]` over `count` passages: bracketed identifiers, or bare numbers as RankLLM does where nothing is
 * bracketed. Takes digits of every script, ranges (`[4]-[6]`) and growing texts (a cut-off identifier is not there yet). An unfinished
 * thought in the text gives no order: the habit of RankLLM and ReasonRank to read its digits turns years into rankings.
 * @example parseOrder('[2] > [1] = [3]', 3) // order [1, 0, 2], ties [[0, 2]]
 */
export function parseOrder(answer: string, count: number): ParsedOrder {
  const text = afterThought(answer);
  const scan = scanIdentifiers(text);
  const written = scan.bracketed ? scan.identifiers : scanBareNumbers(text);
  const order = new Set<number>();
  const duplicate = new Set<number>();
  const unknown = new Set<string>();
  const groups: number[][] = [];
  const place = (identifier: number): void => {
    if (order.has(identifier - 1)) {
      duplicate.add(identifier);
      return;
    }
    order.add(identifier - 1);
    groups.at(-1)?.push(identifier - 1);
  };
  for (const [index, item] of written.entries()) {
    if (item.link !== 'tie' || groups.length === 0) groups.push([]);
    if (item.value === null || item.value < 1 || item.value > count) {
      unknown.add(item.written);
      continue;
    }
    const rangeStart = startOfRange(written, index, count);
    if (rangeStart !== null) {
      for (let identifier = rangeStart + 1; identifier < item.value; identifier += 1) {
        place(identifier);
        groups.push([]);
      }
    }
    place(item.value);
  }
  const missing: number[] = [];
  for (let identifier = 1; identifier <= count; identifier += 1) if (!order.has(identifier - 1)) missing.push(identifier);
  return {
    order: [...order],
    ties: groups.filter((group) => group.length > 1),
    duplicate: [...duplicate],
    unknown: [...unknown],
    missing,
  };
}

/** What stands after the last `</think>`; nothing at all when a thought was opened and not closed. Text without tags stays as it is. */
export function afterThought(text: string): string {
  const close = text.lastIndexOf(closeTag);
  const rest = close === -1 ? text : text.slice(close + closeTag.length);
  const open = rest.indexOf(openTag);
  return open === -1 ? rest : rest.slice(0, open);
}

/** How an identifier hangs on the one before it: `next` in any other way, `tie` by `=`, `range` by a dash. */
type IdentifierLink = 'next' | 'tie' | 'range';

/** One number as written. `value` is null when it can be no identifier: negative, or longer than nine digits. */
interface ScannedIdentifier {
  /** UTF-16 offsets `[from, to)` of what shall be highlighted: brackets included. Numbers in one bracket share them. */
  readonly from: number;
  readonly to: number;
  readonly value: number | null;
  /** ASCII digits with a minus sign where there was one; shortened when very long. */
  readonly written: string;
  readonly link: IdentifierLink;
}

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

/** Body of a character class (flag `u`): one digit of any decimal family, or a superscript, subscript, circled or numbered form of one. */
export const digitClass = '\\p{Nd}⁰¹²³⁴-⁹₀-₉⓪①-⑳⓿❶-❿⓫-⓴⓵-⓾➀-➓⑴-⒇⒈-⒛\u{1F100}-\u{1F10A}\u{1F10B}\u{1F10C}';

/** Ranges of numbered forms: first code point, last code point, value of the first. */
const numberedForms: readonly (readonly [number, number, number])[] = [
  [0x2070, 0x2070, 0],
  [0x00b9, 0x00b9, 1],
  [0x00b2, 0x00b3, 2],
  [0x2074, 0x2079, 4],
  [0x2080, 0x2089, 0],
  [0x24ea, 0x24ea, 0],
  [0x2460, 0x2473, 1],
  [0x24ff, 0x24ff, 0],
  [0x2776, 0x277f, 1],
  [0x24eb, 0x24f4, 11],
  [0x24f5, 0x24fe, 1],
  [0x2780, 0x2789, 1],
  [0x278a, 0x2793, 1],
  [0x2474, 0x2487, 1],
  [0x2488, 0x249b, 1],
  [0x1f100, 0x1f100, 0],
  [0x1f101, 0x1f10a, 0],
  [0x1f10b, 0x1f10c, 0],
];

const decimal = /^\p{Nd}$/u;
const foreignDigit = new RegExp(`(?![0-9])[${digitClass}]`, 'gu');

/**
 * Writes every digit of `text` (see `digitClass`) with 0–9 and leaves all else as it is: `[۱۲]` and `[¹²]` become `[12]`, `⑫` becomes
 * `12`. RankLLM maps five such families; this maps them all. Lengths can change, so take offsets before, not after.
 */
export function asciiDigits(text: string): string {
  return text.replaceAll(foreignDigit, digitValue);
}

/** Unicode keeps each decimal family together, in order and a multiple of ten long, so the run before a digit tells its value. */
function digitValue(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  for (const [first, last, value] of numberedForms) {
    if (point >= first && point <= last) return String(value + point - first);
  }
  let before = 0;
  while (decimal.test(String.fromCodePoint(point - before - 1))) before += 1;
  return String(before % 10);
}

/** A dash joins a range only between two ascending identifiers of the window that no other dash touches: `[3] - [1] - [2]` is a list. */
function startOfRange(written: readonly ScannedIdentifier[], index: number, count: number): number | null {
  const [first, last] = [written[index - 1], written[index]];
  if (last?.link !== 'range' || first === undefined || first.link === 'range' || written[index + 1]?.link === 'range')
    return null;
  if (first.value === null || last.value === null || first.value < 1 || last.value > count) return null;
  return first.value < last.value ? first.value : null;
}

/** All numbers of a text without brackets, as RankLLM reads them; a minus sign right before a number makes it no identifier. */
function scanBareNumbers(text: string): readonly ScannedIdentifier[] {
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

const openTag = '<think>';
const closeTag = '</think>';
