import { isInitial, isShortened } from '../text/abbreviations.ts';

/** What a character does where words and sentences are told apart. */
const kinds = {
  blank: 1,
  lineBreak: 2,
  /** Begins or goes on with a word; a lower-case letter does not begin a sentence. */
  letter: 3,
  lowerCase: 4,
  /** A letter of a script that is written without spaces. */
  unspaced: 5,
  /** Combining marks and format characters: they go on with what is before them. */
  extend: 6,
  /** Between two letters part of the word, as in don’t. */
  joiner: 7,
  fullStop: 8,
  terminal: 9,
  /** Ends a sentence without a space after it. */
  wideTerminal: 10,
  closer: 11,
  /** Opens a quotation in English, closes it in German. */
  quote: 12,
  other: 13,
} as const;

const unspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tai_Le}\p{scx=New_Tai_Lue}\p{scx=Tai_Tham}\p{scx=Tai_Viet}]/u;
const known = new Uint8Array(0x1_0000);

/** The kind of the character that begins at the UTF-16 offset `at`; both halves of a pair tell the kind of the pair's first. */
function characterKind(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const kind = known[code] ?? 0;
  if (kind !== 0) return kind;
  if (code >= 0xd800 && code <= 0xdfff) return kindOf(String.fromCodePoint(text.codePointAt(at) ?? code));
  return (known[code] = kindOf(text[at] ?? ''));
}

function kindOf(character: string): number {
  if (character === '\n') return kinds.lineBreak;
  if (/\s/u.test(character)) return kinds.blank;
  if (/[\p{L}\p{N}\p{M}]/u.test(character) && unspaced.test(character)) return kinds.unspaced;
  if (/[\p{M}\p{Cf}]/u.test(character)) return kinds.extend;
  if (/\p{Ll}/u.test(character)) return kinds.lowerCase;
  if (/[\p{L}\p{N}]/u.test(character)) return kinds.letter;
  if (character === '.') return kinds.fullStop;
  if (/['’·‧:_]/u.test(character)) return kinds.joiner;
  if (/[。！？｡．]/u.test(character)) return kinds.wideTerminal;
  if (/[\p{Sentence_Terminal}…]/u.test(character)) return kinds.terminal;
  if (/["\p{Pe}\p{Pf}]/u.test(character)) return kinds.closer;
  return /\p{Pi}/u.test(character) ? kinds.quote : kinds.other;
}

/** Where words begin, in UTF-16 units, and the numbers of those words that begin a sentence or a paragraph, all rising. */
interface WordScan {
  readonly starts: Uint32Array;
  readonly sentences: readonly number[];
  readonly paragraphs: readonly number[];
}

/** A longer run without a space is more than one word: encoded binaries and endless lines have a size too. */
const longestWord = 100;
/** Unspaced script is looked up in stretches of this many characters: longer ones cost more for each word. */
const stretch = 1000;

/**
 * Counts words: runs of letters and digits, joined by marks as in don’t, 3.14; in scripts without spaces the words of Intl.Segmenter. A sentence
 * begins after `.`, `!`, `?` and a space (not behind a shortened word or an initial), after 。, or on a line, except with a lower-case letter; a paragraph after a blank line. A word's start
 * takes in the marks right before it (quotes, brackets), a sentence's first word all marks since the last sentence.
 */
export function scanWords(text: string): WordScan {
  const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
  const sentences: number[] = [];
  const paragraphs: number[] = [];
  let starts = new Uint32Array(1024);
  let count = 0;
  let inWord = false;
  /** Where the word or the run of marks began. */
  let anchor = 0;
  /** First of the marks that the next word takes in; -1: none. */
  let lead = -1;
  let afterBlank = true;
  let sentence: 'open' | 'closing' | 'ended' = 'ended';
  let lineBreaks = 2;

  const begin = (at: number, capital: boolean): void => {
    if (lineBreaks > 1) paragraphs.push(count);
    if (lineBreaks > 1 || (capital && (lineBreaks === 1 || sentence === 'ended'))) sentences.push(count);
    if (count === starts.length) {
      const longer = new Uint32Array(count * 2);
      longer.set(starts);
      starts = longer;
    }
    starts[count] = lead === -1 ? at : lead;
    count += 1;
    anchor = at;
    lead = -1;
    sentence = 'open';
    lineBreaks = 0;
    afterBlank = false;
  };

  for (let at = 0; at < text.length;) {
    const kind = characterKind(text, at);
    const width = isHighHalf(text.charCodeAt(at)) && at + 1 < text.length ? 2 : 1;
    switch (kind) {
      case kinds.letter:
      case kinds.lowerCase:
        if (!inWord || at - anchor >= longestWord) begin(at, kind === kinds.letter);
        inWord = true;
        break;
      case kinds.unspaced: {
        inWord = false;
        const end = unspacedEnd(text, at);
        for (const { index, isWordLike } of segmenter.segment(text.slice(at, end))) {
          if (isWordLike === true) begin(at + index, true);
        }
        at = end;
        continue;
      }
      case kinds.extend:
        break;
      case kinds.blank:
      case kinds.lineBreak:
        inWord = false;
        afterBlank = true;
        if (sentence === 'closing') sentence = 'ended';
        if (kind === kinds.lineBreak) lineBreaks += 1;
        if (sentence === 'open' && lineBreaks === 0) lead = -1;
        break;
      default: {
        const joins = (kind === kinds.joiner || kind === kinds.fullStop) && inWord && isLetter(text, at + 1);
        if (joins) break;
        inWord = false;
        const closes = kind === kinds.closer || kind === kinds.joiner;
        if (afterBlank || (sentence === 'ended' && !closes)) {
          if (lead === -1) lead = at;
          if (afterBlank) anchor = at;
        }
        afterBlank = false;
        if (at - anchor >= longestWord) begin(at, false);
        if (kind === kinds.wideTerminal) sentence = 'ended';
        else if (kind === kinds.fullStop && (isShortened(text, at) || isInitial(text, at))) break;
        else if (kind === kinds.terminal || kind === kinds.fullStop) sentence = sentence === 'ended' ? 'ended' : 'closing';
        else if (sentence === 'closing' && !closes && kind !== kinds.quote) sentence = 'open';
        break;
      }
    }
    at += width;
  }
  return { starts: starts.slice(0, count), sentences, paragraphs };
}

function isHighHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLetter(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const kind = characterKind(text, at);
  return kind === kinds.letter || kind === kinds.lowerCase;
}

function unspacedEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && at - start < stretch) {
    const kind = characterKind(text, at);
    if (kind !== kinds.unspaced && kind !== kinds.extend) break;
    at += isHighHalf(text.charCodeAt(at)) ? 2 : 1;
  }
  return Math.min(at, text.length);
}

/** The greatest break b with after < b ≤ most; null when there is none. Breaks are numbers in rising order. */
export function breakBetween(breaks: readonly number[], after: number, most: number): number | null {
  const found = breaks[firstFrom(breaks, most + 1) - 1];
  return found !== undefined && found > after ? found : null;
}

/** Place of the first break that is `least` or more; all of them when there is none. */
export function firstFrom(breaks: readonly number[], least: number): number {
  let low = 0;
  let high = breaks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((breaks[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
