import { letterNumeral, orderLabels } from './labels.ts';
import type { AnswerShape, LabelForm } from './shape.ts';
import { neededLabels } from './shape.ts';

/**
 * How a text stands to a set of answers, as bits: 0 no answer begins so, 1 it is one, 2 it may become a longer one. Readers go from left to right
 * and meet one expected piece after another.
 */
const textStand = {
  wrong: 0,
  whole: 1,
  grows: 2,
  /** Where the text from `at` does not begin with `expected`: grows when it ends inside it. */
  inside(text: string, at: number, expected: string): number {
    return text.length - at < expected.length && expected.startsWith(text.slice(at)) ? 2 : 0;
  },
  /** The text from `at` where only `close` is left. */
  atEnd(text: string, at: number, close: string): number {
    if (!text.startsWith(close, at)) return textStand.inside(text, at, close);
    return text.length === at + close.length ? 1 : 0;
  },
};

/** Reads on from `at`; `settled`, where asked for, is told at each end that the text can have what it had named there. */
type StandReader = (text: string, at: number, settled: ((identifiers: readonly number[]) => void) | null) => number;

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
function labelReader({
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
}): StandReader {
  const positions = new Map<string, number>();
  /** Positions whose numerals begin with the key and are longer. */
  const longer = new Map<string, number[]>();
  for (let position = 0; position < count; position += 1) {
    const numeral = numerals === 'letters' ? letterNumeral(position) : String(position + 1);
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
    const stop = (stands: number): number => {
      if (stands !== textStand.wrong) settled?.(trail);
      return stands;
    };
    const fromLabel = (at: number): number => {
      if (!text.startsWith(before, at)) return stop(textStand.inside(text, at, before));
      const start = at + before.length;
      let stands = textStand.wrong;
      for (let end = start; ; end += 1) {
        const numeral = text.slice(start, end);
        const position = positions.get(numeral);
        if (position !== undefined && used[position] === 0) {
          used[position] = 1;
          trail.push(position + 1);
          stands |= fromEndOfLabel(end);
          trail.pop();
          used[position] = 0;
        }
        const further = longer.get(numeral);
        if (further === undefined) return stands;
        if (end >= text.length)
          return stands | stop(further.some((other) => used[other] === 0) ? textStand.grows : textStand.wrong);
      }
    };
    const fromEndOfLabel = (numeralEnd: number): number => {
      if (!text.startsWith(after, numeralEnd)) return stop(textStand.inside(text, numeralEnd, after));
      const at = numeralEnd + after.length;
      if (trail.length === needed) return stop(textStand.atEnd(text, at, close));
      let stands = textStand.wrong;
      for (const mark of marks) {
        stands |= text.startsWith(mark, at) ? fromLabel(at + mark.length) : stop(textStand.inside(text, at, mark));
      }
      return stands;
    };
    return needed === 0 ? stop(textStand.atEnd(text, from, close)) : fromLabel(from);
  };
}

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
  readonly read: StandReader;
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
  take?: number;
}): AnswerAutomaton {
  const needed = neededLabels({ shape, count, ...(take === undefined ? {} : { take }) });
  const { read, texts, longest } = languageOf({ shape, count, needed });
  const { open, close } = shape;
  const stand = (text: string, settled: ((identifiers: readonly number[]) => void) | null): number => {
    return text.startsWith(open) ? read(text, open.length, settled) : textStand.inside(text, 0, open);
  };
  return {
    isPrefix: (text) => stand(text, null) !== textStand.wrong,
    isWhole: (text) => (stand(text, null) & textStand.whole) !== 0,
    mayGrow: (text) => (stand(text, null) & textStand.grows) !== 0,
    identifiersIn(text) {
      let common: readonly number[] | null = null;
      stand(text, (identifiers) => {
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
      const lengths = orderLabels(shape, count)
        .map((label) => label.length)
        .sort((a, b) => b - a)
        .slice(0, needed);
      const between = Math.max(0, ...marks.map((mark) => mark.length)) * Math.max(0, needed - 1);
      return {
        read: labelReader({ label: shape.label, marks, close: shape.close, count, needed }),
        texts: needed === 0 ? [] : [...(needed > 1 ? marks : []), ...orderLabels(shape, count)],
        longest: lengths.reduce((sum, length) => sum + length, 0) + between,
      };
    }
    case 'scores': {
      const number = wholeNumberForm(shape.least, shape.most);
      const leads = orderLabels(shape, count).map(
        (label, position) => `${position === 0 ? '{' : ', '}${JSON.stringify(label)}: `,
      );
      const last = count === 0 ? '{}' : '}';
      return {
        read: readScores({ leads, number, last, close: shape.close }),
        texts: [...leads, last, ...(count === 0 ? [] : [numeralsOf(shape)])],
        longest: leads.join('').length + count * number.longest + last.length,
      };
    }
    case 'word':
      return {
        read: (text, at) => readWord(text, at, [shape.yes, shape.no], (end) => textStand.atEnd(text, end, shape.close)),
        texts: [shape.yes, shape.no],
        longest: Math.max(shape.yes.length, shape.no.length),
      };
    case 'grade': {
      const number = wholeNumberForm(shape.least, shape.most);
      return {
        read: (text, at) => {
          return readWord(text, at, [`${shape.yes}(`, `${shape.no}(`], (start) => {
            const end = endOfNumber(text, start, number);
            if (end === text.length)
              return number.isNumber(text.slice(start)) || number.mayGrow(text.slice(start)) ? textStand.grows : textStand.wrong;
            return number.isNumber(text.slice(start, end)) ? textStand.atEnd(text, end, `)${shape.close}`) : textStand.wrong;
          });
        },
        texts: [`${shape.yes}()`, `${shape.no}()`, numeralsOf(shape)],
        longest: Math.max(shape.yes.length, shape.no.length) + number.longest + 2,
      };
    }
  }
}

/** Digits that can occur in a number of the range, and the minus sign if one can. */
function numeralsOf({ least, most }: { least: number; most: number }): string {
  const small =
    most - least <= 1000 ? Array.from({ length: most - least + 1 }, (_, step) => least + step).join('') : '0123456789';
  return least < 0 ? `-${small}` : small;
}

function readWord(text: string, at: number, words: readonly string[], then: (at: number) => number): number {
  let stands = textStand.wrong;
  for (const word of words) stands |= text.startsWith(word, at) ? then(at + word.length) : textStand.inside(text, at, word);
  return stands;
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

function readScores({
  leads,
  number,
  last,
  close,
}: {
  leads: readonly string[];
  number: WholeNumberForm;
  last: string;
  close: string;
}): StandReader {
  return (text, from, settled) => {
    let at = from;
    const scored: number[] = [];
    const stop = (stands: number): number => {
      if (stands !== textStand.wrong) settled?.(scored);
      return stands;
    };
    for (const [position, lead] of leads.entries()) {
      if (!text.startsWith(lead, at)) return stop(textStand.inside(text, at, lead));
      const start = at + lead.length;
      at = endOfNumber(text, start, number);
      const written = text.slice(start, at);
      if (at === text.length)
        return stop(number.isNumber(written) || number.mayGrow(written) ? textStand.grows : textStand.wrong);
      if (!number.isNumber(written)) return textStand.wrong;
      scored.push(position + 1);
    }
    return stop(textStand.atEnd(text, at, last + close));
  };
}
