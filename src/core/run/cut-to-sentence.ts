import { splitSentences } from '../trace/split-sentences.ts';

/** A sentence mark, perhaps with what closes after it. */
const ended = /[.!?…。！？؟۔।][)\]"”’»]*$/u;

/**
 * A thought cut back to the end of its last whole sentence, without white space behind it: Rank1's rule for one that ran out of tokens. A thought
 * without a whole sentence stays whole.
 */
export function cutToSentence(thought: string): string {
  const whole = thought.trimEnd();
  if (ended.test(whole)) return whole;
  const last = splitSentences(whole).at(-1);
  return last === undefined || last.from === 0 ? whole : whole.slice(0, last.from).trimEnd();
}
