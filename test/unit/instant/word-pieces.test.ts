import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pieceSpans, readPieceFacts } from '../../../src/instant/word-pieces.ts';

interface GoldenPieces {
  readonly text: string;
  readonly pieces: readonly string[];
  readonly parts: readonly string[];
}

// Written by models/first_stage.golden, whose tokenizer tells where its pieces stand.
const golden = JSON.parse(readFileSync('test/fixtures/first-stage/pieces.json', 'utf8')) as readonly GoldenPieces[];

describe('the word pieces of a text', () => {
  it.each(golden.map((one) => [one.text.slice(0, 40), one] as const))('stand where the tokenizer has them: %j', (_name, one) => {
    const spans = pieceSpans(one.text, one.pieces);
    expect(spans.map(({ from, to }) => one.text.slice(from, to))).toEqual(one.parts);
    for (const [place, { from }] of spans.entries()) expect(from).toBeGreaterThanOrEqual(spans[place - 1]?.from ?? 0);
  });

  it('may be the first ones of a text only, or more than it has', () => {
    expect(pieceSpans('a bee', ['a'])).toEqual([{ from: 0, to: 1 }]);
    expect(pieceSpans('a', ['a', 'bee'])).toEqual([
      { from: 0, to: 1 },
      { from: 1, to: 1 },
    ]);
  });
});

describe('the tokenizer that ships', () => {
  const bytes = (name: string): Buffer => readFileSync(`public/models/all-minilm-l6-v2-int8/${name}`);
  const json = (name: string): object => JSON.parse(bytes(name).toString()) as object;
  const tokenizer = new Tokenizer(json('tokenizer.json'), json('tokenizer_config.json'));
  const { plain } = readPieceFacts(bytes('tokenizer.json'));
  const { added_tokens: added } = json('tokenizer.json') as { readonly added_tokens: readonly { readonly content: string }[] };
  const specials = added.map(({ content }) => content);
  const piecesOf = (text: string): readonly string[] => tokenizer.encode(plain(text)).tokens;

  it('has control tokens, each with a capital, so that small letters unmake it', () => {
    expect(specials.toSorted()).toEqual(['[CLS]', '[MASK]', '[PAD]', '[SEP]', '[UNK]']);
    for (const special of specials) expect(special.toLowerCase()).not.toBe(special);
  });

  it.each(golden.map((one) => [one.text.slice(0, 40), one] as const))(
    'gives the pipeline’s pieces: %j',
    (_name, { text, pieces }) => {
      expect(piecesOf(text)).toEqual(['[CLS]', ...pieces, '[SEP]']);
    },
  );

  it('a rare Han letter beyond 16 bits is part of its word, as this tokenizer has it: what follows stands where it is', () => {
    const text = '0\u{2F800}각[UNK]џ';
    const inner = piecesOf(text).slice(1, -1);
    expect(pieceSpans(text, inner).map(({ from, to }) => text.slice(from, to))).toEqual([
      '0\u{2F800}각',
      '[',
      'UN',
      'K',
      ']',
      'џ',
    ]);
  });

  it('whatever a text writes: the control tokens of the input are its own two, and [UNK] stands only for words that it cannot write', () => {
    const part = fc.oneof(
      fc.constantFrom(
        ...specials,
        ...specials.map((one) => one.slice(1)),
        '[',
        ']',
        'C',
        'LS]',
        ' ',
        '\u200B',
        '\u00AD',
        '日',
        '😀',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(plain(text)).toHaveLength(text.length);
        const pieces = piecesOf(text);
        expect([pieces[0], pieces.at(-1)]).toEqual(['[CLS]', '[SEP]']);
        const inner = pieces.slice(1, -1);
        expect(inner.filter((piece) => piece !== '[UNK]' && specials.includes(piece))).toEqual([]);
        const unknown = pieceSpans(text, inner).filter((_, place) => inner[place] === '[UNK]');
        expect(unknown.map(({ from, to }) => text.slice(from, to)).filter((word) => /^\[?UNK\]?$/iu.test(word))).toEqual([]);
      }),
    );
  });
});
