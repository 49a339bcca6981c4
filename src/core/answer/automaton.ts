import { labelsOf, numeralOf } from './labels.ts';
import type { AnswerShape, LabelForm } from './shape.ts';
import { neededLabels } from './shape.ts';
import { endOfNumber, wholeNumberForm } from './whole-numbers.ts';
import type { WholeNumberForm } from './whole-numbers.ts';

/** All whole answers of one shape over one list. Texts run from the first character of `open`. Each question costs one pass over the text. */
export interface AnswerAutomaton {
  /** May `text` still become a whole answer? True for the whole answer too. */
  isPrefix(text: string): boolean;
  isWhole(text: string): boolean;
  /** May `text` become a *longer* whole answer? A whole `Document 1` may still become `Document 10` where nothing closes a label. */
  mayGrow(text: string): boolean;
  /** 1-based identifiers that an accepted text has named and can no longer change, in the order of writing; scored ones for `scores`. */
  identifiersIn(text: string): readonly number[];
  /** What a whole answer says; null where `text` is none. One that can be read in two ways is read in the first. */
  read(text: string): WholeAnswer | null;
  /** UTF-16 units that may occur. */
  readonly alphabet: ReadonlySet<number>;
  /** UTF-16 units of the longest answer, `open` and `close` included. */
  readonly longest: number;
}

/** What a whole answer says. Positions are 0-based. */
export type WholeAnswer =
  /** Best first, those of one group tied. */
  | { readonly type: 'labels'; readonly groups: readonly (readonly number[])[] }
  /** One for each passage, in their order. */
  | { readonly type: 'scores'; readonly scores: readonly number[] }
  | { readonly type: 'judgement'; readonly yes: boolean; readonly grade: number | null };

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
    return text.startsWith(open) ? matchInner(text, open.length, listener) : matchInside(text, 0, open);
  };
  return {
    isPrefix: (text) => match(text, null) !== WRONG,
    isWhole: (text) => (match(text, null) & WHOLE) !== 0,
    mayGrow: (text) => (match(text, null) & PREFIX) !== 0,
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
          matchWord(text, at, [shape.yes, shape.no], (end, word) => {
            const match = matchEnd(text, end, shape.close);
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
          matchWord(text, at, [`${shape.yes}(`, `${shape.no}(`], (start, word) => {
            const end = endOfNumber(text, start, number);
            const written = text.slice(start, end);
            if (end === text.length) return number.isNumber(written) || number.mayGrow(written) ? PREFIX : WRONG;
            if (!number.isNumber(written)) return WRONG;
            const match = matchEnd(text, end, `)${shape.close}`);
            if (match === WHOLE) listener?.whole?.({ type: 'judgement', yes: word === `${shape.yes}(`, grade: Number(written) });
            return match;
          }),
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

/** Hears what a match finds. */
interface Listener {
  /** At each end that the text can have: what it had named there. */
  readonly settled?: (identifiers: readonly number[]) => void;
  /** At each reading of the whole text. */
  readonly whole?: (answer: WholeAnswer) => void;
}

/** Matches the text from `at`, one expected piece after another, from left to right. */
type Matcher = (text: string, at: number, listener: Listener | null) => number;

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
  /** Of each label but the first: how it is joined to the one before it. */
  const joints: number[] = [];

  return (text, from, listener) => {
    let steps = 0;
    const stop = (match: number): number => {
      if (match !== WRONG) listener?.settled?.(trail);
      return match;
    };
    const finish = (at: number): number => {
      const match = stop(matchEnd(text, at, close));
      if (match === WHOLE) listener?.whole?.({ type: 'labels', groups: groupsOf(trail, joints) });
      return match;
    };
    const fromLabel = (at: number): number => {
      // Marks that look like numerals leave more ways to read a text than anybody can follow.
      if (listener?.whole !== undefined && (steps += 1) > MOST_STEPS) return WRONG;
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
      if (trail.length === needed) return finish(at);
      let match = WRONG;
      for (const [kind, mark] of marks.entries()) {
        if (text.startsWith(mark, at)) {
          joints.push(kind);
          match |= fromLabel(at + mark.length);
          joints.pop();
        } else match |= stop(matchInside(text, at, mark));
      }
      return match;
    };
    return needed === 0 ? finish(from) : fromLabel(from);
  };
}

/** Steps of one reading; plain answers take one for each label. */
const MOST_STEPS = 20_000;

/** Identifiers as groups of positions: the second mark of a form ties. */
function groupsOf(trail: readonly number[], joints: readonly number[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (const [place, identifier] of trail.entries()) {
    if (place > 0 && joints[place - 1] === 1) groups.at(-1)?.push(identifier - 1);
    else groups.push([identifier - 1]);
  }
  return groups;
}

/** Digits that can occur in a number of the range, and the minus sign if one can. */
function numeralsOf({ least, most }: { least: number; most: number }): string {
  const small =
    most - least <= 1000 ? Array.from({ length: most - least + 1 }, (_, step) => least + step).join('') : '0123456789';
  return least < 0 ? `-${small}` : small;
}

function matchWord(text: string, at: number, words: readonly string[], then: (at: number, word: string) => number): number {
  let match = WRONG;
  for (const word of words) match |= text.startsWith(word, at) ? then(at + word.length, word) : matchInside(text, at, word);
  return match;
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
  return (text, from, listener) => {
    let at = from;
    const scored: number[] = [];
    const scores: number[] = [];
    const stop = (match: number): number => {
      if (match !== WRONG) listener?.settled?.(scored);
      if (match === WHOLE) listener?.whole?.({ type: 'scores', scores });
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
      scores.push(Number(written));
    }
    return stop(matchEnd(text, at, last + close));
  };
}
