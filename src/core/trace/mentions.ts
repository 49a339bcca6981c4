import { asciiDigits, digitClass, scanIdentifiers } from '../text/identifiers.ts';

/** A quote with its marks: UTF-16 offsets `[from, to)`; `text` is what stands between the marks. */
export interface ScannedQuote {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const marks = /["“”„«»「」『』\n]/gu;
const closersOf: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“”', '«': '»', '「': '」', '『': '』' };
const longestQuote = 1000;

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
