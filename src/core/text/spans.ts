/** A stretch of a text: UTF-16 offsets `[from, to)`. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** Where the white-space separated words of a text stand, in order. */
export function wordSpans(text: string): readonly TextSpan[] {
  return Array.from(text.matchAll(/\S+/gu), ({ 0: word, index }) => ({ from: index, to: index + word.length }));
}

/** How many white-space separated words a text has. */
export function countWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}

/** Letters of scripts that write without spaces: Han, kana, Thai, Lao, Burmese, Khmer. Body of a character class (flag `u`); Hangul is spaced and not among them. */
export const UNSPACED =
  '\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17D3\\u3040-\\u30FF\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uF900-\\uFAFF\\u{20000}-\\u{2FA1F}';

/** Marks that end a sentence whatever follows: those of Chinese and Japanese, Arabic and Urdu, Hindi, Armenian, Amharic, Burmese and Khmer. */
export const SENTENCE_MARKS = '。｡！？؟۔।॥։።፧။។៕';

const unspaced = new RegExp(`[${UNSPACED}]`, 'gu');

/** Has a text letters of a script without spaces? Then words are no measure of it. */
export function isUnspaced(text: string): boolean {
  unspaced.lastIndex = 0;
  return unspaced.test(text);
}

/** How long a text is in words: white-space separated ones, but of a script without spaces every two letters. */
export function sizeInWords(text: string): number {
  const letters = text.match(unspaced)?.length ?? 0;
  return letters === 0 ? countWords(text) : countWords(text.replaceAll(unspaced, '')) + Math.ceil(letters / 2);
}
