import type { AnswerAutomaton } from '../answer/automaton.ts';
import { createEvidenceLock, OPENS_OR_CLOSES } from './lock.ts';
import type { LockState, QuotablePassage } from './lock.ts';
import { createIdentifierPrior } from './prior.ts';
import type { ChannelParts } from './prior.ts';
import type { NarrowChoice, OutputGuide, WideChoice } from './text-model.ts';

/** Where the output stands. Each holds only the text that still matters. */
type Place =
  | { readonly at: 'opening'; readonly text: string }
  /** `overlap`: the longest end of the thought that is a beginning of its closing tag. `lock` knows of it only where that tag is no citation's (`cites`). */
  | { readonly at: 'thought'; readonly overlap: string; readonly lock: LockState | null }
  /** Out of budget: `rest` of the closing tag must be written, `text` of it and of the answer has been. */
  | { readonly at: 'closing'; readonly rest: string; readonly text: string }
  | { readonly at: 'answer'; readonly text: string };

/** Why a guide ended before the answer: it leaves what comes next to whoever runs the model. */
export type GuidePause = 'budget' | 'settled' | 'closed';

/** When to end before the answer. Without one the guide closes the thought itself and goes on. */
export interface PauseWhen {
  /** The thought's budget is used up (Rank1's rule needs the thought cut back to a sentence). */
  readonly budget: boolean;
  /** The model has closed its thought. */
  readonly closed: boolean;
  /** Asked with the thought so far after each of its tokens: true = it has come to rest. */
  readonly settled?: (thought: string) => boolean;
}

export interface ThinkingGuide extends OutputGuide {
  /** Not null: `complete`, and the answer has not been written. */
  readonly paused: GuidePause | null;
  /** Tokens that the thought has taken. */
  readonly used: number;
}

/**
 * Lets a model think freely for at most `thoughtTokens` tokens and then write only what its answer's automaton allows. Holds at text level: a
 * token may carry text across a boundary (`>[`), but none may go past one with anything that does not belong there. With `evidence`, the
 * thought's citations and quotes are held to it (`lock.ts`). `prior` changes what is likely, never what is allowed
 * (`prior.ts`).
 */
