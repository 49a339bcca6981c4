import type { DocId } from '../doc-id.ts';
import type { RunView, WindowView } from '../log/run-view.ts';

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

function countWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
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
