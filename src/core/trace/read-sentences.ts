import type { TextSpan } from '../text/passage-windows.ts';
import { findAllMentions } from './find-all-mentions.ts';
import { scanQuotes } from './scan-quotes.ts';
import { splitSentences } from './split-sentences.ts';

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

const joined =
  /^[\s*_]*(?:[,;&/、،]|(?<![\p{L}])(?:and|or|и|или|و)(?![\p{L}])|[和与及]|以及)*[\s*_]*(?:(?:and|or|и|или|و)\s)?[\s*_]*(?:passages?|documents?|docs?)?[\s*_]*$/iu;

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
