import type { PromptPart, SkipResult } from '../log/event.ts';
import type { RunView, WindowView } from '../log/view.ts';
import type { DocId } from '../request.ts';
import { countWords } from '../text/spans.ts';

/** How full the model's context is for one window. Tokens are the model's own; what a log did not record is null. */
export interface ContextMeter {
  readonly contextTokens: number | null;
  readonly promptTokens: number;
  readonly thoughtTokens: number;
  readonly answerTokens: number | null;
  /** What is left over; never below 0, since passages are shrunk until all of it fits. */
  readonly freeTokens: number | null;
  /** Tokens of the prompt by kind, each part counted alone. */
  readonly prompt: {
    readonly instructions: number;
    readonly query: number;
    readonly passages: number;
    readonly template: number;
    /** What the parts counted alone have more (or, negative, less) than the prompt as one text. */
    readonly joined: number;
  } | null;
  /** The message in pieces, for showing it as it was sent. */
  readonly parts: readonly PromptPart[];
  /** True when passages were cut further than the setting asks, to fit. */
  readonly shrunk: boolean;
}

/** The context of one window: prompt, room for the thought, room for the answer. */
export function selectContextMeter({ settings }: Pick<RunView, 'settings'>, { promptTokens, budget }: WindowView): ContextMeter {
  if (budget === null) {
    const { thoughtTokens } = settings;
    return {
      contextTokens: null,
      promptTokens,
      thoughtTokens,
      answerTokens: null,
      freeTokens: null,
      prompt: null,
      parts: [],
      shrunk: false,
    };
  }
  const { contextTokens, thoughtTokens, answerTokens, parts, templateTokens: template } = budget;
  const tokensOf = (kind: PromptPart['part']): number =>
    parts.reduce((sum, { part, tokens }) => sum + (part === kind ? tokens : 0), 0);
  const [instructions, query, passages] = [tokensOf('instructions'), tokensOf('query'), tokensOf('passage')];
  return {
    contextTokens,
    promptTokens,
    thoughtTokens,
    answerTokens,
    freeTokens: Math.max(0, contextTokens - promptTokens - thoughtTokens - answerTokens),
    prompt: { instructions, query, passages, template, joined: instructions + query + passages + template - promptTokens },
    parts,
    shrunk: budget.wordsPerPassage < settings.passageWords,
  };
}

/**
 * passage-words: longer than the setting lets a passage be. context: cut further, or only, so that all passages of the window fit what the model
 * can read. unknown: cut further, in a log that does not tell how many words a passage was let have.
 */
export type CutReason = 'passage-words' | 'context' | 'unknown';

/** What a prompt holds of one passage, in white-space separated words; a title is never cut and does not count. */
export interface PassageCut {
  readonly docId: DocId;
  /** 1-based, in this window's prompt. */
  readonly identifier: number;
  /** Null: it stands whole in the prompt. */
  readonly reason: CutReason | null;
  readonly words: number;
  readonly keptWords: number;
  /** Left out in front of the kept stretch, and behind it. */
  readonly wordsBefore: number;
  readonly wordsAfter: number;
  /** UTF-16 offsets `[keptFrom, keptTo)` into the passage's text. */
  readonly keptFrom: number;
  readonly keptTo: number;
  /** Identifier look-alikes and control marks that were changed. */
  readonly neutralised: number;
}

/** What each passage of a window lost on its way into the prompt, and to which limit. Works on every log: offsets and settings say how much, and the window's budget, where it is recorded, says why. */
export function selectCuts(
  { request, settings }: Pick<RunView, 'request' | 'settings'>,
  window: WindowView,
): readonly PassageCut[] {
  const { budget } = window;
  const reasonOf = (keptWords: number): CutReason => {
    if ((budget?.wordsPerPassage ?? keptWords) >= settings.passageWords) return 'passage-words';
    return budget === null ? 'unknown' : 'context';
  };
  const texts = new Map(request.candidates.map(({ docId, text }) => [docId, text]));
  return window.passages.map(({ docId, identifier, keptFrom, keptTo, cut, neutralised }) => {
    const text = texts.get(docId) ?? '';
    const wordsBefore = countWords(text.slice(0, keptFrom));
    const wordsAfter = countWords(text.slice(keptTo));
    const keptWords = countWords(text.slice(keptFrom, keptTo));
    const words = wordsBefore + keptWords + wordsAfter;
    const reason = !cut || words === keptWords ? null : reasonOf(keptWords);
    return { docId, identifier, reason, words, keptWords, wordsBefore, wordsAfter, keptFrom, keptTo, neutralised };
  });
}

/** A passage as an answer names it: identifier in the window's prompt, 1-based. */
export interface NamedPassage {
  readonly identifier: number;
  readonly docId: DocId;
}

/** One thing that was not as it should be in a window's output, and what was done about it. */
export type Repair =
  /** Left out of the answer: they keep their earlier order behind the others. */
  | { readonly type: 'missing'; readonly passages: readonly NamedPassage[] }
  /** Named more than once: the first place counts. */
  | { readonly type: 'duplicate'; readonly passages: readonly NamedPassage[] }
  /** Named, but not in this window: left out. */
  | { readonly type: 'unknown'; readonly written: readonly string[] }
  /** The answer was cut off after `settled` places: the rest keep their earlier order. */
  | { readonly type: 'unfinished'; readonly settled: number; readonly of: number }
  /** No order could be read: the window keeps the one it came in. */
  | { readonly type: 'unparsed'; readonly reason: string }
  /** The thought was closed at its budget. */
  | { readonly type: 'forced' }
  /** The thought was closed because the person asked for the answer. */
  | { readonly type: 'skipped' }
  /** The thought was never closed. */
  | { readonly type: 'open-thought' }
  /** "Skip thinking" was asked for and could not be done. */
  | { readonly type: 'not-skipped'; readonly why: Exclude<SkipResult, 'closing'> };

/** Everything repaired, cut off or forced in a window, by name; empty for one that went as it should. Tells what it can of an open window. */
export function selectRepairs(window: WindowView): readonly Repair[] {
  const { outcome, thought, skip, passages } = window;
  const named = (identifiers: readonly number[]): readonly NamedPassage[] =>
    identifiers.flatMap((identifier) => {
      const docId = passages[identifier - 1]?.docId;
      return docId === undefined ? [] : [{ identifier, docId }];
    });
  const repairs: Repair[] = [];
  if (thought === 'forced') repairs.push({ type: 'forced' });
  if (thought === 'skipped') repairs.push({ type: 'skipped' });
  if (thought === 'open') repairs.push({ type: 'open-thought' });
  if (skip !== null && skip !== 'closing') repairs.push({ type: 'not-skipped', why: skip });
  if (outcome?.type === 'repaired') {
    if (outcome.missing.length > 0) repairs.push({ type: 'missing', passages: named(outcome.missing) });
    if (outcome.duplicate.length > 0) repairs.push({ type: 'duplicate', passages: named(outcome.duplicate) });
    if (outcome.unknown.length > 0) repairs.push({ type: 'unknown', written: outcome.unknown });
  }
  if (outcome?.type === 'truncated') repairs.push({ type: 'unfinished', settled: outcome.settled, of: passages.length });
  if (outcome?.type === 'unparsed') repairs.push({ type: 'unparsed', reason: outcome.reason });
  return repairs;
}
