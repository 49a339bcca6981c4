import { commonStart } from '../text/common-start.ts';
import type { TextSpan } from '../text/spans.ts';
import type { NarrowChoice } from './text-model.ts';

/**
 * Where a locked thought stands. In a quote, `ends` are the places of the cited passage up to which the quote so far has been copied.
 * Plain states are few and equal ones are one object, so that an engine can keep a mask for each.
 */
export type LockState =
  | {
      readonly at: 'plain';
      /** 0-based place of the passage cited last in this sentence. */
      readonly cited: number | null;
      /** A quote may open here: after a space, a bracket or the like. */
      readonly opens: boolean;
      /** A sentence mark was written: white space now ends the sentence. */
      readonly ending: boolean;
      /** Right after a quote only white space or punctuation may follow, or readers would not see it end. */
      readonly closed: boolean;
    }
  | { readonly at: 'identifier'; readonly digits: string }
  | { readonly at: 'quote'; readonly cited: number; readonly ends: readonly number[]; readonly empty: boolean };

/** A stretch of a passage that may be quoted, and only whole. `lean`: logits added where the model chooses among stretches. */
export interface QuotableStretch extends TextSpan {
  readonly lean: number;
}

/** A passage as the prompt shows it. */
export interface QuotablePassage {
  readonly text: string;
  /** Without overlap, in the order of the text; none holds a straight quote mark, none begins or ends with white space. */
  readonly quotable: readonly QuotableStretch[];
}

export interface EvidenceLock {
  readonly start: LockState;
  /** The state after `text` more; null when it may not come. */
  after(state: LockState, text: string): LockState | null;
  /** Quick refusal by the first UTF-16 unit, for tests over a whole vocabulary. */
  mayBegin(state: LockState, unit: number): boolean;
  /** In a citation or a quote: what may go on. Null in plain text. */
  narrow(state: LockState): NarrowChoice | null;
  /** In a citation or a quote: what must come next. Empty: there is a choice. */
  certain(state: LockState): string;
  /** In plain text, of a text without brackets and quote marks: whether it may come, by its first UTF-16 unit. */
  plainMayBegin(state: LockState, unit: number): boolean;
  /** Where a text decides which of several stretches is quoted: logits to add to each text that may come; null: nothing is to be decided here. */
  lean(state: LockState): ((text: string) => number) | null;
}

/** No token is longer than so many UTF-16 units; of one that is, its beginning would not be found and it would not be written. */
const LONGEST_TOKEN = 256;

/**
 * Lets a thought cite only passages that exist and quote only what stands in them: after `[3]`, text between straight quote marks is copied
 * from passage 3, one of its stretches whole; of a passage that is given as a text alone, in whole words from anywhere. `passages` are as the prompt shows
 * them. Mirrors how `trace/quotes.ts` ascribes quotes. Whether and when something is quoted stays the model's choice, and which stretch up to `lean`.
 */
