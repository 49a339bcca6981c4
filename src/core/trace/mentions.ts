import { scanIdentifiers } from '../text/bracket-labels.ts';
import { asciiDigits, digitClass } from '../text/digits.ts';
import { scanQuotes } from './quotes.ts';
import type { ScannedQuote } from './quotes.ts';

/** A place where a thought names passages. UTF-16 offsets `[from, to)`, brackets included; identifiers are 1-based, as written. */
export interface Mention {
  readonly from: number;
  readonly to: number;
  /** Passages the window has; a range `[1]-[3]` is one mention of three. */
  readonly identifiers: readonly number[];
  /** Numbers of no passage. Left out: what is too long to be a number. */
  readonly unknown: readonly number[];
}

/**
 * Every mention of passages in a thought over `count` passages, in order: `[3]`, `[1, 2]`, `[1]-[3]`, in digits of any script. A bracket
 * that begins inside a quote, finished or not, is the passage's text and no mention. A cut-off `[1` is none yet, so chips never flicker.
 */
export function findMentions(text: string, count: number): readonly Mention[] {
  const { quotes, open } = scanQuotes(text);
  const found: { from: number; to: number; written: number[]; afterDash: boolean }[] = [];
  let quote = 0;
  for (const { from, to, value, link } of scanIdentifiers(text).identifiers) {
    while (quote < quotes.length && (quotes[quote]?.to ?? 0) <= from) quote += 1;
    if ((quotes[quote]?.from ?? Infinity) < from || (open !== null && from > open)) continue;
    const last = found.at(-1);
    const previous = last?.written.at(-1);
    const sameBracket = last !== undefined && last.from <= from && from < last.to;
    const ascends =
      link === 'range' && previous !== undefined && value !== null && previous >= 1 && previous < value && value <= count;
    const gap = last === undefined ? '' : text.slice(last.to, from);
    // A dash on a new line is a bullet: "- [1]\n- [4]" names two passages, not four.
    const range = ascends && last !== undefined && (sameBracket || (!last.afterDash && gap.length < 12 && !gap.includes('\n')));
    if (range) for (let between = previous + 1; between < value; between += 1) last.written.push(between);
    if (last !== undefined && (sameBracket || range)) {
      if (value !== null) last.written.push(value);
      last.to = Math.max(last.to, to);
      last.afterDash = range;
    } else {
      found.push({ from, to, written: value === null ? [] : [value], afterDash: false });
    }
  }
  return found
    .map(({ from, to, written }) => {
      const numbers = [...new Set(written)];
      const exists = (identifier: number): boolean => identifier >= 1 && identifier <= count;
      return { from, to, identifiers: numbers.filter(exists), unknown: numbers.filter((identifier) => !exists(identifier)) };
    })
    .filter(({ identifiers, unknown }) => identifiers.length + unknown.length > 0);
}

/** Mentions in brackets and mentions by name and number, in order, never overlapping; where they would, the bracket counts. */
export function findAllMentions(text: string, count: number): readonly Mention[] {
  const brackets = findMentions(text, count);
  let next = 0;
  const named = findNamedMentions(text, count).filter(({ from, to }) => {
    while ((brackets[next]?.to ?? Infinity) <= from) next += 1;
    return (brackets[next]?.from ?? Infinity) >= to;
  });
  return named.length === 0 ? brackets : [...brackets, ...named].sort((one, other) => one.from - other.from);
}

/**
 * 0-based window positions in the order a thought first mentions them: the provisional order while the thought is written (Glassrank's
 * model writes in rank order). Growing the text only ever appends to it.
 */
export function orderOfMention(text: string, count: number): readonly number[] {
  const order = new Set<number>();
  for (const { identifiers } of findMentions(text, count)) for (const identifier of identifiers) order.add(identifier - 1);
  return [...order];
}

/** A quote in a thought. UTF-16 offsets `[from, to)`, marks included; `text` without them. */
interface Quote extends ScannedQuote {
  /** 1-based identifier of the passage it is ascribed to: the nearest mention before it in the same sentence; null when there is none. */
  readonly identifier: number | null;
}

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

/**
 * Mentions that name a passage by a word and a bare number, as free thoughts do: "passage 3", "passages 2 and 5", "отрывок 3", "متن ۳",
 * "第3段". A number that no passage has is taken for a number and is no mention, and one at the very end is none yet. Blind in quotes.
 */
function findNamedMentions(text: string, count: number): readonly Mention[] {
  const { quotes, open } = scanQuotes(text);
  const found: Mention[] = [];
  let quote = 0;
  let last = 0;
  for (const { 0: name, index } of text.matchAll(named)) {
    while ((quotes[quote]?.to ?? Infinity) <= index) quote += 1;
    if (index < last || (quotes[quote]?.from ?? Infinity) < index || (open !== null && index > open)) continue;
    const pattern = /[段文篇第]/u.test(name) ? chinese : number;
    const identifiers = new Set<number>();
    let to = index;
    let at = index + name.length;
    for (;;) {
      pattern.lastIndex = at;
      const written = pattern.exec(text)?.[0];
      if (written === undefined || at + written.length >= text.length) break;
      const identifier = Number(asciiDigits(written));
      if (identifier < 1 || identifier > count) break;
      identifiers.add(identifier);
      to = at + written.length;
      join.lastIndex = to;
      const joined =
        /^(?:passage|document|doc|candidate)s/iu.test(name) || !/^[\p{Script=Latin}]/u.test(name)
          ? join.exec(text)?.[0]
          : undefined;
      if (joined === undefined) break;
      at = to + joined.length;
    }
    if (identifiers.size > 0) found.push({ from: index, to, identifiers: [...identifiers], unknown: [] });
    last = to;
  }
  return found;
}

const nouns =
  'passages?|documents?|docs?|candidates?|отрыв(?:ок|ка|ку|ке|ком|ки|ков|кам|ками|ках)|фрагмент\\p{L}{0,3}|пассаж\\p{L}{0,3}|документ\\p{L}{0,3}|' +
  'متن|متن‌های|قطعه|سند|گذرگاه|پاراگراف';
const digits = `[${digitClass}]{1,9}`;
const before = '(?:#|№|no\\.? ?|number |شماره‌? ?|номер )?';
const named = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${nouns})[ \\u00a0]${before}(?=[${digitClass}])|(?:段落|文档|文章|篇章) ?(?=[${digitClass}])|第 ?(?=${digits} ?[段篇个條条])`,
  'giu',
);
const number = new RegExp(`${digits}(?![${digitClass}\\p{L}%]|\\.[${digitClass}])`, 'uy');
const chinese = new RegExp(`${digits}(?![${digitClass}])`, 'uy');
const join = new RegExp(`(?:, ?(?:and |or )?| (?:and|or|и|или|و) |، ?(?:و )?|、|和)(?=[${digitClass}])`, 'uy');

const sentenceEnd = /[.!?…]["”»)\]]*\s|[。！？؟]|\n/u;
