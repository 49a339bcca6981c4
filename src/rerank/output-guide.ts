import type { PromptTemplate } from '../prompt/templates.ts';
import { isAnswerPrefix, isWholeAnswer } from '../rank/answer-grammar.ts';
import type { AnswerForm } from '../rank/answer-grammar.ts';
import { createEvidenceLock } from './evidence-lock.ts';
import type { LockState } from './evidence-lock.ts';
import { createIdentifierPrior } from './identifier-prior.ts';
import type { ChannelParts } from './identifier-prior.ts';
import type { OutputGuide } from './text-model.ts';

/** Where the output stands. Each holds only the text that still matters. */
type Place =
  | { readonly at: 'opening'; readonly text: string }
  /** `overlap`: the longest end of the thought that is a beginning of its closing tag. */
  | { readonly at: 'thought'; readonly overlap: string; readonly lock: LockState | null }
  /** Out of budget: `rest` of the closing tag must be written, `text` of it and of the answer has been. */
  | { readonly at: 'closing'; readonly rest: string; readonly text: string }
  | { readonly at: 'answer'; readonly text: string };

/**
 * Lets a model think freely for at most `thoughtTokens` tokens and then write only a permutation of `[1]`…`[count]`. Holds at text level: a
 * token may carry text across a boundary (`>[`), but none may go past one with anything that does not belong there. With `evidence`, the
 * thought's citations and quotes are held to it (`evidence-lock.ts`). `prior` changes what is likely, never what is allowed
 * (`identifier-prior.ts`).
 */
