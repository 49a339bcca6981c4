import type { TextSpan } from '../core/text/spans.ts';

// Where BERT's word pieces stand in the text that they were cut from. The tokenizer for JavaScript does not say.

/**
 * UTF-16 offsets `[from, to)` of each piece in `text`, in order. `pieces` are a text's pieces as BERT's uncased tokenizer writes them (`##` before what goes
 * on a word, `[UNK]` for a word that it cannot write), without [CLS] and [SEP]; fewer than the text has are its first ones. Letters that are taken apart,
 * lose their accents or become small keep the place of the letter that they came from.
 */
export function pieceSpans(text: string, pieces: readonly string[]): readonly TextSpan[] {
  const words = normalWords(text);
  const spans: TextSpan[] = [];
  let word = 0;
  let at = 0;
  for (const piece of pieces) {
    const goesOn = piece.startsWith('##') && at > 0;
    if (!goesOn && at > 0) [word, at] = [word + 1, 0];
    const letters = words[word] ?? [];
    const count = piece === UNKNOWN ? letters.length : Array.from(goesOn ? piece.slice(2) : piece).length;
    const first = letters[at];
    const last = letters[Math.min(letters.length, at + count) - 1] ?? first;
    const from = first?.from ?? text.length;
    spans.push({ from, to: last?.to ?? from });
    at += count;
    if (at >= letters.length) [word, at] = [word + 1, 0];
  }
  return spans;
}

/** What is read of a tokenizer's file beside the tokenizer itself. */
export interface PieceFacts {
  /** The pieces by their number. */
  readonly vocabulary: readonly string[];
  /**
   * The text as it is given to the tokenizer: where it writes one of the tokenizer's control tokens (`[CLS]`, `[MASK]` …) it has small letters, which are words
   * like any others to an uncased tokenizer; of the same length. The pipeline switches the same on (`encode_special_tokens`), and gets the same pieces.
   */
  readonly plain: (text: string) => string;
}

/** Reads a tokenizer.json. Throws a SyntaxError where it is none. */
export function readPieceFacts(tokenizer: Uint8Array): PieceFacts {
  const { model, added_tokens: added = [] } = JSON.parse(new TextDecoder().decode(tokenizer)) as {
    readonly model: { readonly vocab: Readonly<Record<string, number>> };
    readonly added_tokens?: readonly { readonly content: string }[];
  };
  const vocabulary: string[] = [];
  for (const [piece, number] of Object.entries(model.vocab)) vocabulary[number] = piece;
  return {
    vocabulary,
    plain: (text) => added.reduce((plain, { content }) => plain.replaceAll(content, content.toLowerCase()), text),
  };
}

/** A letter after normalising, and the letter of the text that it came from. */
type Letter = TextSpan;

/** The text's words as BERT's rules part them (white space, each punctuation mark and each Han letter for itself), letter by letter. */
function normalWords(text: string): readonly (readonly Letter[])[] {
  const words: Letter[][] = [];
  let open: Letter[] | null = null;
  let from = 0;
  for (const written of text) {
    const to = from + written.length;
    if (!dropped.test(written)) {
      const alone = han.test(written);
      if (alone || /\s/u.test(written)) open = null;
      for (const letter of /\s/u.test(written)
        ? []
        : written
            .toLowerCase()
            .normalize('NFD')
            .replaceAll(/\p{Mn}/gu, '')) {
        if (punctuation.test(letter)) {
          words.push([{ from, to }]);
          open = null;
          continue;
        }
        if (open === null) words.push((open = []));
        open.push({ from, to });
      }
      if (alone) open = null;
    }
    from = to;
  }
  return words;
}

const UNKNOWN = '[UNK]';
/** Control characters but for those that are white space, and what stands for a character that could not be read. */
const dropped = /[\0\uFFFD]|(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;
const punctuation = /[\p{P}!-/:-@[-`{-~]/u;
/**
 * The blocks that BERT takes for Chinese, of Japanese the Kanji alone, as far as the page's tokenizer sees them: it looks at a letter's first 16 bits, so that rare
 * ones beyond them are part of the word that they stand in. The pipeline's tokenizer parts those too.
 */
const han = /[\u4E00-\u9FFF\u3400-\u4DBF\uF900-\uFAFF]/u;