export function createEvidenceLock(given: readonly (string | QuotablePassage)[]): EvidenceLock {
  const passages = given.map((one) => (typeof one === 'string' ? one : one.text));
  const identifiers = passages.map((_, place) => String(place + 1));
  /** Null: any words of the passage. */
  const stretches = given.map((one) => (typeof one === 'string' ? null : one.quotable));
  const starts = passages.map((text, place) => stretches[place]?.map(({ from }) => from) ?? wordStarts(text));

  /** The stretch that a quote which has come to `end` is in; null: none is set apart, or it has come to its end. */
  function stretchAt(cited: number, end: number): QuotableStretch | null {
    return stretches[cited]?.find(({ from, to }) => from <= end && end < to) ?? null;
  }

  /** Whether a quote may close at `end`, a place after something that is no space. */
  function closesAt(cited: number, passage: string, end: number): boolean {
    const set = stretches[cited] ?? null;
    if (set === null) return isBoundary(passage, end) || !isAscii(passage, end);
    // A vocabulary may lack the letter to go on with, alone or with the space before it.
    let next = end;
    while (isSpace(passage, next)) next += 1;
    return passage.charCodeAt(next) > 126 || set.some(({ to }) => to === end);
  }
  const plains = new Map<string, LockState>();

  function plain(cited: number | null, opens: boolean, ending: boolean, closed: boolean): LockState {
    const key = `${cited} ${opens} ${ending} ${closed}`;
    const known = plains.get(key) ?? { at: 'plain', cited, opens, ending, closed };
    plains.set(key, known);
    return known;
  }

  function step(state: LockState, unit: string): LockState | null {
    if (state.at === 'identifier') {
      if (unit === ']') return identifiers.includes(state.digits) ? plain(Number(state.digits) - 1, false, false, false) : null;
      const digits = state.digits + unit;
      return identifiers.some((identifier) => identifier.startsWith(digits)) ? { at: 'identifier', digits } : null;
    }
    if (state.at === 'quote') {
      const passage = passages[state.cited] ?? '';
      if (unit === '"') return mayClose(state, passage) ? plain(state.cited, false, false, true) : null;
      const ends = state.ends.flatMap((end) => (goesOn(state, end) && passage.charAt(end) === unit ? [end + 1] : []));
      return ends.length === 0 ? null : { at: 'quote', cited: state.cited, ends, empty: false };
    }
    if (state.closed && !mayFollowQuote.test(unit)) return null;
    if (unit === '[') return { at: 'identifier', digits: '' };
    if (unit === '"') {
      const ends = state.cited === null || !state.opens ? [] : (starts[state.cited] ?? []);
      return state.cited === null || ends.length === 0 ? null : { at: 'quote', cited: state.cited, ends, empty: true };
    }
    if (otherQuoteMark.test(unit)) return null;
    const over = sentenceEnd.test(unit) || (state.ending && /\s/u.test(unit));
    const ending = sentenceMark.test(unit) || (state.ending && closingBracket.test(unit));
    return plain(over ? null : state.cited, mayPrecedeQuote.test(unit), ending, false);
  }

  /** A stretch that has been copied to its end is over. */
  function goesOn({ cited, empty }: InQuote, end: number): boolean {
    return stretches[cited] === null || empty || stretchAt(cited, end) !== null;
  }

  function mayClose({ cited, ends, empty }: InQuote, passage: string): boolean {
    // A passage whose words a vocabulary may lack the letters for must not trap the model in an open quote.
    if (empty) return !ends.some((end) => isAscii(passage, end));
    return ends.some((end) => /\S/u.test(passage.charAt(end - 1)) && closesAt(cited, passage, end));
  }

  /** What must be copied behind `end`, up to where there is a choice: the quote may close there and go on as well. With its closing mark where it must close. */
  function sureFrom({ cited, empty }: InQuote, end: number): string {
    const passage = passages[cited] ?? '';
    const last = stretches[cited] === null ? passage.length : (stretchAt(cited, end)?.to ?? end);
    for (let at = end; ; at += 1) {
      const closes = !(empty && at === end) && mayClose({ at: 'quote', cited, ends: [at], empty: false }, passage);
      const goes = at < last && passage.charAt(at) !== '"';
      if (!goes || closes) return passage.slice(end, at) + (closes && !goes ? '"' : '');
    }
  }

  /** The same as step by step, for text without brackets and quote marks: nearly the whole vocabulary, asked about for each new plain state. */
  function afterPlain(state: Extract<LockState, { at: 'plain' }>, text: string): LockState | null {
    if (text === '') return state;
    if (state.closed && !mayFollowQuote.test(text.charAt(0))) return null;
    let { cited, ending } = state;
    for (let at = 0; at < text.length; at += 1) {
      const kind = kindOf(text.charCodeAt(at));
      if ((kind & ENDS) !== 0 || (ending && (kind & SPACE) !== 0)) cited = null;
      ending = (kind & MARK) !== 0 || (ending && (kind & CLOSES) !== 0);
    }
    return plain(cited, (kindOf(text.charCodeAt(text.length - 1)) & OPENS) !== 0, ending, false);
  }

  return {
    start: plain(null, true, false, false),
    after(state, text) {
      if (state.at === 'plain' && !opensOrCloses.test(text)) return afterPlain(state, text);
      let next: LockState | null = state;
      for (let at = 0; at < text.length && next !== null; at += 1) next = step(next, text.charAt(at));
      return next !== null && next.at === 'quote' && isDeadEnd(next, passages[next.cited] ?? '') ? null : next;
    },
    mayBegin(state, unit) {
      if (state.at !== 'quote') return true;
      const passage = passages[state.cited] ?? '';
      return unit === 34 || state.ends.some((end) => goesOn(state, end) && passage.charCodeAt(end) === unit);
    },
    narrow(state) {
      if (state.at === 'plain') return null;
      if (state.at === 'identifier') {
        const { digits } = state;
        return {
          texts: identifiers.flatMap((one) => (one.startsWith(digits) ? [one.slice(digits.length)] : [])),
          mark: ']',
        };
      }
      const passage = passages[state.cited] ?? '';
      const texts = state.ends.flatMap((end) =>
        goesOn(state, end)
          ? [passage.slice(end, Math.min(stretchAt(state.cited, end)?.to ?? Infinity, end + LONGEST_TOKEN))]
          : [],
      );
      return { texts, mark: '"' };
    },
    certain(state) {
      if (state.at === 'plain') return '';
      if (state.at === 'identifier') {
        const { digits } = state;
        return commonStart(identifiers.flatMap((one) => (one.startsWith(digits) ? [`${one.slice(digits.length)}]`] : [])));
      }
      const passage = passages[state.cited] ?? '';
      if (state.empty && mayClose(state, passage)) return '';
      return commonStart(state.ends.map((end) => sureFrom(state, end)));
    },
    plainMayBegin(state, unit) {
      return state.at !== 'plain' || !state.closed || (kindOf(unit) & FOLLOWS) !== 0;
    },
    lean(state) {
      if (state.at !== 'quote' || state.ends.length < 2) return null;
      const { cited } = state;
      const passage = passages[cited] ?? '';
      const choices = state.ends.flatMap((end) => {
        const stretch = stretchAt(cited, end);
        return stretch === null ? [] : [{ rest: passage.slice(end, stretch.to), lean: stretch.lean }];
      });
      if (choices.every(({ lean }) => lean === 0)) return null;
      return (text) => {
        const left = choices.filter(({ rest }) => rest.startsWith(text) || text.startsWith(`${rest}"`));
        return left.length === 0 ? 0 : Math.max(...left.map(({ lean }) => lean));
      };
    },
  };
}

