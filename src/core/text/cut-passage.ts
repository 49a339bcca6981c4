import type { Preset } from '../preset/preset.ts';
import { bestWindow } from './best-window.ts';
import type { PromptCandidate } from './shown-passage.ts';
import { windowAt } from './window-at.ts';

/** Where a passage is cut: UTF-16 offsets `[from, to)` into its text. */
export interface Kept {
  readonly from: number;
  readonly to: number;
}

/**
 * Keeps at most `limit` units of a passage, at least one word or character. words: from the best window (or `windowFrom`), or from the start.
 * characters: code points from the start, a run of white space counting one. tokens: as many whole characters from the start as `countTokens`
 * allows. A text that is short enough is kept whole.
 */
export function cutPassage({
  candidate,
  cut,
  limit,
  query,
  idf,
  countTokens,
}: {
  candidate: PromptCandidate;
  cut: Preset['cut'];
  limit: number;
  query: string;
  idf: ReadonlyMap<string, number>;
  countTokens: (text: string) => number;
}): Kept {
  const { text, windowFrom = null } = candidate;
  switch (cut.unit) {
    case 'words':
      if (cut.from === 'start') return windowAt({ text, words: limit, from: 0 });
      return windowFrom === null
        ? bestWindow({ query, text, words: limit, idf })
        : windowAt({ text, words: limit, from: windowFrom });
    case 'characters':
      return { from: 0, to: charactersEnd(text, limit) };
    case 'tokens':
      return { from: 0, to: tokensEnd(text, limit, countTokens) };
  }
}

function charactersEnd(text: string, limit: number): number {
  let kept = 0;
  let gap = true;
  let at = 0;
  for (const character of text) {
    const space = /\s/u.test(character);
    if (!(space && gap)) {
      if (kept === limit) return text.slice(at).trim() === '' ? text.length : at;
      kept += 1;
    }
    gap = space;
    at += character.length;
  }
  return text.length;
}

function tokensEnd(text: string, limit: number, countTokens: (text: string) => number): number {
  if (countTokens(text) <= limit) return text.length;
  let low = 1;
  let high = text.length - 1;
  let best = 0;
  while (low <= high) {
    const middle = Math.ceil((low + high) / 2);
    const end = inPair(text, middle) ? middle - 1 : middle;
    if (end > best && countTokens(text.slice(0, end)) <= limit) {
      best = end;
      low = middle + 1;
    } else high = middle - 1;
  }
  return best > 0 ? best : inPair(text, 1) ? 2 : 1;
}

/** Would a cut here part a surrogate pair? */
function inPair(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
}
