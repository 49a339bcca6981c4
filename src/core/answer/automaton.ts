import { labelsOf, numeralOf } from './labels.ts';
import type { AnswerShape, LabelForm } from './shape.ts';
import { neededLabels } from './shape.ts';

/** All whole answers of one shape over one list. Texts run from the first character of `open`. Each question costs one pass over the text. */
export interface AnswerAutomaton {
  /** May `text` still become a whole answer? True for the whole answer too. */
  isPrefix(text: string): boolean;
  isWhole(text: string): boolean;
  /** May `text` become a *longer* whole answer? A whole `Document 1` may still become `Document 10` where nothing closes a label. */
  mayGrow(text: string): boolean;
  /** 1-based identifiers that an accepted text has named and can no longer change, in the order of writing; scored ones for `scores`. */
  identifiersIn(text: string): readonly number[];
  /** UTF-16 units that may occur. */
  readonly alphabet: ReadonlySet<number>;
  /** UTF-16 units of the longest answer, `open` and `close` included. */
  readonly longest: number;
}

interface Language {
  readonly match: Matcher;
  /** Everything that can be written between `open` and `close`, for the alphabet. */
  readonly texts: readonly string[];
  /** UTF-16 units of the longest answer without `open` and `close`. */
  readonly longest: number;
}

/**
 * The exact language of an answer shape over `count` passages. `order`: a strict permutation, or exactly `take` different labels; with `tie`
 * either mark may join two. `select`: exactly `take` different labels, all of them without `take`. `scores`: one JSON spelling with every label in
 * ascending order. `word` and `grade`: one judgement, whatever `count` is. A guide that lets through only what `isPrefix` accepts cannot get
 * stuck: every accepted text is a whole answer or has a next character. Throws a RangeError for a shape without numbers between least and most.
 */
export function createAnswerAutomaton({
  shape,
  count,
  take,
}: {
  shape: AnswerShape;
  count: number;
  take?: number | undefined;
}): AnswerAutomaton {
  const needed = neededLabels({ shape, count, take });
  const { match: matchInner, texts, longest } = languageOf({ shape, count, needed });
  const { open, close } = shape;
  const match = (text: string, settled: ((identifiers: readonly number[]) => void) | null): number => {
    return text.startsWith(open) ? matchInner(text, open.length, settled) : matchInside(text, 0, open);
  };
  return {
    isPrefix: (text) => match(text, null) !== WRONG,
    isWhole: (text) => (match(text, null) & WHOLE) !== 0,
    mayGrow: (text) => (match(text, null) & PREFIX) !== 0,
    identifiersIn(text) {
      let common: readonly number[] | null = null;
      match(text, (identifiers) => {
        const before: readonly number[] = common ?? identifiers;
        const differs = before.findIndex((identifier, place) => identifier !== identifiers[place]);
        common = differs === -1 ? [...before] : before.slice(0, differs);
      });
      return common ?? [];
    },
    alphabet: unitsOf([open, close, ...texts]),
    longest: open.length + longest + close.length,
  };
}

function unitsOf(texts: readonly string[]): ReadonlySet<number> {
  const units = new Set<number>();
  for (const text of texts) for (let at = 0; at < text.length; at += 1) units.add(text.charCodeAt(at));
  return units;
}

