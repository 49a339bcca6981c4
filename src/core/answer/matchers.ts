import { numeralOf } from './labels.ts';
import type { LabelForm } from './shape.ts';
import { endOfNumber } from './whole-numbers.ts';
import type { WholeNumberForm } from './whole-numbers.ts';

// How a text is held against what an answer must spell, one piece after the other; `automaton.ts` says which pieces.

/** What a whole answer says. Positions are 0-based. */
export type WholeAnswer =
  /** Best first, those of one group tied. */
  | { readonly type: 'labels'; readonly groups: readonly (readonly number[])[] }
  /** One for each passage, in their order. */
  | { readonly type: 'scores'; readonly scores: readonly number[] }
  | { readonly type: 'judgement'; readonly yes: boolean; readonly grade: number | null };

/** How a text fits a set of answers, as bits of one number: WRONG no answer begins so, WHOLE it is one, PREFIX it may become a longer one. */
export const WRONG = 0;
export const WHOLE = 1;
export const PREFIX = 2;

/** A text that does not begin with `expected` at `at`: a prefix where it ends inside it. */
export function matchInside(text: string, at: number, expected: string, listener: Listener | null): number {
  if (text.length - at >= expected.length || !expected.startsWith(text.slice(at))) return WRONG;
  listener?.rest?.(expected.slice(text.length - at));
  return PREFIX;
}

/** The text from `at`, where only `close` is left. */
export function matchEnd(text: string, at: number, close: string, listener: Listener | null): number {
  if (!text.startsWith(close, at)) return matchInside(text, at, close, listener);
  return text.length === at + close.length ? WHOLE : WRONG;
}

/** Hears what a match finds. */
export interface Listener {
  /** At each end that the text can have: what it had named there. */
  readonly settled?: (identifiers: readonly number[]) => void;
  /** At each reading of the whole text. */
  readonly whole?: (answer: WholeAnswer) => void;
  /** At each way to go on: what must come next. Never empty. */
  readonly rest?: (text: string) => void;
}

/** Matches the text from `at`, one expected piece after another, from left to right. */
export type Matcher = (text: string, at: number, listener: Listener | null) => number;

/**
 * Different labels joined by one of `marks`. Where a numeral begins another and nothing closes it (`Document 1`, `Document 10`), both readings are
 * followed: what comes next decides.
 */
export function matchLabels({
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
      const match = stop(matchEnd(text, at, close, listener));
      if (match === WHOLE) listener?.whole?.({ type: 'labels', groups: groupsOf(trail, joints) });
      return match;
    };
    const fromLabel = (at: number): number => {
      // Marks that look like numerals leave more ways to read a text than anybody can follow.
      if (listener?.whole !== undefined && (steps += 1) > MOST_STEPS) return WRONG;
      if (!text.startsWith(before, at)) return stop(matchInside(text, at, before, listener));
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
        if (end >= text.length) {
          const left = further.filter((other) => used[other] === 0);
          if (listener?.rest !== undefined)
            for (const other of left) listener.rest(numeralOf(other, numerals).slice(numeral.length) + after);
          return match | stop(left.length > 0 ? PREFIX : WRONG);
        }
      }
    };
    const fromEndOfLabel = (numeralEnd: number): number => {
      if (!text.startsWith(after, numeralEnd)) return stop(matchInside(text, numeralEnd, after, listener));
      const at = numeralEnd + after.length;
      if (trail.length === needed) return finish(at);
      let match = WRONG;
      for (const [kind, mark] of marks.entries()) {
        if (text.startsWith(mark, at)) {
          joints.push(kind);
          match |= fromLabel(at + mark.length);
          joints.pop();
        } else match |= stop(matchInside(text, at, mark, listener));
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

export function matchWord(
  { text, at, listener }: { readonly text: string; readonly at: number; readonly listener: Listener | null },
  words: readonly string[],
  then: (at: number, word: string) => number,
): number {
  let match = WRONG;
  for (const word of words)
    match |= text.startsWith(word, at) ? then(at + word.length, word) : matchInside(text, at, word, listener);
  return match;
}

/** A text that ends in a number, or where one begins. `next`: what follows it. */
export function matchNumber(
  written: string,
  number: WholeNumberForm,
  { next, listener }: { readonly next: string; readonly listener: Listener | null },
): number {
  const whole = number.isNumber(written);
  const grows = number.mayGrow(written);
  if (listener?.rest !== undefined) {
    if (whole) listener.rest(next);
    if (grows)
      for (const digit of '-0123456789')
        if (number.isNumber(written + digit) || number.mayGrow(written + digit)) listener.rest(digit);
  }
  return whole || grows ? PREFIX : WRONG;
}

export function matchScores({
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
      if (!text.startsWith(lead, at)) return stop(matchInside(text, at, lead, listener));
      const start = at + lead.length;
      at = endOfNumber(text, start, number);
      const written = text.slice(start, at);
      const next = leads[position + 1] ?? last + close;
      if (at === text.length) return stop(matchNumber(written, number, { next, listener }));
      if (!number.isNumber(written)) return WRONG;
      scored.push(position + 1);
      scores.push(Number(written));
    }
    return stop(matchEnd(text, at, last + close, listener));
  };
}