const mayPrecedeQuote = /[\s([{:,;=>—–-]/u;
const sentenceMark = /[.!?…]/u;
const closingBracket = /[)\]]/u;
const sentenceEnd = /[。！？؟\n]/u;
const otherQuoteMark = /[“”„«»「」『』]/u;
const mayFollowQuote = /[\s\p{P}\p{S}]/u;
/** What plain text leaves, or may not hold. */
export const OPENS_OR_CLOSES = '["“”„«»「」『』';
const opensOrCloses = /[["“”„«»「」『』]/u;

const [ENDS, SPACE, MARK, CLOSES, OPENS, FOLLOWS] = [1, 2, 4, 8, 16, 32];
/** What each UTF-16 unit is to plain text, reckoned when it is first seen; 0: not yet. */
const kinds = new Uint8Array(2 ** 16);
const SEEN = 128;

function kindOf(unit: number): number {
  const known = kinds[unit] ?? 0;
  if (known !== 0) return known;
  const written = String.fromCharCode(unit);
  const kind =
    SEEN |
    (sentenceEnd.test(written) ? ENDS : 0) |
    (/\s/u.test(written) ? SPACE : 0) |
    (sentenceMark.test(written) ? MARK : 0) |
    (closingBracket.test(written) ? CLOSES : 0) |
    (mayPrecedeQuote.test(written) ? OPENS : 0) |
    (mayFollowQuote.test(written) ? FOLLOWS : 0);
  kinds[unit] = kind;
  return kind;
}

const wordUnit = /[\p{L}\p{N}\p{M}]/u;
/** Scripts written without spaces: every place is a boundary. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

type InQuote = Extract<LockState, { at: 'quote' }>;

/** Where words begin that a quote may begin with. */
function wordStarts(text: string): readonly number[] {
  return Array.from(text, (_, at) => at).filter(
    (at) => isBoundary(text, at) && /\S/u.test(text.charAt(at)) && text.charAt(at) !== '"',
  );
}

/** After white space a quote cannot close; it may stop there only where plain ASCII goes on, which every vocabulary can write. */
function isDeadEnd({ ends, empty }: InQuote, passage: string): boolean {
  return !empty && ends.every((end) => /\s/u.test(passage.charAt(end - 1)) && !isAscii(passage, end));
}

function isAscii(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit > 32 && unit < 127 && unit !== 34;
}

function isSpace(text: string, at: number): boolean {
  return (kindOf(text.charCodeAt(at)) & SPACE) !== 0;
}

/** Between two words, or at an end of the text. */
function isBoundary(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  const next = text.charAt(at);
  if (at <= 0 || next === '') return true;
  return !(wordUnit.test(before) && wordUnit.test(next)) || unspaced.test(before) || unspaced.test(next);
}