function languageOf({ shape, count, needed }: { shape: AnswerShape; count: number; needed: number }): Language {
  switch (shape.type) {
    case 'order':
    case 'select':
    case 'best': {
      const tie = shape.type === 'order' && shape.tie !== null ? [shape.tie] : [];
      const marks = shape.type === 'best' ? [] : [shape.separator, ...tie];
      const lengths = labelsOf(shape, count)
        .map((label) => label.length)
        .sort((a, b) => b - a)
        .slice(0, needed);
      const between = Math.max(0, ...marks.map((mark) => mark.length)) * Math.max(0, needed - 1);
      return {
        match: matchLabels({ label: shape.label, marks, close: shape.close, count, needed }),
        texts: needed === 0 ? [] : [...(needed > 1 ? marks : []), ...labelsOf(shape, count)],
        longest: lengths.reduce((sum, length) => sum + length, 0) + between,
      };
    }
    case 'scores': {
      const number = wholeNumberForm(shape.least, shape.most);
      const leads = labelsOf(shape, count).map((label, position) => `${position === 0 ? '{' : ', '}${JSON.stringify(label)}: `);
      const last = count === 0 ? '{}' : '}';
      return {
        match: matchScores({ leads, number, last, close: shape.close }),
        texts: [...leads, last, ...(count === 0 ? [] : [numeralsOf(shape)])],
        longest: leads.join('').length + count * number.longest + last.length,
      };
    }
    case 'word':
      return {
        match: (text, at) => matchWord(text, at, [shape.yes, shape.no], (end) => matchEnd(text, end, shape.close)),
        texts: [shape.yes, shape.no],
        longest: Math.max(shape.yes.length, shape.no.length),
      };
    case 'grade': {
      const number = wholeNumberForm(shape.least, shape.most);
      return {
        match: (text, at) => {
          return matchWord(text, at, [`${shape.yes}(`, `${shape.no}(`], (start) => {
            const end = endOfNumber(text, start, number);
            if (end === text.length)
              return number.isNumber(text.slice(start)) || number.mayGrow(text.slice(start)) ? PREFIX : WRONG;
            return number.isNumber(text.slice(start, end)) ? matchEnd(text, end, `)${shape.close}`) : WRONG;
          });
        },
        texts: [`${shape.yes}()`, `${shape.no}()`, numeralsOf(shape)],
        longest: Math.max(shape.yes.length, shape.no.length) + number.longest + 2,
      };
    }
  }
}

/** How a text fits a set of answers, as bits of one number: WRONG no answer begins so, WHOLE it is one, PREFIX it may become a longer one. */
const WRONG = 0;
const WHOLE = 1;
const PREFIX = 2;

/** A text that does not begin with `expected` at `at`: a prefix where it ends inside it. */
function matchInside(text: string, at: number, expected: string): number {
  return text.length - at < expected.length && expected.startsWith(text.slice(at)) ? PREFIX : WRONG;
}

/** The text from `at`, where only `close` is left. */
function matchEnd(text: string, at: number, close: string): number {
  if (!text.startsWith(close, at)) return matchInside(text, at, close);
  return text.length === at + close.length ? WHOLE : WRONG;
}

/** Matches the text from `at`, one expected piece after another, from left to right; `settled`, where asked for, is told at each end that the text can have what it had named there. */
type Matcher = (text: string, at: number, settled: ((identifiers: readonly number[]) => void) | null) => number;

/** How whole numbers from `least` to `most` may be written: no plus sign, no leading zeros. */
interface WholeNumberForm {
  /** Most UTF-16 units one takes. */
  readonly longest: number;
  isNumber(text: string): boolean;
  /** May `text` still become one by at least one more digit? */
  mayGrow(text: string): boolean;
}

/** Throws a RangeError unless both are whole numbers and `least` is not above `most`. */
function wholeNumberForm(least: number, most: number): WholeNumberForm {
  if (!Number.isSafeInteger(least) || !Number.isSafeInteger(most) || least > most) {
    throw new RangeError(`no whole numbers from ${least} to ${most}`);
  }
  const longest = Math.max(String(least).length, String(most).length);
  const isNumber = (text: string): boolean => {
    return /^(?:0|-?[1-9][0-9]*)$/.test(text) && text.length <= longest && Number(text) >= least && Number(text) <= most;
  };
  const mayGrow = (text: string): boolean => {
    if (text === '') return true;
    if (text === '-') return least < 0;
    if (!/^-?[1-9][0-9]*$/.test(text)) return false;
    const negative = text.startsWith('-');
    const head = Math.abs(Number(text));
    // Magnitudes that this sign may have.
    const from = negative ? Math.max(1, -most) : Math.max(0, least);
    const to = negative ? -least : most;
    for (let scale = 10; head * scale <= to; scale *= 10) {
      if (head * scale + scale - 1 >= from) return true;
    }
    return false;
  };
  return { longest, isNumber, mayGrow };
}

/**
 * Different labels joined by one of `marks`. Where a numeral begins another and nothing closes it (`Document 1`, `Document 10`), both readings are
 * followed: what comes next decides.
 */
