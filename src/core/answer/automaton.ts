import { commonStart } from '../text/common-start.ts';
import { labelsOf } from './labels.ts';
import { matchEnd, matchInside, matchLabels, matchNumber, matchScores, matchWord, PREFIX, WHOLE, WRONG } from './matchers.ts';
import type { Listener, Matcher, WholeAnswer } from './matchers.ts';
import type { AnswerShape } from './shape.ts';
import { neededLabels } from './shape.ts';
import { endOfNumber, wholeNumberForm } from './whole-numbers.ts';

/** All whole answers of one shape over one list. Texts run from the first character of `open`. Each question costs one pass over the text. */
export interface AnswerAutomaton {
  /** May `text` still become a whole answer? True for the whole answer too. */
  isPrefix(text: string): boolean;
  isWhole(text: string): boolean;
  /** May `text` become a *longer* whole answer? A whole `Document 1` may still become `Document 10` where nothing closes a label. */
  mayGrow(text: string): boolean;
  /** All that may come next, each as far as nothing else can come in between; one of them does. Empty: none may, or `text` is no beginning. */
  goesOn(text: string): readonly string[];
  /** What must come next, whichever answer it becomes. Empty: there is a choice, or it may end here. */
  certain(text: string): string;
  /** 1-based identifiers that an accepted text has named and can no longer change, in the order of writing; scored ones for `scores`. */
  identifiersIn(text: string): readonly number[];
  /** What a whole answer says; null where `text` is none. One that can be read in two ways is read in the first. */
  read(text: string): WholeAnswer | null;
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
  const match = (text: string, listener: Listener | null): number => {
    return text.startsWith(open) ? matchInner(text, open.length, listener) : matchInside(text, 0, open, listener);
  };
  const goesOn = (text: string): readonly string[] => {
    const rests = new Set<string>();
    match(text, { rest: (rest) => void rests.add(rest) });
    return [...rests];
  };
  return {
    isPrefix: (text) => match(text, null) !== WRONG,
    isWhole: (text) => (match(text, null) & WHOLE) !== 0,
    mayGrow: (text) => (match(text, null) & PREFIX) !== 0,
    goesOn,
    certain(text) {
      let sure = '';
      for (;;) {
        const at = text + sure;
        const more = (match(at, null) & WHOLE) === 0 ? commonStart(goesOn(at)) : '';
        if (more === '') return sure;
        sure += more;
      }
    },
    identifiersIn(text) {
      let common: readonly number[] | null = null;
      match(text, {
        settled(identifiers) {
          const before: readonly number[] = common ?? identifiers;
          const differs = before.findIndex((identifier, place) => identifier !== identifiers[place]);
          common = differs === -1 ? [...before] : before.slice(0, differs);
        },
      });
      return common ?? [];
    },
    read(text) {
      let whole: WholeAnswer | null = null;
      match(text, { whole: (answer) => void (whole ??= answer) });
      return whole;
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
        match: (text, at, listener) =>
          matchWord({ text, at, listener }, [shape.yes, shape.no], (end, word) => {
            const match = matchEnd(text, end, shape.close, listener);
            if (match === WHOLE) listener?.whole?.({ type: 'judgement', yes: word === shape.yes, grade: null });
            return match;
          }),
        texts: [shape.yes, shape.no],
        longest: Math.max(shape.yes.length, shape.no.length),
      };
    case 'grade': {
      const number = wholeNumberForm(shape.least, shape.most);
      return {
        match: (text, at, listener) =>
          matchWord({ text, at, listener }, [`${shape.yes}(`, `${shape.no}(`], (start, word) => {
            const end = endOfNumber(text, start, number);
            const written = text.slice(start, end);
            if (end === text.length) return matchNumber(written, number, { next: `)${shape.close}`, listener });
            if (!number.isNumber(written)) return WRONG;
            const match = matchEnd(text, end, `)${shape.close}`, listener);
            if (match === WHOLE) listener?.whole?.({ type: 'judgement', yes: word === `${shape.yes}(`, grade: Number(written) });
            return match;
          }),
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
