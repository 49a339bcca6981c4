/** A stretch of a text: UTF-16 offsets `[from, to)`. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

const SENTENCE_END = /[.!?]["'”’)\]]*$/u;

/**
 * Cuts a text into windows of at most `words` white-space separated words, sentence by sentence: every word stands in exactly one window,
 * in order. Sentences are packed while they fit; one that is longer than a window is cut after every `words` words, and what is left of it
 * stays open for the next sentence. A text without words is one window. The same rule cuts passages in `models/first_stage`, so it must not
 * drift.
 * @throws RangeError when `words` is not a whole number from 1.
 */
export function passageWindows(text: string, words = 40): readonly TextSpan[] {
  if (!Number.isInteger(words) || words < 1) throw new RangeError(`a passage window needs at least one word, got ${words}`);
  const windows: TextSpan[] = [];
  let open: TextSpan[] = [];
  const close = (): void => {
    const [first] = open;
    const last = open.at(-1);
    if (first !== undefined && last !== undefined) windows.push({ from: first.from, to: last.to });
    open = [];
  };
  for (const sentence of sentencesOf(text)) {
    if (open.length + sentence.length > words) close();
    if (sentence.length <= words) {
      open.push(...sentence);
      continue;
    }
    for (let start = 0; start < sentence.length; start += words) {
      close();
      open = sentence.slice(start, start + words);
    }
  }
  close();
  return windows.length === 0 ? [{ from: 0, to: text.length }] : windows;
}

/** The words of each sentence. The last sentence may lack its mark. */
function sentencesOf(text: string): readonly (readonly TextSpan[])[] {
  const sentences: TextSpan[][] = [];
  let sentence: TextSpan[] = [];
  for (const { 0: word, index } of text.matchAll(/\S+/gu)) {
    sentence.push({ from: index, to: index + word.length });
    if (!SENTENCE_END.test(word)) continue;
    sentences.push(sentence);
    sentence = [];
  }
  if (sentence.length > 0) sentences.push(sentence);
  return sentences;
}