function matchLabels({
  label: { before, after, numerals },
  marks,
  close,
  count,
  needed,
}: {
  label: LabelForm;
  marks: readonly string[];
  close: string;
  count: number;
  needed: number;
}): Matcher {
  const positions = new Map<string, number>();
  /** Positions whose numerals begin with the key and are longer. */
  const longer = new Map<string, number[]>();
  for (let position = 0; position < count; position += 1) {
    const numeral = numeralOf(position, numerals);
    positions.set(numeral, position);
    for (let length = 0; length < numeral.length; length += 1) {
      const head = numeral.slice(0, length);
      const known = longer.get(head);
      if (known === undefined) longer.set(head, [position]);
      else known.push(position);
    }
  }
  const used = new Uint8Array(count);
  const trail: number[] = [];

  return (text, from, settled) => {
    const stop = (match: number): number => {
      if (match !== WRONG) settled?.(trail);
      return match;
    };
    const fromLabel = (at: number): number => {
      if (!text.startsWith(before, at)) return stop(matchInside(text, at, before));
      const start = at + before.length;
      let match = WRONG;
      for (let end = start; ; end += 1) {
        const numeral = text.slice(start, end);
        const position = positions.get(numeral);
        if (position !== undefined && used[position] === 0) {
          used[position] = 1;
          trail.push(position + 1);
          match |= fromEndOfLabel(end);
          trail.pop();
          used[position] = 0;
        }
        const further = longer.get(numeral);
        if (further === undefined) return match;
        if (end >= text.length) return match | stop(further.some((other) => used[other] === 0) ? PREFIX : WRONG);
      }
    };
    const fromEndOfLabel = (numeralEnd: number): number => {
      if (!text.startsWith(after, numeralEnd)) return stop(matchInside(text, numeralEnd, after));
      const at = numeralEnd + after.length;
      if (trail.length === needed) return stop(matchEnd(text, at, close));
      let match = WRONG;
      for (const mark of marks) {
        match |= text.startsWith(mark, at) ? fromLabel(at + mark.length) : stop(matchInside(text, at, mark));
      }
      return match;
    };
    return needed === 0 ? stop(matchEnd(text, from, close)) : fromLabel(from);
  };
}

/** Digits that can occur in a number of the range, and the minus sign if one can. */
function numeralsOf({ least, most }: { least: number; most: number }): string {
  const small =
    most - least <= 1000 ? Array.from({ length: most - least + 1 }, (_, step) => least + step).join('') : '0123456789';
  return least < 0 ? `-${small}` : small;
}

function matchWord(text: string, at: number, words: readonly string[], then: (at: number) => number): number {
  let match = WRONG;
  for (const word of words) match |= text.startsWith(word, at) ? then(at + word.length) : matchInside(text, at, word);
  return match;
}

/** Where the sign and the digits from `start` on end; one unit past the longest number at most. */
function endOfNumber(text: string, start: number, { longest }: WholeNumberForm): number {
  let end = start;
  while (end < text.length && end <= start + longest) {
    const unit = text.charCodeAt(end);
    if ((unit < 48 || unit > 57) && unit !== 45) break;
    end += 1;
  }
  return end;
}

function matchScores({
  leads,
  number,
  last,
  close,
}: {
  leads: readonly string[];
  number: WholeNumberForm;
  last: string;
  close: string;
}): Matcher {
  return (text, from, settled) => {
    let at = from;
    const scored: number[] = [];
    const stop = (match: number): number => {
      if (match !== WRONG) settled?.(scored);
      return match;
    };
    for (const [position, lead] of leads.entries()) {
      if (!text.startsWith(lead, at)) return stop(matchInside(text, at, lead));
      const start = at + lead.length;
      at = endOfNumber(text, start, number);
      const written = text.slice(start, at);
      if (at === text.length) return stop(number.isNumber(written) || number.mayGrow(written) ? PREFIX : WRONG);
      if (!number.isNumber(written)) return WRONG;
      scored.push(position + 1);
    }
    return stop(matchEnd(text, at, last + close));
  };
}