export function createOutputGuide({
  template,
  count,
  thoughtTokens,
  opensThought,
  evidence,
  prior,
  wantsSkip,
}: {
  template: PromptTemplate;
  count: number;
  /** 0: the thought is closed at once. */
  thoughtTokens: number;
  /** False: the output begins outside the thought, which is then opened first. */
  opensThought: boolean;
  /** The passages as the prompt shows them, in the order of their identifiers. */
  evidence?: readonly string[];
  /** Logits to add to each identifier, in their order, `count` of them and finite; absent or all 0: no bias. */
  prior?: readonly number[];
  /** Asked before each token: true closes the thought there. */
  wantsSkip?: () => boolean;
}): OutputGuide {
  const form: AnswerForm = { open: template.answerOpen, close: template.answerClose, separator: template.answerSeparator };
  const { thoughtOpen, thoughtClose } = template;
  /** UTF-16 units of all that can be written after the thought: a cheap first look before the grammar is asked. */
  const alphabet = new Set(
    Array.from([thoughtClose, form.open, form.close, form.separator, '[]0123456789'].join(''), (character) =>
      character.charCodeAt(0),
    ),
  );

  const lock = evidence === undefined ? null : createEvidenceLock(evidence);
  const unlocked = lock?.start ?? null;

  const leaning =
    prior !== undefined && prior.some((value) => value !== 0) ? createIdentifierPrior(prior, { quotes: lock !== null }) : null;
  let written = leaning?.start ?? null;
  const biases = new Map<string, (text: string) => number>();

  let used = 0;
  let forced = false;
  let skipped = false;
  let place: Place = opensThought ? inThought('', unlocked) : { at: 'opening', text: '' };
  settle(place);

  function settle(next: Place): void {
    place = closeIfSpent(next);
    if (place.at === 'closing' && !skipped) forced = true;
  }

  function skip(): boolean {
    if (place.at === 'thought' || place.at === 'opening') {
      skipped = true;
      settle(place);
    }
    return skipped;
  }

  function inThought(text: string, state: LockState | null): Place {
    return { at: 'thought', overlap: overlapOf(text, thoughtClose), lock: state };
  }

  /** The place after `text` more; null when it may not come. `used` is left alone. */
  function after(from: Place, text: string): Place | null {
    switch (from.at) {
      case 'opening': {
        const opening = from.text + text;
        if (opening !== thoughtOpen && thoughtOpen.startsWith(opening)) return { at: 'opening', text: opening };
        return opening.startsWith(thoughtOpen)
          ? after(closeIfSpent(inThought('', unlocked)), opening.slice(thoughtOpen.length))
          : null;
      }
      case 'thought': {
        const tail = from.overlap + text;
        const end = tail.indexOf(thoughtClose);
        const rest = end === -1 ? '' : tail.slice(end + thoughtClose.length);
        const state =
          lock === null || from.lock === null ? null : lock.after(from.lock, text.slice(0, text.length - rest.length));
        if (lock !== null && state === null) return null;
        return end === -1 ? inThought(tail, state) : after({ at: 'answer', text: '' }, rest);
      }
      case 'closing': {
        const closing = from.text + text;
        if (from.rest.startsWith(closing)) return { at: 'closing', rest: from.rest, text: closing };
        return closing.startsWith(from.rest) ? after({ at: 'answer', text: '' }, closing.slice(from.rest.length)) : null;
      }
      case 'answer': {
        const answer = from.text + text;
        return isAnswerPrefix(answer, count, form) ? { at: 'answer', text: answer } : null;
      }
    }
  }

  function closeIfSpent(from: Place): Place {
    if (from.at !== 'thought' || (used < thoughtTokens && !skipped)) return from;
    return { at: 'closing', rest: thoughtClose.slice(from.overlap.length), text: '' };
  }

  /** What of `text` belongs to the thought and what to the answer. Tags stand with the thought: they hold no identifiers, and end one that was begun. */
  function partsOf(from: Place, text: string): ChannelParts {
    switch (from.at) {
      case 'opening':
        return partsOf(inThought('', unlocked), (from.text + text).slice(thoughtOpen.length));
      case 'thought': {
        const end = (from.overlap + text).indexOf(thoughtClose);
        const answer = end === -1 ? '' : (from.overlap + text).slice(end + thoughtClose.length);
        return { thought: text.slice(0, text.length - answer.length), answer };
      }
      case 'closing': {
        const answer = (from.text + text).slice(from.rest.length);
        return { thought: text.slice(0, text.length - answer.length), answer };
      }
      case 'answer':
        return { thought: '', answer: text };
    }
  }

  function bias(): ((text: string) => number) | null {
    const from = place;
    const state = written;
    if (leaning === null || state === null || from.at === 'opening') return null;
    if (from.at !== 'thought' && state.thought.completed.length > 0) return null;
    const tag = from.at === 'thought' ? from.overlap : from.at === 'closing' ? from.rest.slice(from.text.length) : '';
    const key = `${from.at} ${tag} ${leaning.keyOf(state)}`;
    const known = biases.get(key) ?? ((text) => leaning.bias(state, partsOf(from, text)));
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
    if (from.at === 'closing' || from.at === 'answer') return (text) => inAlphabet(text) && after(from, text) !== null;
    if (from.at === 'opening') return (text) => text !== '' && after(from, text) !== null;
    const { overlap, lock: state } = from;
    const known = thoughtTests.get(state) ?? new Map<string, (text: string) => boolean>();
    thoughtTests.set(state, known);
    const test =
      known.get(overlap) ??
      ((text) =>
        text !== '' &&
        (lock === null || state === null || lock.mayBegin(state, text.charCodeAt(0))) &&
        after(from, text) !== null);
    known.set(overlap, test);
    return test;
  }

  return {
    allowed,
    bias,
    get complete() {
      return place.at === 'answer' && isWholeAnswer(place.text, count, form);
    },
    get forced() {
      return forced;
    },
    get skipped() {
      return skipped;
    },
    skip,
    push(text) {
      const next = after(place, text);
      if (next === null) throw new Error(`the guide did not allow ${JSON.stringify(text)} (${place.at})`);
      if (leaning !== null && written !== null) written = leaning.after(written, partsOf(place, text));
      // A token that leaves the thought does not count for it.
      if (next.at === 'thought') used += 1;
      settle(next);
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
