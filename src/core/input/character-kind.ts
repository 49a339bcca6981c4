/** What a character does where words and sentences are told apart. */
export const kinds = {
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
export function characterKind(text: string, at: number): number {
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
