import { isShortened } from '../text/abbreviations.ts';
import { digitClass } from '../text/digits.ts';
import { SENTENCE_MARKS } from '../text/spans.ts';
import type { TextSpan } from '../text/spans.ts';
import { findAllMentions } from './mentions.ts';
import { scanQuotes } from './quotes.ts';

/** Passages that a sentence names in one breath: `[1], [2] and [5]`. Offsets are relative to the sentence. */
export interface MentionGroup extends TextSpan {
  readonly identifiers: readonly number[];
}

/** A sentence of a thought. UTF-16 offsets `[from, to)` into the thought. */
export interface TraceSentence extends TextSpan {
  /** The sentence with its quotes blanked out, letter under letter: a passage's words are no judgement of the model. */
  readonly plain: string;
  /** 1-based, in the order named, each once. */
  readonly identifiers: readonly number[];
  readonly groups: readonly MentionGroup[];
}

/** The sentences of a thought over `count` passages, in order; see `splitSentences`. Linear. */
export function readSentences(thought: string, count: number): readonly TraceSentence[] {
  const mentions = findAllMentions(thought, count);
  const blanked = withoutQuotes(thought);
  let next = 0;
  return splitSentences(thought).map(({ from, to }) => {
    const groups: { from: number; to: number; identifiers: number[] }[] = [];
    for (let mention = mentions[next]; mention !== undefined && mention.from < to; mention = mentions[next]) {
      next += 1;
      const last = groups.at(-1);
      const gap = last === undefined ? '' : blanked.slice(from + last.to, mention.from);
      if (mention.identifiers.length === 0) continue;
      if (last !== undefined && gap.length <= 24 && joined.test(gap)) {
        last.identifiers.push(...mention.identifiers);
        last.to = mention.to - from;
      } else {
        groups.push({ from: mention.from - from, to: mention.to - from, identifiers: [...mention.identifiers] });
      }
    }
    const identifiers = [...new Set(groups.flatMap((group) => group.identifiers))];
    return { from, to, plain: blanked.slice(from, to), identifiers, groups };
  });
}

/**
 * Cuts a thought into sentences that cover it letter for letter, white space with the sentence before it. Every sentence but the last is
 * closed: no text that is appended can change it. Ends are a line break; `. ! ? …` before white space, unless a small letter follows, it is
 * a shortened word or an item's number; `。！？؟` anywhere. No end inside a quote, finished or not. `Intl.Segmenter` is no choice here: its
 * rules come with the browser's ICU, so one log would give two screens. Linear.
 */
export function splitSentences(text: string): readonly TextSpan[] {
  const sentences: TextSpan[] = [];
  const { quotes, open } = scanQuotes(text);
  const written = text.length - text.trimStart().length;
  const writtenTo = text.trimEnd().length;
  let from = 0;
  let quote = 0;
  let bracket: number | null = null;
  const cut = (at: number): void => {
    space.lastIndex = at;
    const to = at + (space.exec(text)?.[0].length ?? 0);
    if (to >= text.length || to <= from) return;
    sentences.push({ from, to });
    from = to;
  };
  for (const { 0: mark, index } of text.matchAll(places)) {
    if (index < Math.max(from, written)) continue;
    if (index >= writtenTo || (open !== null && index > open)) break;
    if ('[［【〔'.includes(mark)) {
      bracket = index;
      continue;
    }
    if (bracket !== null) {
      const pending = index - bracket <= longestPending && pendingNumber.test(text.slice(bracket + 1, index));
      if (pending) continue;
      bracket = null;
    }
    if (mark === '\n') {
      cut(index + 1);
      continue;
    }
    while ((quotes[quote]?.to ?? Infinity) <= index) quote += 1;
    const around = quotes[quote];
    const quoted = around !== undefined && around.from < index;
    const end = index + mark.length;
    if (quoted && around.to - 1 !== end) continue;
    closers.lastIndex = quoted ? around.to : end;
    const after = closers.lastIndex + (closers.exec(text)?.[0].length ?? 0);
    if (endsHere({ text, index, mark, after, quoted })) cut(after);
  }
  if (from < text.length) sentences.push({ from, to: text.length });
  return sentences;
}

function endsHere({
  text,
  index,
  mark,
  after,
  quoted,
}: {
  text: string;
  index: number;
  mark: string;
  after: number;
  quoted: boolean;
}): boolean {
  const next = text.charAt(after);
  if (next === '') return false;
  const spaced = /\s/u.test(next);
  if (quoted && !spaced) return '[［【〔'.includes(next);
  if (!spaced) return !/^[.!?…]/u.test(mark);
  if (!/^[.…]/u.test(mark) && !quoted) return true;
  const before = text.slice(Math.max(0, index - 24), index);
  if (ellipsis.test(mark) && afterNumber.test(before)) return false;
  if (mark === '.' && after === index + 1 && (isShortened(text, index) || itemNumber.test(before))) return false;
  space.lastIndex = after;
  const start = after + (space.exec(text)?.[0].length ?? 0);
  return text.slice(after, start).includes('\n') || (start < text.length && !lowerCase.test(text.charAt(start)));
}

function withoutQuotes(text: string): string {
  const { quotes, open } = scanQuotes(text);
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to } of open === null ? quotes : [...quotes, { from: open, to: text.length }]) {
    pieces.push(text.slice(at, from), ' '.repeat(to - from));
    at = to;
  }
  return [...pieces, text.slice(at)].join('');
}

/** Marks that may end a sentence, line breaks, and brackets that a number may stand in. */
const places = new RegExp(`[.!?…]+|[${SENTENCE_MARKS}]+|\\n|[[［【〔]`, 'gu');
const closers = /["”’»)\]】］〕」』*_`]*/uy;
const space = /\s*/uy;
/** A bracket that may still become an identifier: `[1,` or `[4...`. */
const pendingNumber = new RegExp(`^[${digitClass}\\s,;、，.…=>-]*$`, 'u');
const longestPending = 120;
const ellipsis = /^(?:\.{2,}|…+)$/u;
const afterNumber = new RegExp(`[${digitClass}\\]］】〕]\\s*$`, 'u');
const itemNumber = new RegExp(`(?:^|\\n)[ \\t]*[${digitClass}]{1,3}$`, 'u');
const lowerCase = /^\p{Ll}/u;

/** What may stand between passages that are named in one breath. */
const joined =
  /^[\s*_]*(?:[,;&/、،]|(?<![\p{L}])(?:and|or|и|или|و)(?![\p{L}])|[和与及]|以及)*[\s*_]*(?:(?:and|or|и|или|و)\s)?[\s*_]*(?:passages?|documents?|docs?)?[\s*_]*$/iu;