export function createOutputGuide({
  tags,
  answer,
  begins,
  thoughtTokens,
  evidence,
  prior,
  thoughtBefore = '',
  wantsSkip,
  pause = { budget: false, closed: false },
}: {
  /** What a thought stands between. */
  tags: { readonly open: string; readonly close: string };
  answer: AnswerAutomaton;
  /** Where the output begins: before a thought's opening tag, inside a thought, or at the answer. */
  begins: 'before' | 'thought' | 'answer';
  /** 0: the thought is closed at once. */
  thoughtTokens: number;
  /** The passages as the prompt shows them, in the order of their identifiers; with what may be quoted of each, or all of a text. */
  evidence?: readonly (string | QuotablePassage)[];
  /** Logits to add to each identifier, in their order, `count` of them and finite; absent or all 0: no bias. */
  prior?: readonly number[];
  /** What the thought already holds where the output goes on from one: it decides what the prior still leans on. */
  thoughtBefore?: string;
  /** Asked before each token: true closes the thought there. */
  wantsSkip?: () => boolean;
  pause?: PauseWhen;
}): ThinkingGuide {
  const { open: thoughtOpen, close: thoughtClose } = tags;
  /** UTF-16 units of all that can be written after the thought: a cheap first look before the automaton is asked. */
  const alphabet = new Set([...answer.alphabet, ...Array.from(thoughtClose, (character) => character.charCodeAt(0))]);

  const lock = evidence === undefined ? null : createEvidenceLock(evidence);
  const lockStart = lock?.start ?? null;
  /** The tag begins as a citation does (`[/THINK]`): the lock hears of such a beginning once it is clear that it is none. */
  const cites = thoughtClose.startsWith('[');
  /** A text of no meaning to the lock, which may come where the tag may. */
  const likeTag = thoughtClose.replace('[', '<');

  const identifierPrior =
    prior !== undefined && prior.some((value) => value !== 0) ? createIdentifierPrior(prior, { quotes: lock !== null }) : null;
  let priorState =
    identifierPrior === null ? null : identifierPrior.after(identifierPrior.start, { thought: thoughtBefore, answer: '' });
  const biases = new Map<string, (text: string) => number>();

  let used = 0;
  let forced = false;
  let skipped = false;
  let paused: GuidePause | null = null;
  /** Kept only where somebody wants to look at it. */
  let thought = thoughtBefore;
  let place: Place =
    begins === 'before'
      ? { at: 'opening', text: '' }
      : begins === 'thought'
        ? // A thought that goes on may stand inside a citation or a quote, and these bind what comes.
          inThought(
            thoughtBefore,
            thoughtBefore === '' || lock === null ? lockStart : (lock.after(lock.start, heard(thoughtBefore)) ?? lockStart),
          )
        : { at: 'answer', text: '' };
  moveTo(place);

  function moveTo(next: Place): void {
    place = closeIfSpent(next);
    if (place.at !== 'closing' || skipped) return;
    if (pause.budget && thoughtTokens > 0) paused = 'budget';
    else forced = true;
  }

  function skip(): boolean {
    if (place.at === 'thought' || place.at === 'opening') {
      skipped = true;
      moveTo(place);
    }
    return skipped;
  }

  function inThought(text: string, state: LockState | null): Place {
    return { at: 'thought', overlap: overlapOf(text, thoughtClose), lock: state };
  }

  /** What of a thought the lock is told. */
  function heard(text: string): string {
    return cites ? text.slice(0, text.length - overlapOf(text, thoughtClose).length) : text;
  }

  /** The lock after a thought that ends with `tail`, of which it knows `known` units, up to the closing tag at `end` (-1: none). */
  function lockAfter(from: LockState, { tail, known, end }: { tail: string; known: number; end: number }): LockState | null {
    if (lock === null) return null;
    if (!cites) return lock.after(from, tail.slice(known, end === -1 ? tail.length : end + thoughtClose.length));
    const told = end === -1 ? heard(tail) : tail.slice(0, end);
    const state = lock.after(from, told);
    if (state === null) return null;
    const begun = end === -1 ? tail.slice(told.length) : thoughtClose;
    const mayClose = lock.after(state, likeTag.slice(0, begun.length)) !== null;
    return mayClose || (end === -1 && lock.after(state, begun) !== null) ? state : null;
  }

  /** The place after `text` more; null when it may not come. `used` is left alone. */
  function placeAfter(from: Place, text: string): Place | null {
    switch (from.at) {
      case 'opening': {
        const opening = from.text + text;
        if (opening !== thoughtOpen && thoughtOpen.startsWith(opening)) return { at: 'opening', text: opening };
        return opening.startsWith(thoughtOpen)
          ? placeAfter(closeIfSpent(inThought('', lockStart)), opening.slice(thoughtOpen.length))
          : null;
      }
      case 'thought': {
        const tail = from.overlap + text;
        const end = tail.indexOf(thoughtClose);
        const rest = end === -1 ? '' : tail.slice(end + thoughtClose.length);
        const known = from.overlap.length;
        const state = from.lock === null ? null : lockAfter(from.lock, { tail, known, end });
        if (lock !== null && state === null) return null;
        return end === -1 ? inThought(tail, state) : placeAfter({ at: 'answer', text: '' }, rest);
      }
      case 'closing': {
        const closing = from.text + text;
        if (from.rest.startsWith(closing)) return { at: 'closing', rest: from.rest, text: closing };
        return closing.startsWith(from.rest) ? placeAfter({ at: 'answer', text: '' }, closing.slice(from.rest.length)) : null;
      }
      case 'answer': {
        const answerText = from.text + text;
        return answer.isPrefix(answerText) ? { at: 'answer', text: answerText } : null;
      }
    }
  }

  function closeIfSpent(from: Place): Place {
    if (from.at !== 'thought' || (used < thoughtTokens && !skipped)) return from;
    return { at: 'closing', rest: thoughtClose.slice(from.overlap.length), text: '' };
  }

  /** What of `text` belongs to the thought and what to the answer. Tags stand with the thought: they hold no identifiers, and end one that was begun. */
  function partsByChannel(from: Place, text: string): ChannelParts {
    switch (from.at) {
      case 'opening':
        return partsByChannel(inThought('', lockStart), (from.text + text).slice(thoughtOpen.length));
      case 'thought': {
        const end = (from.overlap + text).indexOf(thoughtClose);
        const rest = end === -1 ? '' : (from.overlap + text).slice(end + thoughtClose.length);
        return { thought: text.slice(0, text.length - rest.length), answer: rest };
      }
      case 'closing': {
        const rest = (from.text + text).slice(from.rest.length);
        return { thought: text.slice(0, text.length - rest.length), answer: rest };
      }
      case 'answer':
        return { thought: '', answer: text };
    }
  }

  function bias(): ((text: string) => number) | null {
    const from = place;
    const state = priorState;
    const lean = from.at === 'thought' && from.lock !== null ? (lock?.lean(from.lock) ?? null) : null;
    if (lean !== null) return lean;
    if (identifierPrior === null || state === null || from.at === 'opening') return null;
    if (from.at !== 'thought' && state.thought.completed.length > 0) return null;
    const tag = from.at === 'thought' ? from.overlap : from.at === 'closing' ? from.rest.slice(from.text.length) : '';
    const key = `${from.at} ${tag} ${identifierPrior.keyOf(state)}`;
    const known = biases.get(key) ?? ((text) => identifierPrior.bias(state, partsByChannel(from, text)));
    biases.set(key, known);
    return known;
  }

  const inAlphabet = (text: string): boolean => {
    for (let at = 0; at < text.length; at += 1) if (!alphabet.has(text.charCodeAt(at))) return false;
    return text !== '';
  };
  /** One test for each way a thought can stand: plain lock states are single objects, quotes each their own. */
  const thoughtTests = new Map<LockState | null, Map<string, (text: string) => boolean>>();

  function allowed(): (text: string) => boolean {
    if (wantsSkip?.() === true) skip();
    const from = place;
    if (from.at === 'closing' || from.at === 'answer') return (text) => inAlphabet(text) && placeAfter(from, text) !== null;
    if (from.at === 'opening') return (text) => text !== '' && placeAfter(from, text) !== null;
    const { overlap, lock: state } = from;
    const known = thoughtTests.get(state) ?? new Map<string, (text: string) => boolean>();
    thoughtTests.set(state, known);
    const test =
      known.get(overlap) ??
      ((text) =>
        text !== '' &&
        (lock === null || state === null || (cites && overlap !== '') || lock.mayBegin(state, text.charCodeAt(0))) &&
        placeAfter(from, text) !== null);
    known.set(overlap, test);
    return test;
  }

  /** What must be written of a tag, where that is what must be written. */
  function tagLeft(): string {
    if (place.at === 'opening') return thoughtOpen.slice(place.text.length);
    return place.at === 'closing' ? place.rest.slice(place.text.length) : '';
  }

  function certain(): string {
    if (paused !== null) return '';
    switch (place.at) {
      case 'opening':
        return tagLeft();
      case 'closing':
        return tagLeft() + answer.certain('');
      case 'answer':
        return answer.certain(place.text);
      case 'thought':
        return lock === null || place.lock === null || (cites && place.overlap !== '') ? '' : lock.certain(place.lock);
    }
  }

  function narrow(): NarrowChoice | null {
    if (place.at !== 'thought') {
      const sure = certain();
      return { texts: sure === '' ? answer.goesOn(place.at === 'answer' ? place.text : '') : [sure], beyond: true };
    }
    const { overlap, lock: state } = place;
    if (lock === null || state === null) return null;
    if (!cites || overlap === '') return lock.narrow(state);
    // A citation, or the tag that begins like one.
    const cited = lock.after(state, overlap);
    const choice = cited === null ? null : lock.narrow(cited);
    return { texts: [...(choice?.texts ?? []), thoughtClose.slice(overlap.length)], mark: ']' };
  }

  function wide(): WideChoice | null {
    if (place.at !== 'thought') return null;
    if (lock !== null && (place.lock?.at !== 'plain' || (cites && place.overlap !== ''))) return null;
    const { overlap, lock: state } = place;
    /** What would go on with a tag that was begun. */
    const begins = Array.from(overlap, (_, at) => overlap.length - at)
      .filter((length) => thoughtClose.startsWith(overlap.slice(overlap.length - length)))
      .map((length) => thoughtClose.charAt(length))
      .join('');
    return {
      marks: thoughtClose.charAt(0) + (lock === null ? '' : OPENS_OR_CLOSES),
      begins,
      mayBegin: (unit) => lock === null || state === null || lock.plainMayBegin(state, unit),
    };
  }

  return {
    allowed,
    certain,
    narrow,
    wide,
    bias,
    get complete() {
      return paused !== null || (place.at === 'answer' && answer.isWhole(place.text));
    },
    get paused() {
      return paused;
    },
    get used() {
      return used;
    },
    get forced() {
      return forced;
    },
    get skipped() {
      return skipped;
    },
    skip,
    push(text) {
      const next = placeAfter(place, text);
      if (next === null) throw new Error(`the guide did not allow ${JSON.stringify(text)} (${place.at})`);
      if (identifierPrior !== null && priorState !== null)
        priorState = identifierPrior.after(priorState, partsByChannel(place, text));
      // A token that leaves the thought does not count for it.
      if (next.at === 'thought') {
        used += 1;
        if (pause.settled !== undefined) {
          thought += text;
          if (pause.settled(thought)) paused = 'settled';
        }
      }
      if (next.at === 'answer' && place.at === 'thought' && pause.closed) paused = 'closed';
      moveTo(next);
    },
  };
}

/** The longest end of `text` that is a true beginning of `tag`. */
function overlapOf(text: string, tag: string): string {
  for (let length = Math.min(text.length, tag.length - 1); length > 0; length -= 1) {
    const end = text.slice(text.length - length);
    if (tag.startsWith(end)) return end;
  }
  return '';
}
